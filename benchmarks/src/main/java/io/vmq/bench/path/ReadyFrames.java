package io.vmq.bench.path;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.CacheLine;
import io.vmq.dispatch.memory.Memory;
import java.lang.foreign.Arena;
import java.util.SplittableRandom;

/**
 * Frames that lie ready, {@value #FRAMES} of 64 bytes in an order that is drawn once: too many for L1 and for a branch
 * predictor to learn, few enough for L2. They come round again. Nobody writes them once they are made.
 */
final class ReadyFrames {

    private static final int FRAMES = 2_048;
    private static final int BATCH = FrameBatch.DEFAULT_CAPACITY;
    private static final long SEED = 1;

    private final Memory frames;
    private final FrameBatch[] batches = new FrameBatch[FRAMES / BATCH];
    private int next;

    ReadyFrames(Arena arena) {
        frames = Memory.allocate(arena, (long) FRAMES * CacheLine.BYTES);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < batches.length; i++) {
            batches[i] = batch(random, (long) i * BATCH * CacheLine.BYTES);
        }
    }

    private FrameBatch batch(SplittableRandom random, long from) {
        FrameBatch batch = new FrameBatch(BATCH);
        batch.begin(frames);
        for (int i = 0; i < BATCH; i++) {
            long at = from + (long) i * CacheLine.BYTES;
            int flow = random.nextInt(Guests.FLOWS);
            Guests.writeFrame(flow, frames, at);
            batch.add(at, Guests.STORED_BYTES, EthernetLayout.MIN_FRAME_BYTES, true, 0, 0, flow, 0);
        }
        return batch;
    }

    Memory memory() {
        return frames;
    }

    FrameBatch next() {
        FrameBatch batch = batches[next];
        next = (next + 1) % batches.length;
        return batch;
    }
}
