package io.vmq.dispatch.ndis;

/** What became of a request to a NIC's queues: done or refused, nothing between. A refused request changes nothing. */
public sealed interface Outcome {

    /**
     * It is done.
     *
     * @param id
     *            of the queue, or of the filter if one was set or cleared
     */
    record Done(int id) implements Outcome {}

    /**
     * It cannot be done.
     *
     * @param reason
     *            why
     * @param id
     *            what was asked about: a queue, or a filter if there is none of that id
     */
    record Refused(Reason reason, int id) implements Outcome {}

    /** Why a request is refused. */
    enum Reason {
        /** The NIC has no queue of that id. */
        NO_SUCH_QUEUE,
        /** The queue is allocated already, or is not freed yet. */
        ALREADY_ALLOCATED,
        /** All queues are taken. */
        NO_QUEUE_LEFT,
        /** The queue's state does not allow it. */
        NOT_IN_THIS_STATE,
        /** The default queue is always allocated and cannot be freed. */
        DEFAULT_QUEUE,
        /** Filters are set on the queue; it cannot be freed. */
        FILTERS_SET,
        /** No filter of that id is set. */
        NO_SUCH_FILTER,
        /** The NIC holds as many filters as it can. */
        NO_FILTER_LEFT,
        /** The NIC does not filter by VLAN. */
        VLAN_NOT_FILTERED,
        /** A filter that neither names a VLAN nor asks for untagged frames is an error before NDIS 6.30. */
        ANY_VLAN_NOT_SUPPORTED,
        /** The host has no buffer of the queue to return. */
        NOTHING_OUTSTANDING
    }
}
