package io.vmq.bench.path;

import io.vmq.dispatch.memory.CacheLine;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.ring.PollPause;
import java.lang.foreign.Arena;

/**
 * What the machine can do at all: the simplest loop that moves an 8-byte descriptor a frame from core to core, and, if
 * asked, a whole 64-byte line that the first core writes and the second touches. No steering, one ring, cursors
 * published once a batch.
 */
final class LimitFigure implements Figure {

    private static final int BATCH = 64;
    /** As many frames as the queues of the path hold together; a line then comes from the shared cache, not from the other core's. */
    private static final int SLOTS = Guests.QUEUES * FrameLink.DEPTH;

    private final String name;
    private final boolean lines;

    private LimitFigure(String name, boolean lines) {
        this.name = name;
        this.lines = lines;
    }

    static LimitFigure lines() {
        return new LimitFigure("limit/lines", true);
    }

    static LimitFigure descriptors() {
        return new LimitFigure("limit/descriptors", false);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Round run(Cores cores, long forNs) throws InterruptedException {
        // Freed when nobody refers to it: if one thread fails, the other may still be at work in it.
        Arena arena = Arena.ofAuto();
        Strip strip = new Strip(arena, SLOTS);
        return lines ? cores.both(() -> new LineWriter(strip), () -> new LineReader(strip), forNs)
                : cores.both(() -> new DescriptorWriter(strip), () -> new DescriptorReader(strip), forNs);
    }

    /** The memory of the loop. */
    private static final class Strip {

        private static final long TAIL = 0;
        private static final long HEAD = CacheLine.PAIR_BYTES;

        private final int slots;
        private final Memory descriptors;
        private final Memory frames;
        private final Memory cursors;

        Strip(Arena arena, int slots) {
            this.slots = slots;
            descriptors = Memory.allocate(arena, (long) slots * Long.BYTES);
            frames = Memory.allocate(arena, (long) slots * CacheLine.BYTES);
            cursors = Memory.allocate(arena, 2L * CacheLine.PAIR_BYTES);
        }

        long descriptorAt(long position) {
            return (position & (slots - 1)) * Long.BYTES;
        }

        long frameAt(long position) {
            return (position & (slots - 1)) * CacheLine.BYTES;
        }
    }

    private abstract static class Writer implements Producer {

        final Strip strip;
        private long tail;
        private long head;

        Writer(Strip strip) {
            this.strip = strip;
        }

        @Override
        public int step(long nowNs) {
            while (head + strip.slots - tail < BATCH) {
                head = strip.cursors.getLongAcquire(Strip.HEAD);
                if (head + strip.slots - tail < BATCH) {
                    Waiting.forRoom();
                }
            }
            write(tail);
            tail += BATCH;
            strip.cursors.putLongRelease(Strip.TAIL, tail);
            return BATCH;
        }

        abstract void write(long from);
    }

    private static final class DescriptorWriter extends Writer {

        DescriptorWriter(Strip strip) {
            super(strip);
        }

        @Override
        void write(long from) {
            for (long position = from; position < from + BATCH; position++) {
                strip.descriptors.putLong(strip.descriptorAt(position), position);
            }
        }
    }

    private static final class LineWriter extends Writer {

        LineWriter(Strip strip) {
            super(strip);
        }

        /** Two loops over memory in a row, which the compiler turns into stores as wide as the machine has them. */
        @Override
        void write(long from) {
            Lines.fill(strip.frames, strip.frameAt(from), BATCH * CacheLine.BYTES / Long.BYTES, from);
            Lines.fill(strip.descriptors, strip.descriptorAt(from), BATCH, from);
        }
    }

    private abstract static class Reader implements Consumer {

        final Strip strip;
        private final PollPause pause = new PollPause(SLOTS);
        private long tail;
        private long head;
        private long sum;

        Reader(Strip strip) {
            this.strip = strip;
        }

        @Override
        public int step() {
            tail = strip.cursors.getLongAcquire(Strip.TAIL);
            int found = (int) (tail - head);
            for (int i = 0; i < found; i += BATCH) {
                sum += read(head);
                head += BATCH;
                strip.cursors.putLongRelease(Strip.HEAD, head);
            }
            pause.after(found, found);
            return found;
        }

        abstract long read(long from);

        @Override
        public long witness() {
            return sum;
        }
    }

    private static final class DescriptorReader extends Reader {

        DescriptorReader(Strip strip) {
            super(strip);
        }

        @Override
        long read(long from) {
            long sum = 0;
            for (long position = from; position < from + BATCH; position++) {
                sum += strip.descriptors.getLong(strip.descriptorAt(position));
            }
            return sum;
        }
    }

    private static final class LineReader extends Reader {

        LineReader(Strip strip) {
            super(strip);
        }

        @Override
        long read(long from) {
            long sum = 0;
            for (long position = from; position < from + BATCH; position++) {
                sum += strip.descriptors.getLong(strip.descriptorAt(position))
                        + strip.frames.getLong(strip.frameAt(position));
            }
            return sum;
        }
    }
}
