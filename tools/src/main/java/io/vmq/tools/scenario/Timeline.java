package io.vmq.tools.scenario;

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
public record Timeline(List<RateChange> rates, List<VmMove> moves) {

    /** Nothing changes. */
    public static final Timeline NONE = new Timeline(List.of(), List.of());

    public Timeline {
        rates = List.copyOf(rates);
        moves = List.copyOf(moves);
    }

    /** From {@code atNs} on frames come at this rate; empty means none. */
    public record RateChange(long atNs, Optional<Rate> rate) {}

    /**
     * A VM arrives or leaves.
     *
     * @param vm
     *            index of the VM
     */
    public record VmMove(long atNs, int vm, boolean arrives) {}

    public boolean isEmpty() {
        return rates.isEmpty() && moves.isEmpty();
    }
}
