package io.vmq.tools.doctor.simulation;

import io.vmq.dispatch.measure.LatencySummary;
import io.vmq.dispatch.measure.TrialResult;
import java.util.Optional;

/**
 * What one run gave.
 *
 * @param offeredBps
 *            what came, bits per second on layer 2 with FCS, as all rates here
 * @param lossRatio
 *            part of it that was lost, 0 to 1
 * @param latency
 *            from due time to the end of service; empty if nothing was delivered
 * @param coresUsed
 *            cores that served at least one frame
 * @param busiestCore
 *            part of the time that the busiest one was in service, 0 to 1
 * @param event106
 *            whether the switch logs Event 106 with these settings
 * @param limit
 *            where frames were lost, in a few words; empty if none were
 */
public record Outcome(double offeredBps, double deliveredBps, double lossRatio, Optional<LatencySummary> latency,
        int coresUsed, double busiestCore, boolean event106, String limit) {

    /** All frames are of one size. */
    static Outcome of(TrialResult trial, boolean event106, String limit) {
        double frameBits = Byte.SIZE * Drafts.traffic().frames().meanBytes();
        return new Outcome(trial.rate().offeredPps() * frameBits, trial.rate().deliveredBps(), trial.lossRatio(),
                Optional.ofNullable(trial.latency()),
                (int) trial.cores().stream().filter(core -> core.delivered() > 0).count(),
                trial.cores().stream().mapToDouble(TrialResult.CoreReport::busy).max().orElse(0), event106, limit);
    }
}
