package io.vmq.bench.path;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.steering.Steering;
import java.lang.foreign.Arena;

/** From bytes to queue numbers, on one core, with the frames in its L2. */
final class SteerFigure implements Figure {

    private static final int BATCHES_PER_STEP = 16;

    private final String mode;

    SteerFigure(String mode) {
        this.mode = mode;
    }

    @Override
    public String name() {
        return "steer/" + mode;
    }

    @Override
    public boolean needsTwoCores() {
        return false;
    }

    @Override
    public Round run(Cores cores, long forNs) throws InterruptedException {
        Arena arena = Arena.ofAuto();
        return cores.alone(() -> new Steerer(new ReadyFrames(arena), Guests.steering(mode)), forNs);
    }

    private static final class Steerer implements Producer {

        private final ReadyFrames frames;
        private final Steering steering;
        private final int[] queueOf = new int[FrameBatch.DEFAULT_CAPACITY];

        Steerer(ReadyFrames frames, Steering steering) {
            this.frames = frames;
            this.steering = steering;
        }

        @Override
        public int step(long nowNs) {
            int steered = 0;
            for (int i = 0; i < BATCHES_PER_STEP; i++) {
                FrameBatch batch = frames.next();
                steering.steer(batch, queueOf);
                steered += batch.count();
            }
            return steered;
        }
    }
}
