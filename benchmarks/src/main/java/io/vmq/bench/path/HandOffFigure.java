package io.vmq.bench.path;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.ring.DescriptorRing;
import io.vmq.dispatch.ring.DescriptorTable;
import io.vmq.dispatch.ring.PollPause;
import io.vmq.dispatch.ring.RxQueue;
import io.vmq.dispatch.ring.RxQueues;
import io.vmq.dispatch.steering.Steering;
import java.lang.foreign.Arena;
import java.util.function.Supplier;

/**
 * Frames that lie ready are steered by their bytes and enqueued where they lie. {@code dispatch}: the same core takes
 * the descriptors out again. {@code handoff}: a second core does, and touches each header.
 */
final class HandOffFigure implements Figure {

    private static final int BATCHES_PER_STEP = 16;
    /** The rings that the product has if nobody asks for others. */
    private static final int IN_PLACE_DEPTH = 512;
    /** So many batches fit into one ring, if all their frames go there. */
    private static final int BATCHES_PER_DRAIN = IN_PLACE_DEPTH / FrameBatch.DEFAULT_CAPACITY;

    private final String mode;
    private final boolean secondCore;

    private HandOffFigure(String mode, boolean secondCore) {
        this.mode = mode;
        this.secondCore = secondCore;
    }

    static HandOffFigure dispatch(String mode) {
        return new HandOffFigure(mode, false);
    }

    static HandOffFigure handOff(String mode) {
        return new HandOffFigure(mode, true);
    }

    @Override
    public String name() {
        return (secondCore ? "handoff/" : "dispatch/") + mode;
    }

    @Override
    public boolean needsTwoCores() {
        return secondCore;
    }

    @Override
    public Round run(Cores cores, long forNs) throws InterruptedException {
        // Freed when nobody refers to it: if one thread fails, the other may still be at work in it.
        Arena arena = Arena.ofAuto();
        ReadyFrames frames = new ReadyFrames(arena);
        RxQueues queues = new RxQueues(arena, Guests.QUEUES, secondCore ? FrameLink.DEPTH : IN_PLACE_DEPTH, 0,
                frames.memory());
        Supplier<Enqueuing> enqueuing = () -> new Enqueuing(frames, Guests.steering(mode), queues);
        return secondCore ? cores.both(enqueuing, () -> new Touching(queues), forNs)
                : cores.alone(() -> new InPlace(enqueuing.get(), queues), forNs);
    }

    private static final class Enqueuing implements Producer {

        private final ReadyFrames frames;
        private final Steering steering;
        private final RxQueues queues;
        private final int[] queueOf = new int[FrameBatch.DEFAULT_CAPACITY];

        Enqueuing(ReadyFrames frames, Steering steering, RxQueues queues) {
            this.frames = frames;
            this.steering = steering;
            this.queues = queues;
        }

        @Override
        public int step(long nowNs) {
            int sent = 0;
            for (int i = 0; i < BATCHES_PER_STEP; i++) {
                sent += batch();
            }
            return sent;
        }

        int batch() {
            FrameBatch batch = frames.next();
            steering.steer(batch, queueOf);
            int next = queues.offer(batch, queueOf, 0, 0);
            queues.flush();
            while (next < batch.count()) {
                Waiting.forRoom();
                next = queues.offer(batch, queueOf, next, 0);
                queues.flush();
            }
            return batch.count();
        }
    }

    private static final class Touching implements Consumer {

        private final RxQueues queues;
        private final PollPause pause = new PollPause(FrameLink.DEPTH);
        private long headers;

        Touching(RxQueues queues) {
            this.queues = queues;
        }

        @Override
        public int step() {
            int taken = 0;
            int most = 0;
            for (int queue = 0; queue < queues.count(); queue++) {
                int found = take(queues.queue(queue));
                taken += found;
                most = Math.max(most, found);
            }
            pause.after(taken, most);
            return taken;
        }

        private int take(RxQueue queue) {
            DescriptorRing ring = queue.ring();
            int ready = ring.poll(FrameLink.POLL_LIMIT);
            DescriptorTable descriptors = ring.descriptors();
            Memory frames = queue.frames();
            long sum = 0;
            for (int i = 0; i < ready; i++) {
                sum += frames.i64Be(descriptors.frame(ring.polledSlot(i)));
            }
            headers += sum;
            ring.release(ready);
            return ready;
        }

        @Override
        public long witness() {
            return headers;
        }
    }

    private static final class InPlace implements Producer {

        private final Enqueuing enqueuing;
        private final RxQueues queues;
        private long frames;

        InPlace(Enqueuing enqueuing, RxQueues queues) {
            this.enqueuing = enqueuing;
            this.queues = queues;
        }

        @Override
        public int step(long nowNs) {
            int sent = 0;
            for (int i = 0; i < BATCHES_PER_DRAIN; i++) {
                sent += enqueuing.batch();
            }
            for (int queue = 0; queue < queues.count(); queue++) {
                drain(queues.queue(queue).ring());
            }
            return sent;
        }

        private void drain(DescriptorRing ring) {
            int ready = ring.poll(IN_PLACE_DEPTH);
            DescriptorTable descriptors = ring.descriptors();
            long sum = 0;
            for (int i = 0; i < ready; i++) {
                sum += descriptors.frame(ring.polledSlot(i));
            }
            frames += sum;
            ring.release(ready);
        }

        @Override
        public long witness() {
            return frames;
        }
    }
}
