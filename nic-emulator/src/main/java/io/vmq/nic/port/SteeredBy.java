package io.vmq.nic.port;

/** Who puts the frames of a real port into its queues. */
public enum SteeredBy {

    /** Nobody: all frames come in queue 0, and the mode of the trial steers them. */
    HOST,
    /** Kernel or NIC, by the receive filters that the port was given. */
    FILTERS,
    /** Kernel or NIC, by a hash that is not ours: only that a flow stays in one queue can be expected. */
    HASH
}
