package io.vmq.nic.adapter;

/**
 * When received frames raise an interrupt.
 *
 * @param rxUs
 *            microseconds after the first of them; 0 is at once
 * @param rxFrames
 *            how many of them at the latest; 0 is no such limit
 * @param adaptiveRx
 *            whether the driver changes both by the load
 */
public record Coalescing(long rxUs, long rxFrames, boolean adaptiveRx) {

    /** Bytes of a struct ethtool_coalesce. */
    static final int BYTES = 92;

    /** Decodes a struct ethtool_coalesce. */
    static Coalescing parse(AnswerBytes answer) {
        return new Coalescing(answer.u32(4), answer.u32(8), answer.u32(40) != 0);
    }
}
