package io.vmq.dispatch.ndis;

import io.vmq.dispatch.ndis.Outcome.Done;
import io.vmq.dispatch.ndis.Outcome.Reason;
import io.vmq.dispatch.ndis.Outcome.Refused;
import io.vmq.dispatch.steering.ReceiveFilter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The receive queues of one NIC and the filters set on them (WDD allocating-a-vm-queue, vmq-filter-operations,
 * queue-states-and-operations). For one thread; requests that NDIS does not allow are refused as a value and change nothing.
 *
 * <p>
 * Queue 0 is always allocated and is never freed; the others have ids from 1 to NumQueues. Filter ids begin at 1 and are
 * unique on the NIC; an id is not used again, so ids stand in the order in which filters were set. A queue that is freed is
 * there until the host has returned all of its buffers.
 */
public final class NdisQueues {

    private final NdisCapabilities capabilities;
    private final NdisQueue[] queues;
    private final SortedMap<Integer, ReceiveFilter> filters = new TreeMap<>();
    private int filtersSet;

    /** A NIC that has just started: no queue but the default one, no filter. */
    public NdisQueues(NdisCapabilities capabilities) {
        this.capabilities = capabilities;
        queues = IntStream.rangeClosed(0, capabilities.numQueues()).mapToObj(NdisQueue::atStart)
                .toArray(NdisQueue[]::new);
    }

    /**
     * Allocates the lowest queue that is free, as NDIS gives ids.
     *
     * @param kept
     *            ids that are not to be given
     */
    public Outcome allocateAnyBut(Set<Integer> kept) {
        return IntStream.range(1, queues.length).filter(id -> queues[id].state() == QueueState.UNDEFINED)
                .filter(id -> !kept.contains(id)).mapToObj(this::allocate).findFirst()
                .orElse(new Refused(Reason.NO_QUEUE_LEFT, NdisQueue.DEFAULT_ID));
    }

    /** Allocates the queue of that id; one that is allocated is refused. */
    public Outcome allocate(int queue) {
        if (!exists(queue)) {
            return new Refused(Reason.NO_SUCH_QUEUE, queue);
        }
        return put(queue, queues[queue].after(QueueEvent.ALLOCATE_QUEUE), Reason.ALREADY_ALLOCATED);
    }

    /** Tells the NIC that no more of the queue's parameters come: from now on it may receive. */
    public Outcome completeAllocation(int queue) {
        return on(queue, QueueEvent.ALLOCATION_COMPLETE);
    }

    /** What changes the queue's state and nothing else. */
    private Outcome on(int queue, QueueEvent event) {
        return exists(queue)
                ? put(queue, queues[queue].after(event), Reason.NOT_IN_THIS_STATE)
                : new Refused(Reason.NO_SUCH_QUEUE, queue);
    }

    private Outcome put(int queue, Optional<NdisQueue> after, Reason otherwise) {
        after.ifPresent(next -> queues[queue] = next);
        return after.<Outcome>map(next -> new Done(queue)).orElse(new Refused(otherwise, queue));
    }

    /** Sets a filter on the queue that it names; done gives the filter's id. */
    public Outcome setFilter(ReceiveFilter filter) {
        int queue = filter.queue();
        if (!exists(queue)) {
            return new Refused(Reason.NO_SUCH_QUEUE, queue);
        }
        if (filter.vlan() > ReceiveFilter.UNTAGGED_OR_ZERO && !capabilities.vlanFiltering()) {
            return new Refused(Reason.VLAN_NOT_FILTERED, queue);
        }
        if (filter.vlan() == ReceiveFilter.ANY_VLAN && !capabilities.anyVlan()) {
            return new Refused(Reason.ANY_VLAN_NOT_SUPPORTED, queue);
        }
        if (filters.size() == capabilities.maxFilters()) {
            return new Refused(Reason.NO_FILTER_LEFT, queue);
        }
        int id = filtersSet + 1;
        return switch (put(queue, queues[queue].withFilter(id), Reason.NOT_IN_THIS_STATE)) {
            case Refused refused -> refused;
            case Done _ -> {
                filtersSet = id;
                filters.put(id, filter);
                yield new Done(id);
            }
        };
    }

    /** Clears the filter of that id; a queue that loses its last one receives nothing more. */
    public Outcome clearFilter(int filter) {
        ReceiveFilter cleared = filters.get(filter);
        if (cleared == null) {
            return new Refused(Reason.NO_SUCH_FILTER, filter);
        }
        int queue = cleared.queue();
        return switch (put(queue, queues[queue].withoutFilter(filter), Reason.NOT_IN_THIS_STATE)) {
            case Refused refused -> refused;
            case Done _ -> {
                filters.remove(filter);
                yield new Done(filter);
            }
        };
    }

    /** The NIC indicates a frame of the queue to the host, which now has a buffer to return. */
    public Outcome receive(int queue) {
        return exists(queue)
                ? put(queue, queues[queue].withReceived(), Reason.NOT_IN_THIS_STATE)
                : new Refused(Reason.NO_SUCH_QUEUE, queue);
    }

    /** The host returns a buffer; the last one lets go a queue that is being freed. */
    public Outcome returnBuffer(int queue) {
        if (!exists(queue)) {
            return new Refused(Reason.NO_SUCH_QUEUE, queue);
        }
        return put(queue, Optional.of(queues[queue]).filter(each -> each.outstanding() > 0)
                .map(each -> each.withReturned().settled()), Reason.NOTHING_OUTSTANDING);
    }

    /** Begins to free the queue: no filter may be set on it, and the default queue is never freed. */
    public Outcome free(int queue) {
        if (queue == NdisQueue.DEFAULT_ID) {
            return new Refused(Reason.DEFAULT_QUEUE, queue);
        }
        if (exists(queue) && !queues[queue].filters().isEmpty()) {
            return new Refused(Reason.FILTERS_SET, queue);
        }
        return on(queue, QueueEvent.FREE_QUEUE);
    }

    /** The NIC writes no more into the queue's buffers; it is freed now if the host has none of them. */
    public Outcome stopDma(int queue) {
        Outcome outcome = on(queue, QueueEvent.DMA_STOPPED);
        if (outcome instanceof Done) {
            queues[queue] = queues[queue].settled();
        }
        return outcome;
    }

    private boolean exists(int queue) {
        return queue >= 0 && queue < queues.length;
    }

    /** The queue of that id, which may be 0 to NumQueues. */
    public NdisQueue queue(int id) {
        return queues[id];
    }

    /** The queue that a buffer with this id counts for: a stale or wrong id counts as 0 (WDD vmq-receive-path). */
    public int queueOfBuffer(int id) {
        return exists(id) && queues[id].state() != QueueState.UNDEFINED ? id : NdisQueue.DEFAULT_ID;
    }

    /**
     * The filters that frames are tested against, in the order in which they were set: those of queues whose allocation is
     * complete. A filter on another queue matches nothing (Microsoft's sample NIC, netvmini vmq.c).
     */
    public List<ReceiveFilter> activeFilters() {
        return filters.values().stream().filter(each -> queues[each.queue()].state() == QueueState.RUNNING).toList();
    }
}
