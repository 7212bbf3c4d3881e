package io.vmq.bench.path;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.ring.PollPause;
import io.vmq.dispatch.steering.Steering;
import java.lang.foreign.Arena;
import java.util.function.Function;

/**
 * The whole way: the first core writes 64-byte frames, steers them by their bytes and sends them; the second drains the
 * queues, reads each header, checks order, and records every frame's latency.
 */
final class PathFigure implements Figure {

    private final String name;
    private final String mode;
    private final Function<Arena, FrameLink> links;

    PathFigure(String name, String mode, Function<Arena, FrameLink> links) {
        this.name = name;
        this.mode = mode;
        this.links = links;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Round run(Cores cores, long forNs) throws InterruptedException {
        // Freed when nobody refers to it: if one thread fails, the other may still be at work in it.
        Arena arena = Arena.ofAuto();
        FrameLink link = links.apply(arena);
        return cores.both(() -> new Sending(arena, Guests.steering(mode), link),
                () -> new Draining(link), forNs);
    }

    private static final class Sending implements Producer {

        private final WrittenFrames frames;
        private final Steering steering;
        private final FrameLink link;
        private final int[] queueOf = new int[FrameBatch.DEFAULT_CAPACITY];

        Sending(Arena arena, Steering steering, FrameLink link) {
            frames = new WrittenFrames(arena, link.batch());
            this.steering = steering;
            this.link = link;
        }

        @Override
        public int step(long nowNs) {
            FrameBatch batch = frames.next(nowNs);
            steering.steer(batch, queueOf);
            int next = link.send(batch, queueOf, 0);
            while (next < batch.count()) {
                Waiting.forRoom();
                next = link.send(batch, queueOf, next);
            }
            return batch.count();
        }
    }

    private static final class Draining implements Consumer {

        private final FrameLink link;
        private final Checked checked = new Checked();
        private final PollPause pause = new PollPause(FrameLink.DEPTH);

        Draining(FrameLink link) {
            this.link = link;
        }

        @Override
        public int step() {
            int taken = 0;
            int most = 0;
            for (int queue = 0; queue < Guests.QUEUES; queue++) {
                int found = link.receive(queue, checked);
                taken += found;
                most = Math.max(most, found);
            }
            checked.batchDone();
            pause.after(taken, most);
            return taken;
        }

        @Override
        public long witness() {
            checked.summary();
            return checked.headers();
        }
    }
}
