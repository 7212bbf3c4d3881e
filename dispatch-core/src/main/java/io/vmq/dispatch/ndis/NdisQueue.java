package io.vmq.dispatch.ndis;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A receive queue at one moment. Immutable: what happens to it makes another one.
 *
 * @param id
 *            unique on its NIC; 0 is the default queue
 * @param state
 *            what may happen next
 * @param filters
 *            ids of the filters set on it
 * @param outstanding
 *            buffers that the host has and must return, from 0
 */
public record NdisQueue(int id, QueueState state, SortedSet<Integer> filters, int outstanding) {

    /** Id of the queue that catches what matches no filter (NDIS_DEFAULT_RECEIVE_QUEUE_ID). */
    public static final int DEFAULT_ID = 0;

    public NdisQueue {
        filters = Collections.unmodifiableSortedSet(new TreeSet<>(filters));
        if (outstanding < 0) {
            throw new IllegalArgumentException("queue " + id + " has " + outstanding + " buffers outstanding");
        }
    }

    /** A queue as it is when the NIC starts: the default queue runs, the others are not there. */
    static NdisQueue atStart(int id) {
        QueueState state = id == DEFAULT_ID ? QueueState.RUNNING : QueueState.UNDEFINED;
        return new NdisQueue(id, state, new TreeSet<>(), 0);
    }

    public boolean isDefault() {
        return id == DEFAULT_ID;
    }

    /** The queue after an event that changes nothing but its state; empty if the event is not valid now. */
    Optional<NdisQueue> after(QueueEvent event) {
        return event.after(state).map(next -> new NdisQueue(id, next, filters, outstanding));
    }

    Optional<NdisQueue> withFilter(int filter) {
        return after(QueueEvent.SET_FILTER).map(next -> {
            SortedSet<Integer> more = new TreeSet<>(filters);
            more.add(filter);
            return new NdisQueue(id, next.state, more, outstanding);
        });
    }

    /** The default queue runs on without filters, since it needs none to receive. */
    Optional<NdisQueue> withoutFilter(int filter) {
        SortedSet<Integer> fewer = new TreeSet<>(filters);
        fewer.remove(filter);
        QueueEvent event = fewer.isEmpty() && !isDefault() ? QueueEvent.CLEAR_LAST_FILTER : QueueEvent.CLEAR_FILTER;
        return after(event).map(next -> new NdisQueue(id, next.state, fewer, outstanding));
    }

    Optional<NdisQueue> withReceived() {
        return after(QueueEvent.RECEIVE).map(next -> new NdisQueue(id, next.state, filters, outstanding + 1));
    }

    NdisQueue withReturned() {
        return new NdisQueue(id, state, filters, outstanding - 1);
    }

    /** Not there any more, if it was only waiting for buffers and all are back; else as it is. */
    NdisQueue settled() {
        return outstanding == 0 ? after(QueueEvent.ALL_RETURNED).orElse(this) : this;
    }
}
