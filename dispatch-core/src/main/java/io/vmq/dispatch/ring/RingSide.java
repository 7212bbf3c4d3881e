package io.vmq.dispatch.ring;

import io.vmq.dispatch.memory.CacheLine;

/**
 * What one side of a ring keeps to itself: its own position, and the other side's cursor as last seen. One thread at a time
 * uses it; the padding keeps the other thread's objects off its cache lines.
 */
final class RingSide {

    private static final int POSITION = CacheLine.PAIR_BYTES / Long.BYTES;
    private static final int SEEN = POSITION + 1;

    private final long[] padded = new long[2 * POSITION + 2];

    long position() {
        return padded[POSITION];
    }

    void position(long position) {
        padded[POSITION] = position;
    }

    long seen() {
        return padded[SEEN];
    }

    void seen(long cursor) {
        padded[SEEN] = cursor;
    }
}
