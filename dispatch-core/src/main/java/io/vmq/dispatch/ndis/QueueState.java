package io.vmq.dispatch.ndis;

/** State of a receive queue (WDD queue-states-and-operations). What leads from one to the next says {@link QueueEvent}. */
public enum QueueState {
    /** Not there. */
    UNDEFINED,
    /** Allocated; the driver was not told yet that allocation is complete. */
    ALLOCATED,
    /** As allocated, with a filter. */
    SET,
    /** Complete, with a filter: frames arrive. The default queue always runs. */
    RUNNING,
    /** Complete, without a filter: nothing arrives. */
    PAUSED,
    /** About to be freed; the NIC stops to write into its buffers. */
    STOP_DMA,
    /** The NIC writes no more; buffers that the host has are still to come back. */
    FREEING
}
