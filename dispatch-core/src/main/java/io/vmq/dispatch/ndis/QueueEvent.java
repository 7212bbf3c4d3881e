package io.vmq.dispatch.ndis;

import static io.vmq.dispatch.ndis.QueueState.ALLOCATED;
import static io.vmq.dispatch.ndis.QueueState.FREEING;
import static io.vmq.dispatch.ndis.QueueState.PAUSED;
import static io.vmq.dispatch.ndis.QueueState.RUNNING;
import static io.vmq.dispatch.ndis.QueueState.SET;
import static io.vmq.dispatch.ndis.QueueState.STOP_DMA;
import static io.vmq.dispatch.ndis.QueueState.UNDEFINED;
import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;

/** What happens to a receive queue (WDD queue-states-and-operations, ndis-virtual-machine-queue-states). */
public enum QueueEvent {

    ALLOCATE_QUEUE,
    /** Parameters are asked for or changed. */
    QUEUE_PARAMETERS,
    SET_FILTER,
    /** A filter is cleared, and others are left. */
    CLEAR_FILTER,
    /** The only filter is cleared. */
    CLEAR_LAST_FILTER,
    ENUM_FILTERS,
    /** Parameters of a filter are asked for. */
    FILTER_PARAMETERS,
    /** The driver is told that allocation is complete. */
    ALLOCATION_COMPLETE,
    /** A frame is indicated to the host, in a buffer that it has to return. */
    RECEIVE,
    FREE_QUEUE,
    /** The NIC says that it writes no more. */
    DMA_STOPPED,
    /** The host has returned all buffers, and the queue's memory is freed. */
    ALL_RETURNED;

    /** The state that follows, by event and state; what is missing is not valid. */
    private static final Map<QueueEvent, Map<QueueState, QueueState>> TRANSITIONS = Map.ofEntries(
            entry(ALLOCATE_QUEUE, Map.of(UNDEFINED, ALLOCATED)),
            entry(QUEUE_PARAMETERS, Map.of(ALLOCATED, ALLOCATED, SET, SET, RUNNING, RUNNING, PAUSED, PAUSED)),
            entry(SET_FILTER, Map.of(ALLOCATED, SET, SET, SET, RUNNING, RUNNING, PAUSED, RUNNING)),
            entry(CLEAR_FILTER, Map.of(SET, SET, RUNNING, RUNNING)),
            entry(CLEAR_LAST_FILTER, Map.of(SET, ALLOCATED, RUNNING, PAUSED)),
            entry(ENUM_FILTERS, Map.of(ALLOCATED, ALLOCATED, SET, SET, RUNNING, RUNNING, PAUSED, PAUSED)),
            entry(FILTER_PARAMETERS, Map.of(SET, SET, RUNNING, RUNNING)),
            entry(ALLOCATION_COMPLETE, Map.of(ALLOCATED, PAUSED, SET, RUNNING)),
            entry(RECEIVE, Map.of(RUNNING, RUNNING)),
            entry(FREE_QUEUE, Map.of(ALLOCATED, STOP_DMA, PAUSED, STOP_DMA)),
            entry(DMA_STOPPED, Map.of(STOP_DMA, FREEING)),
            entry(ALL_RETURNED, Map.of(FREEING, UNDEFINED)));

    /** The state that follows; empty if the event is not valid in {@code state}. */
    public Optional<QueueState> after(QueueState state) {
        return Optional.ofNullable(TRANSITIONS.getOrDefault(this, Map.of()).get(state));
    }
}
