package io.vmq.dispatch.engine;

import io.vmq.dispatch.balance.Balancing;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.measure.DeliveryMeter;
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
    private final @Nullable PinnedMoves moves;
    private final Ledger leftovers;
    private final LiveState state;
    private final NanoClock clock;

    PinnedCores(Arena arena, TrialPlan plan, TrialShape shape, TrialBooks books, LiveState state, NanoClock clock) {
        this.shape = shape;
        this.state = state;
        this.clock = clock;
        int spareSlots = HeadDrop.spareSlots(plan.service().whenFull());
        Memory kept = plan.source().keptFrames();
        int ringSlots = plan.service().ringSlots();
        queues = kept == null
                ? new RxQueues(arena, shape.queueCount(), ringSlots, spareSlots, plan.source().bufferBytes())
                : new RxQueues(arena, shape.queueCount(), ringSlots, spareSlots, kept);
        QueueDemand demand = new QueueDemand(plan.service().cost(), queues.count());
        handOver = new QueueHandOver(queues, plan, books.openMeter(), demand, state);
        OrderCheck order = shape.cores().size() == 1
                ? OrderCheck.ofOneThread(shape.flowCount())
                : OrderCheck.ofManyThreads(shape.flowCount());
        Balancing balancing = plan.service().balancing();
        QueueHandshake handshake = balancing == null ? null
                : new QueueHandshake(MoveOrders.of(beginning()), queues.count());
        moves = handshake == null || balancing == null ? null
                : new PinnedMoves(balancing, handshake, demand, shape.cores().size());
        List<DeliveryMeter> meters = meters(books, handshake != null);
        for (int core = 0; core < shape.cores().size(); core++) {
            ServedQueues served = handshake == null ? ServedQueues.staying(own(shape.assignment().queuesOf(core)))
                    : ServedQueues.moving(core, own(allQueues()), handshake);
            loops.add(new PinnedCoreLoop(core, served, queues.count(), plan, meters.get(core), demand, order, state,
                    clock));
        }
        leftovers = books.openLedger();
    }

    private int[] allQueues() {
        return IntStream.range(0, queues.count()).toArray();
    }

    private int[] beginning() {
        return IntStream.range(0, queues.count()).map(shape.assignment()::coreOf).toArray();
    }

    private RxQueue[] own(int[] numbers) {
        return Arrays.stream(numbers).mapToObj(queues::queue).toArray(RxQueue[]::new);
    }

    private List<DeliveryMeter> meters(TrialBooks books, boolean shareQueues) {
        int cores = shape.cores().size();
        return shareQueues ? books.openMetersInTurn(cores, allQueues())
                : IntStream.range(0, cores).mapToObj(core -> books.openMeter(shape.assignment().queuesOf(core)))
                        .toList();
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
    public void settle() {
        if (moves != null) {
            moves.finish();
        }
        countInFlight();
    }

    private void countInFlight() {
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
        Arrays.setAll(highWater,
                queue -> loops.stream().mapToInt(loop -> loop.highWater(queue)).max().orElse(0));
        return highWater;
    }

    @Override
    public int[] coreOfQueue() {
        return moves == null ? beginning() : moves.coreOfQueue();
    }

    @Override
    public long moveQueues() {
        if (moves == null) {
            return Long.MAX_VALUE;
        }
        long originNs = state.awaitBegin();
        moves.run(clock.nowNs() - originNs);
        return Math.max(0, moves.nextNs() - (clock.nowNs() - originNs));
    }

    @Override
    public List<QueueMove> moves() {
        return moves == null ? List.of() : moves.done();
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
