package io.vmq.tools.search;

import io.vmq.dispatch.measure.LatencySummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a trial of a search gave.
 *
 * @param generated
 *            frames that were sent
 * @param unsent
 *            frames that were due and never sent
 * @param dropped
 *            frames that were sent and lost
 * @param deliveredPps
 *            frames delivered per second: the Trial Forwarding Rate
 * @param deliveredBps
 *            the same as bits per second on layer 2, FCS counted
 * @param invalidReasons
 *            why this machine, not the mode, decided the trial; empty if it is valid
 * @param lossAt
 *            where most frames were lost, in a few words; empty if none was
 * @param partial
 *            whether it was stopped, and says nothing
 */
public record TrialOutcome(TrialRequest request, long seed, long generated, long unsent, long dropped,
        double deliveredPps, double deliveredBps, @Nullable LatencySummary latency, List<String> invalidReasons,
        String lossAt, boolean partial) {

    private static final double NS_PER_SECOND = 1e9;

    public TrialOutcome {
        invalidReasons = List.copyOf(invalidReasons);
    }

    public boolean valid() {
        return invalidReasons.isEmpty();
    }

    /** Frames that were sent, per second of measured time. */
    public double offeredPps() {
        return generated * NS_PER_SECOND / request.durationNs();
    }

    /** Frames that were due, per second of measured time: what the traffic asked for, sent or not. */
    double duePps() {
        return (generated + unsent) * NS_PER_SECOND / request.durationNs();
    }

    /**
     * The Trial Loss Ratio: fraction of the frames that were due and not delivered, 0 to 1. In a valid trial a frame is
     * unsent only where full queues hold up the source, and is lost to the mode like any other.
     */
    public double lossRatio() {
        long due = generated + unsent;
        return due == 0 ? 0 : (double) (dropped + unsent) / due;
    }
}
