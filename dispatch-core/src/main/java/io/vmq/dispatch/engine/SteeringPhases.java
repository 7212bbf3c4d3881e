package io.vmq.dispatch.engine;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.steering.QueueDepths;
import io.vmq.dispatch.steering.Steering;

/**
 * The steering of a trial over time: another one from the moment on at which VMs arrive or leave. All are made before the trial.
 * The thread of the intake owns it.
 */
final class SteeringPhases {

    private final Steering[] steerings;
    private final long[] startsNs;
    private int phase;

    SteeringPhases(TrialPlan plan, QueueDepths depths) {
        steerings = plan.newSteerings(depths);
        startsNs = plan.phaseStartsNs();
    }

    /** Goes to the phase in which {@code nowNs} lies; time never goes back. */
    void moveTo(long nowNs) {
        while (phase + 1 < startsNs.length && startsNs[phase + 1] <= nowNs) {
            phase++;
        }
    }

    /** First moment of the next phase, or {@link Long#MAX_VALUE}. */
    long endNs() {
        return phase + 1 < startsNs.length ? startsNs[phase + 1] : Long.MAX_VALUE;
    }

    /** Steers a batch that lies within the phase. */
    void steer(FrameBatch batch, int[] queueOf) {
        steerings[phase].steer(batch, queueOf);
    }
}
