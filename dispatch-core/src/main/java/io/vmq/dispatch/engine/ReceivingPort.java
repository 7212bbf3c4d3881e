package io.vmq.dispatch.engine;

import io.vmq.dispatch.fault.OutageWatch;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.host.NicTimeline;
import io.vmq.dispatch.steering.QueueDepths;
import io.vmq.dispatch.steering.Steering;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A port as the intake sees it: when its link is down, and which of its queues a frame is for. The steering is another one from
 * the moment on at which VMs arrive or leave; all are made before the trial. The thread of the intake owns it.
 */
final class ReceivingPort {

    private final OutageWatch linkOutages;
    private final Steering[] steerings;
    private final long[] startsNs;
    private final int firstQueue;
    private final int steeredCount;
    private final @Nullable RouteFinder routes;
    private int phase;

    ReceivingPort(TrialPlan plan, int port, QueueDepths depths) {
        NicTimeline nic = plan.ports().nic(port);
        linkOutages = plan.faults().ofLink(port).watch();
        steerings = plan.newSteerings(port, depths);
        startsNs = nic.phases().stream().mapToLong(NicTimeline.Phase::fromNs).toArray();
        firstQueue = plan.ports().firstQueue(port);
        steeredCount = plan.steeredCount(port);
        Spreading spreading = plan.service().spreading();
        int processors = spreading == null ? 0 : spreading.ports().get(port).processors();
        routes = spreading == null || processors == 0 ? null : new RouteFinder(plan, spreading, processors);
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

    /** Whether the link is down at {@code atNs}; moments never go back. */
    boolean isDown(long atNs) {
        return linkOutages.isOut(atNs);
    }

    /** Steers a batch of this port that lies within the phase, unless the NIC did; queues and routes are numbered through all ports, table entries are not. */
    void steer(FrameBatch batch, int[] queueOf) {
        if (batch.queue() == FrameBatch.UNSTEERED) {
            steerings[phase].steer(batch, queueOf);
        } else {
            Arrays.fill(queueOf, 0, batch.count(), batch.queue());
        }
        for (int i = 0; i < batch.count(); i++) {
            int queue = queueOf[i];
            queueOf[i] = queue >= 0 && queue < steeredCount ? firstQueue + queue : Intake.NO_QUEUE;
        }
        if (routes != null) {
            routes.find(batch, queueOf);
        }
    }
}
