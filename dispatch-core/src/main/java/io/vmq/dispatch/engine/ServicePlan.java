package io.vmq.dispatch.engine;

import io.vmq.dispatch.balance.Assignment;
import io.vmq.dispatch.balance.Balancing;
import io.vmq.dispatch.balance.TableBalancing;
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
 * @param table
 *            who moves entries of the RSS table between queues; null if the table stays as it is. Frames are then steered to
 *            entries, and modelled cores look their queues up
 * @param cores
 *            the processor of each core
 */
public record ServicePlan(int ringSlots, WhenFull whenFull, ServiceCost cost, InterruptModeration moderation,
        Assignment assignment, @Nullable Balancing balancing, @Nullable TableBalancing table, List<Processor> cores) {

    public ServicePlan {
        cores = List.copyOf(cores);
        if (balancing != null && whenFull == WhenFull.BLOCK_SOURCE) {
            throw new IllegalArgumentException("queues that block their source cannot move between cores");
        }
        if (table != null && (balancing != null || whenFull == WhenFull.BLOCK_SOURCE
                || whenFull == WhenFull.OVERFLOW_DEFAULT)) {
            throw new IllegalArgumentException("entries of a table move only between queues that stay and drop");
        }
    }
}
