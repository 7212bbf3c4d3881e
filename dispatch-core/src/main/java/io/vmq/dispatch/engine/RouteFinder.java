package io.vmq.dispatch.engine;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.steering.RssSteering;

/**
 * Says to which processor of its VM each frame will be handed on: the very RSS of the NIC, with the processors of the VM in place
 * of queues. What is not hashed goes to the first. The model knows the hash before the core pays for it; when it does is not
 * seen. The thread of the intake owns it.
 */
final class RouteFinder {

    private final SpreadRoutes routes;
    private final RssSteering rss;
    private final int[] processorOf = new int[FrameBatch.DEFAULT_CAPACITY];

    /**
     * @param processors
     *            of each VM
     */
    RouteFinder(TrialPlan plan, Spreading spreading, int processors) {
        routes = new SpreadRoutes(spreading, plan.ports(), plan.service().assignment());
        rss = RssSteering.roundRobin(plan.rss(), processors);
    }

    /** Puts the route of each frame in place of its queue. */
    void find(FrameBatch batch, int[] queueOf) {
        rss.steer(batch, processorOf);
        for (int i = 0; i < batch.count(); i++) {
            int queue = queueOf[i];
            if (queue != Intake.NO_QUEUE && routes.spreads(queue)) {
                queueOf[i] = routes.route(queue, processorOf[i]);
            }
        }
    }
}
