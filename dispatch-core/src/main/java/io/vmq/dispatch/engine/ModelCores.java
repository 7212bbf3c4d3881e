package io.vmq.dispatch.engine;

import io.vmq.dispatch.measure.DeliveryMeter;
import io.vmq.dispatch.measure.TrialShape;

/**
 * All modelled cores of a trial and the queues that they serve. Virtual time and the emulated cores of a live run both end here.
 * One thread uses it and offers frames in the order in which they are due.
 */
abstract sealed class ModelCores implements ServedCores permits ModelledCores, SpreadCores {

    /** The cores that a plan asks for. */
    static ModelCores of(TrialPlan plan, TrialShape shape, DeliveryMeter meter) {
        Spreading spreading = plan.service().spreading();
        return spreading == null ? new ModelledCores(plan, shape, meter)
                : new SpreadCores(plan, spreading, shape, meter);
    }

    /**
     * A frame that was due at {@code dueNs} is for a queue. It reaches it then, unless its source stood still or was blocked;
     * the source's thread handed it over {@code lateNs} later.
     *
     * @param steered
     *            number of the queue; of the route where cores hand on
     */
    abstract void arrive(int steered, int flow, int sequence, long dueNs, int lateNs, int lengthBytes);

    /** Serves everything that waits; nothing arrives any more. */
    abstract void drain();

    /** Frames that wait in {@code queue} at {@code nowNs}. */
    abstract int depth(int queue, long nowNs);
}
