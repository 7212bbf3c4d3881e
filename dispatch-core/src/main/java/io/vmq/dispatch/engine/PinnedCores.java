package io.vmq.dispatch.engine;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.measure.Ledger;
import io.vmq.dispatch.measure.OrderCheck;
import io.vmq.dispatch.measure.QueueMove;
import io.vmq.dispatch.measure.TrialBooks;
import io.vmq.dispatch.measure.TrialShape;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.ring.DescriptorRing;
import io.vmq.dispatch.ring.RxQueue;
import io.vmq.dispatch.ring.RxQueues;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Pinned cores of a live trial: a receive queue with a real ring and buffers for each queue, and a thread for each core. */
final class PinnedCores implements LiveCores {

    private final TrialShape shape;
    private final RxQueues queues;
    private final QueueHandOver handOver;
    private final List<PinnedCoreLoop> loops = new ArrayList<>();
    private final Ledger leftovers;

    PinnedCores(Arena arena, TrialPlan plan, TrialShape shape, TrialBooks books, LiveState state, NanoClock clock) {
        this.shape = shape;
        int spareSlots = HeadDrop.spareSlots(plan.service().whenFull());
        Memory kept = plan.source().keptFrames();
        int ringSlots = plan.service().ringSlots();
        queues = kept == null
                ? new RxQueues(arena, shape.queueCount(), ringSlots, spareSlots, plan.source().bufferBytes())
                : new RxQueues(arena, shape.queueCount(), ringSlots, spareSlots, kept);
        handOver = new QueueHandOver(queues, plan, books.openMeter(), state);
        OrderCheck order = shape.cores().size() == 1
                ? OrderCheck.ofOneThread(shape.flowCount())
                : OrderCheck.ofManyThreads(shape.flowCount());
        for (int core = 0; core < shape.cores().size(); core++) {
            int[] served = shape.assignment().queuesOf(core);
            RxQueue[] own = Arrays.stream(served).mapToObj(queues::queue).toArray(RxQueue[]::new);
            loops.add(new PinnedCoreLoop(core, own, plan, books.openMeter(served), order, state, clock));
        }
        leftovers = books.openLedger();
    }

    @Override
    public String coreMode() {
        return "pinned";
    }

    @Override
    public FrameBatch batch() {
        return queues.batch();
    }

    @Override
    public HandOver handOver() {
        return handOver;
    }

    @Override
    public List<PinnedCoreLoop> loops() {
        return loops;
    }

    @Override
    public void countInFlight() {
        for (int index = 0; index < queues.count(); index++) {
            RxQueue queue = queues.queue(index);
            DescriptorRing ring = queue.ring();
            int left = ring.poll(ring.capacity());
            for (int i = 0; i < left; i++) {
                int slot = ring.polledSlot(i);
                if (shape.window().measures(ring.descriptors().dueNs(slot))) {
                    leftovers.inFlight(shape.vmRowOfFlow(ring.descriptors().flow(slot)), queue.index(),
                            ring.descriptors().lengthBytes(slot));
                }
            }
        }
    }

    @Override
    public int[] highWater() {
        int[] highWater = new int[queues.count()];
        for (PinnedCoreLoop loop : loops) {
            int[] served = shape.assignment().queuesOf(loop.core());
            for (int q = 0; q < served.length; q++) {
                highWater[served[q]] = loop.highWater(q);
            }
        }
        return highWater;
    }

    @Override
    public int[] coreOfQueue() {
        return IntStream.range(0, queues.count()).map(shape.assignment()::coreOf).toArray();
    }

    /** Queues stay: moving one between threads needs a handshake that these loops do not have. */
    @Override
    public List<QueueMove> moves() {
        return List.of();
    }

    @Override
    public long lastCompletionNs() {
        return loops.stream().mapToLong(PinnedCoreLoop::lastCompletionNs).max().orElse(0);
    }

    @Override
    public double[] busy(long durationNs) {
        return loops.stream().mapToDouble(loop -> (double) loop.busyNs() / durationNs).toArray();
    }

    @Override
    public @Nullable Long maxGapNs() {
        return loops.stream().mapToLong(PinnedCoreLoop::maxGapNs).max().orElse(0);
    }

    @Override
    public long transportFull() {
        return 0;
    }
}
