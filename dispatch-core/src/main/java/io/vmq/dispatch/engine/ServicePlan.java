package io.vmq.dispatch.engine;

import io.vmq.dispatch.balance.Assignment;
import io.vmq.dispatch.balance.Balancing;
import io.vmq.dispatch.core.InterruptModeration;
import io.vmq.dispatch.core.ServiceCost;
import io.vmq.dispatch.host.Processor;
import io.vmq.dispatch.ring.WhenFull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the queues of a trial are served.
 *
 * @param ringSlots
 *            descriptors in each queue's ring
 * @param whenFull
 *            what becomes of a frame that finds its queue full
 * @param cost
 *            what a frame costs a core
 * @param moderation
 *            when an idle core wakes up; pinned cores poll and never sleep
 * @param assignment
 *            which core serves which queue
 * @param balancing
 *            who moves queues between cores; null if all stay where they begin
 * @param cores
 *            the processor of each core
 * @param spreading
 *            how the cores of queues hand frames on to other cores; null if a frame is served where its queue is
 */
public record ServicePlan(int ringSlots, WhenFull whenFull, ServiceCost cost, InterruptModeration moderation,
        Assignment assignment, @Nullable Balancing balancing, List<Processor> cores,
        @Nullable Spreading spreading) {

    public ServicePlan {
        cores = List.copyOf(cores);
        if (balancing != null && whenFull == WhenFull.BLOCK_SOURCE) {
            throw new IllegalArgumentException("queues that block their source cannot move between cores");
        }
        if (spreading != null && balancing != null) {
            throw new IllegalArgumentException("queues whose frames are spread in software do not move");
        }
        if (spreading != null && moderation.isOn()) {
            throw new IllegalArgumentException("cores that hand frames on are woken at once");
        }
    }

    /** Every frame is served where its queue is. */
    public ServicePlan(int ringSlots, WhenFull whenFull, ServiceCost cost, InterruptModeration moderation,
            Assignment assignment, @Nullable Balancing balancing, List<Processor> cores) {
        this(ringSlots, whenFull, cost, moderation, assignment, balancing, cores, null);
    }

    /** The same, but for how cores hand frames on. */
    public ServicePlan spreading(@Nullable Spreading how) {
        return new ServicePlan(ringSlots, whenFull, cost, moderation, assignment, balancing, cores, how);
    }
}
