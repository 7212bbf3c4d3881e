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
 * @param queuesPerPort
 *            queues that stand side by side behind each filter, the first of which the filter names; 1 but for VMMQ
 * @param depths
 *            how full the queues are while the trial runs
 */
public record SteeringContext(int queueCount, int ringSlots, RssSettings rss, List<ReceiveFilter> filters,
        int queuesPerPort, QueueDepths depths) {

    public SteeringContext {
        if (queueCount < 1) {
            throw new IllegalArgumentException("queueCount=" + queueCount + ": at least 1 expected");
        }
        filters = List.copyOf(filters);
    }

    /** A context whose queues are always empty: for prediction and for stateless modes. */
    public static SteeringContext idle(int queueCount, RssSettings rss, List<ReceiveFilter> filters) {
        return idle(queueCount, rss, filters, 1);
    }

    /** The same with several queues behind each filter. */
    public static SteeringContext idle(int queueCount, RssSettings rss, List<ReceiveFilter> filters,
            int queuesPerPort) {
        return new SteeringContext(queueCount, 1, rss, filters, queuesPerPort, queue -> 0);
    }

    /**
     * Checks that the queues behind every filter exist.
     *
     * @throws IllegalArgumentException
     *             if not, with the filter and the queues that there are
     */
    void checkFilters() {
        for (ReceiveFilter filter : filters) {
            if (filter.queue() < 0 || filter.queue() + queuesPerPort > queueCount) {
                throw new IllegalArgumentException("the receive filter for MAC " + filter.mac() + " names queue "
                        + filter.queue() + ", but the queues are 0 to " + (queueCount - 1));
            }
        }
    }
}
