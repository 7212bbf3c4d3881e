package io.vmq.bench.path;

import io.vmq.dispatch.memory.CacheLine;

/** Counters of one thread, on cache lines where nothing else is, wherever the heap puts them. */
final class OwnLines {

    /** Index of the first counter. */
    static final int FIRST = CacheLine.PAIR_BYTES / Long.BYTES;

    private OwnLines() {}

    /** An array whose elements from {@link #FIRST} on are {@code count} counters. */
    static long[] longs(int count) {
        return new long[FIRST + count + FIRST];
    }
}
