package io.vmq.nic.adapter;

/**
 * Descriptors in each ring of an interface, and the most that it takes.
 */
public record RingSizes(long rx, long rxMost, long tx, long txMost) {

    /** Bytes of a struct ethtool_ringparam. */
    static final int BYTES = 36;

    /** Decodes a struct ethtool_ringparam. */
    static RingSizes parse(AnswerBytes answer) {
        return new RingSizes(answer.u32(20), answer.u32(4), answer.u32(32), answer.u32(16));
    }
}
