package io.vmq.bench.path;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.RssSettings;
import io.vmq.dispatch.steering.Steering;
import io.vmq.dispatch.steering.Toeplitz;
import java.lang.foreign.Arena;
import java.util.function.Supplier;

/**
 * What one core makes of the bytes of frames that are in its L2: the number of a queue, or the Toeplitz hash and nothing
 * else.
 */
final class SteerFigure implements Figure {

    private static final int BATCHES_PER_STEP = 16;
    private static final int IPV4_ADDRESSES_OFFSET = 26;
    private static final int IPV4_ADDRESSES_BYTES = 8;
    private static final int PORTS_OFFSET = IPV4_ADDRESSES_OFFSET + IPV4_ADDRESSES_BYTES;

    /** What is done with a batch; returns something that depends on all of it. */
    private interface Work {

        long on(FrameBatch batch);
    }

    private final String name;
    private final Supplier<Work> work;

    private SteerFigure(String name, Supplier<Work> work) {
        this.name = "steer/" + name;
        this.work = work;
    }

    static SteerFigure mode(String mode) {
        return new SteerFigure(mode, () -> steering(Guests.steering(mode)));
    }

    /** Of the 12 bytes of addresses and ports, read from the frame, which is known to be plain IPv4. */
    static SteerFigure toeplitz() {
        return new SteerFigure("toeplitz", () -> {
            Toeplitz toeplitz = new Toeplitz(RssSettings.DEFAULT.key());
            return batch -> sumOfHashes(toeplitz, batch);
        });
    }

    private static Work steering(Steering steering) {
        int[] queueOf = new int[FrameBatch.DEFAULT_CAPACITY];
        return batch -> {
            steering.steer(batch, queueOf);
            return queueOf[0];
        };
    }

    private static long sumOfHashes(Toeplitz toeplitz, FrameBatch batch) {
        Memory memory = batch.memory();
        long sum = 0;
        for (int i = 0; i < batch.count(); i++) {
            long at = batch.address(i);
            sum += toeplitz.hash(memory, at + IPV4_ADDRESSES_OFFSET, IPV4_ADDRESSES_BYTES, at + PORTS_OFFSET);
        }
        return sum;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean needsTwoCores() {
        return false;
    }

    @Override
    public Round run(Cores cores, long forNs) throws InterruptedException {
        Arena arena = Arena.ofAuto();
        return cores.alone(() -> new Worker(new ReadyFrames(arena), work.get()), forNs);
    }

    private static final class Worker implements Producer {

        private final ReadyFrames frames;
        private final Work work;
        private long witness;

        Worker(ReadyFrames frames, Work work) {
            this.frames = frames;
            this.work = work;
        }

        @Override
        public int step(long nowNs) {
            int done = 0;
            for (int i = 0; i < BATCHES_PER_STEP; i++) {
                FrameBatch batch = frames.next();
                witness += work.on(batch);
                done += batch.count();
            }
            return done;
        }

        @Override
        public long witness() {
            return witness;
        }
    }
}
