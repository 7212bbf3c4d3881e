package io.vmq.nic.xdp;

import io.vmq.nic.port.SteeredBy;

/**
 * How an AF_XDP port is opened.
 *
 * @param steeredBy
 *            {@link SteeredBy#FILTERS}; or {@link SteeredBy#HOST}, with one queue; or {@link SteeredBy#HASH}: the port's queues are those
 *            of the hardware, each one
 * @param queueCount
 *            queues of the port, at least 1; with HASH of each hardware queue, which is 1
 * @param generic
 *            run the program behind the driver, also if the driver could run it itself
 * @param zeroCopy
 *            have the NIC write into our memory; the port cannot be opened if its driver does not
 * @param chunkBytes
 *            2048 or 4096: room for one frame and 256 bytes in front of it
 * @param chunkCount
 *            frames that have room at each hardware queue, in all queues of the port together; a power of two
 */
public record XdpSettings(SteeredBy steeredBy, int queueCount, boolean generic, boolean zeroCopy, int chunkBytes,
        int chunkCount) {

    /** Frames that a hardware queue has room for unless said otherwise: 2.8 ms of shortest frames at 1 Gb/s. */
    public static final int DEFAULT_CHUNK_COUNT = 4096;

    private static final int DEFAULT_CHUNK_BYTES = 2048;
    private static final int LARGE_CHUNK_BYTES = 4096;

    public XdpSettings {
        if (queueCount < 1 || (steeredBy != SteeredBy.FILTERS && queueCount != 1)) {
            throw new IllegalArgumentException(
                    "queueCount=" + queueCount + ": at least 1 expected, and 1 without FILTERS");
        }
        if (chunkBytes != DEFAULT_CHUNK_BYTES && chunkBytes != LARGE_CHUNK_BYTES) {
            throw new IllegalArgumentException("chunkBytes=" + chunkBytes + ": 2048 or 4096 expected");
        }
        if (chunkCount < 1 || Integer.bitCount(chunkCount) != 1) {
            throw new IllegalArgumentException("chunkCount=" + chunkCount + ": a power of two expected");
        }
    }

    /** The kernel steers by receive filters, into this many queues. */
    public static XdpSettings byFilters(int queueCount) {
        return new XdpSettings(SteeredBy.FILTERS, queueCount, false, false, DEFAULT_CHUNK_BYTES, DEFAULT_CHUNK_COUNT);
    }

    /** All frames come in one queue. */
    public static XdpSettings byHost() {
        return new XdpSettings(SteeredBy.HOST, 1, false, false, DEFAULT_CHUNK_BYTES, DEFAULT_CHUNK_COUNT);
    }

    /** Each queue of the hardware is one of the port, with the frames that the NIC put there. */
    public static XdpSettings byHardware() {
        return new XdpSettings(SteeredBy.HASH, 1, false, false, DEFAULT_CHUNK_BYTES, DEFAULT_CHUNK_COUNT);
    }

    public XdpSettings behindTheDriver() {
        return new XdpSettings(steeredBy, queueCount, true, zeroCopy, chunkBytes, chunkCount);
    }

    public XdpSettings withZeroCopy() {
        return new XdpSettings(steeredBy, queueCount, generic, true, chunkBytes, chunkCount);
    }

    public XdpSettings withChunkCount(int count) {
        return new XdpSettings(steeredBy, queueCount, generic, zeroCopy, chunkBytes, count);
    }

    /** For frames of up to 3,840 bytes instead of 1,792. */
    public XdpSettings withLargeChunks() {
        return new XdpSettings(steeredBy, queueCount, generic, zeroCopy, LARGE_CHUNK_BYTES, chunkCount);
    }
}
