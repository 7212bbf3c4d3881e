package io.vmq.dispatch.steering;

import java.util.List;

/**
 * What a steering may know of the host when it is made.
 *
 * @param queueCount
 *            receive queues; indices run from 0 to {@code queueCount - 1}, 0 is the default queue
 * @param ringSlots
 *            descriptors in each queue's ring
 * @param rss
 *            key, hash types and table size
 * @param filters
 *            receive filters in the order in which they were set
 * @param depths
 *            how full the queues are while the trial runs
 */
public record SteeringContext(int queueCount, int ringSlots, RssSettings rss, List<ReceiveFilter> filters,
        QueueDepths depths) {

    public SteeringContext {
        if (queueCount < 1) {
            throw new IllegalArgumentException("queueCount=" + queueCount + ": at least 1 expected");
        }
        filters = List.copyOf(filters);
    }

    /** A context whose queues are always empty: for prediction and for stateless modes. */
    public static SteeringContext idle(int queueCount, RssSettings rss, List<ReceiveFilter> filters) {
        return new SteeringContext(queueCount, 1, rss, filters, queue -> 0);
    }
}
