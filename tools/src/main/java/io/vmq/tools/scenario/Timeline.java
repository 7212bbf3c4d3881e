package io.vmq.tools.scenario;

import io.vmq.dispatch.host.VmChange;
import java.util.List;
import java.util.Optional;

/**
 * What changes while a trial runs. Times count from the begin of the measured time.
 *
 * @param rates
 *            changes of the offered load, in order of time
 * @param moves
 *            VMs that arrive and leave, in order of time
 */
public record Timeline(List<RateChange> rates, List<VmChange> moves) {

    /** Nothing changes. */
    public static final Timeline NONE = new Timeline(List.of(), List.of());

    public Timeline {
        rates = List.copyOf(rates);
        moves = List.copyOf(moves);
    }

    /** From {@code atNs} on frames come at this rate; empty means none. */
    public record RateChange(long atNs, Optional<Rate> rate) {}

    /** Arrivals and leaves in the time of a trial, which begins with the warm-up. */
    public List<VmChange> movesAfter(long warmupNs) {
        return moves.stream().map(move -> move.later(warmupNs)).toList();
    }

    public boolean isEmpty() {
        return rates.isEmpty() && moves.isEmpty();
    }
}
