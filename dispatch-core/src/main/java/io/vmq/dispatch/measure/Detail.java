package io.vmq.dispatch.measure;

/** How finely latency is kept. */
public enum Detail {
    /** One histogram for all frames. */
    TOTAL,
    /** One for each queue and each VM as well. */
    ALL
}
