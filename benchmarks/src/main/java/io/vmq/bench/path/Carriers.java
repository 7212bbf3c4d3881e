package io.vmq.bench.path;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.CacheLine;
import io.vmq.dispatch.memory.Memory;
import java.lang.foreign.Arena;

/**
 * The carriers of all queues, made once, and the memory of their buffers. Each queue has more of them than it holds, so
 * that none is written while it waits or is being read.
 */
final class Carriers {

    /** Keeps the buffers of two queues from lying a power of two apart, where they drive each other out of the cache. */
    private static final int GAP = 6;
    /** What fits into the queue, what was taken and may still be read, and at least one to write. */
    private static final int PER_QUEUE = FrameLink.DEPTH + FrameLink.POLL_LIMIT + GAP;

    private final Memory frames;
    private final FrameBatch batch;
    private final FrameCarrier[][] carriers = new FrameCarrier[Guests.QUEUES][PER_QUEUE];

    Carriers(Arena arena) {
        int all = Guests.QUEUES * PER_QUEUE;
        frames = Memory.allocate(arena, (all + (long) FrameBatch.DEFAULT_CAPACITY) * CacheLine.BYTES);
        batch = FrameBatch.withBuffers(frames, (long) all * CacheLine.BYTES, CacheLine.BYTES,
                FrameBatch.DEFAULT_CAPACITY);
        for (int i = 0; i < all; i++) {
            carriers[i / PER_QUEUE][i % PER_QUEUE] = new FrameCarrier((long) i * CacheLine.BYTES);
        }
    }

    FrameBatch batch() {
        return batch;
    }

    Memory frames() {
        return frames;
    }

    /** For each queue, a walk over its carriers that begins at the first. */
    Turn[] turns() {
        Turn[] turns = new Turn[Guests.QUEUES];
        for (int queue = 0; queue < turns.length; queue++) {
            turns[queue] = new Turn(carriers[queue]);
        }
        return turns;
    }

    /** Goes round over the carriers of one queue. One thread uses it. */
    static final class Turn {

        private final FrameCarrier[] carriers;
        private final long[] index = OwnLines.longs(1);

        private Turn(FrameCarrier[] carriers) {
            this.carriers = carriers;
        }

        FrameCarrier peek() {
            return carriers[(int) index[OwnLines.FIRST]];
        }

        void advance() {
            long next = index[OwnLines.FIRST] + 1;
            index[OwnLines.FIRST] = next == carriers.length ? 0 : next;
        }

        FrameCarrier next() {
            FrameCarrier carrier = peek();
            advance();
            return carrier;
        }
    }
}
