package io.vmq.dispatch.memory;

/** The granule in which cores exchange memory, and the arithmetic of laying things out on it. */
public final class CacheLine {

    /** One cache line of x86-64 and of most ARM cores. */
    public static final int BYTES = 64;

    /**
     * Distance that keeps two words from disturbing each other: adjacent-line prefetchers fetch lines in pairs, so state
     * of different owners lies two lines apart.
     */
    public static final int PAIR_BYTES = 2 * BYTES;

    private CacheLine() {}

    /** The smallest multiple of one cache line that is at least {@code bytes}. */
    public static long roundUp(long bytes) {
        return (bytes + BYTES - 1) & -BYTES;
    }

    /**
     * How far apart buffers of {@code bytes} lie: an odd number of cache lines, so that headers, which are at the starts
     * of the buffers, use all sets of a cache.
     */
    public static long strideBytes(int bytes) {
        return (roundUp(bytes) / BYTES | 1) * BYTES;
    }
}
