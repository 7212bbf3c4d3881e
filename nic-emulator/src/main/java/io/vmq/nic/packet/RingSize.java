package io.vmq.nic.packet;

/**
 * How much room a receive ring has. The kernel writes frames into a block until it is full, or until the block has been open
 * for the retire time, and only then hands it over; so a ring holds as many frames as fit its bytes, and at a low rate what
 * comes in {@code blockCount} retire times.
 *
 * @param blockBytes
 *            bytes of a block, a power of two from {@value #MIN_BLOCK_BYTES} to {@value #MAX_BLOCK_BYTES}; a frame longer than that
 *            is cut
 * @param blockCount
 *            how many blocks there are, at least 2
 * @param retireMs
 *            after how many ms a block that is not full is handed over, 1 to {@value #MAX_RETIRE_MS}
 */
public record RingSize(int blockBytes, int blockCount, int retireMs) {

    /** Room for the longest frame that is sent here, and a multiple of all usual pages but the largest. */
    public static final int MIN_BLOCK_BYTES = 1 << 14;
    public static final int MAX_BLOCK_BYTES = 1 << 22;
    public static final int MAX_RETIRE_MS = 1_000;

    /** 16 MiB: about 110,000 of the shortest frames, and at least a second of few ones. */
    public static final RingSize DEFAULT = new RingSize(MIN_BLOCK_BYTES, 1_024, 1);

    private static final RingSize OF_MANY = new RingSize(MIN_BLOCK_BYTES, 256, 1);
    private static final int MANY = 9;

    private static final long MAX_BYTES = 1L << 30;
    private static final long NS_PER_MS = 1_000_000;

    public RingSize {
        if (Integer.bitCount(blockBytes) != 1 || blockBytes < MIN_BLOCK_BYTES || blockBytes > MAX_BLOCK_BYTES) {
            throw new IllegalArgumentException("blocks of " + blockBytes + " bytes: a power of two from "
                    + MIN_BLOCK_BYTES + " to " + MAX_BLOCK_BYTES + " expected");
        }
        if (blockCount < 2 || (long) blockBytes * blockCount > MAX_BYTES) {
            throw new IllegalArgumentException(blockCount + " blocks of " + blockBytes
                    + " bytes: at least 2 and at most " + MAX_BYTES + " bytes in all expected");
        }
        if (retireMs < 1 || retireMs > MAX_RETIRE_MS) {
            throw new IllegalArgumentException(
                    "retire time of " + retireMs + " ms: 1 to " + MAX_RETIRE_MS + " expected");
        }
    }

    /**
     * What each of so many queues gets if nobody says otherwise: {@link #DEFAULT}, or with more than eight, since the kernel
     * keeps all that memory, 4 MiB in smaller blocks.
     */
    public static RingSize ofEach(int queues) {
        return queues < MANY ? DEFAULT : OF_MANY;
    }

    /** Bytes of the whole ring. */
    public long bytes() {
        return (long) blockBytes * blockCount;
    }

    /** How long a frame may wait in a block that is not full, ns: the kernel looks every retire time, and needs to see it twice. */
    long mostDelayNs() {
        return 2 * NS_PER_MS * retireMs;
    }
}
