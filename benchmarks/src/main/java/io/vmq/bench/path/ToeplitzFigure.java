package io.vmq.bench.path;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.RssSettings;
import io.vmq.dispatch.steering.Toeplitz;
import java.lang.foreign.Arena;

/**
 * The Toeplitz hash and nothing else: of the 12 bytes of addresses and ports of each frame, read from the frame, which
 * is known to be plain IPv4. One core, with the frames in its L2.
 */
final class ToeplitzFigure implements Figure {

    private static final int BATCHES_PER_STEP = 16;
    private static final int IPV4_ADDRESSES_OFFSET = 26;
    private static final int IPV4_ADDRESSES_BYTES = 8;
    private static final int PORTS_OFFSET = IPV4_ADDRESSES_OFFSET + IPV4_ADDRESSES_BYTES;

    @Override
    public String name() {
        return "steer/toeplitz";
    }

    @Override
    public boolean needsTwoCores() {
        return false;
    }

    @Override
    public Round run(Cores cores, long forNs) throws InterruptedException {
        Arena arena = Arena.ofAuto();
        return cores.alone(() -> new Hasher(new ReadyFrames(arena)), forNs);
    }

    private static final class Hasher implements Producer {

        private final ReadyFrames frames;
        private final Toeplitz toeplitz = new Toeplitz(RssSettings.DEFAULT.key());
        private long hashes;

        Hasher(ReadyFrames frames) {
            this.frames = frames;
        }

        @Override
        public int step(long nowNs) {
            int hashed = 0;
            for (int i = 0; i < BATCHES_PER_STEP; i++) {
                FrameBatch batch = frames.next();
                hashes += hash(batch);
                hashed += batch.count();
            }
            return hashed;
        }

        private long hash(FrameBatch batch) {
            Memory memory = batch.memory();
            long sum = 0;
            for (int i = 0; i < batch.count(); i++) {
                long at = batch.address(i);
                sum += toeplitz.hash(memory, at + IPV4_ADDRESSES_OFFSET, IPV4_ADDRESSES_BYTES, at + PORTS_OFFSET);
            }
            return sum;
        }

        @Override
        public long witness() {
            return hashes;
        }
    }
}
