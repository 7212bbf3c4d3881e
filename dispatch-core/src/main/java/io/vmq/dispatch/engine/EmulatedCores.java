package io.vmq.dispatch.engine;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.measure.QueueMove;
import io.vmq.dispatch.measure.TrialBooks;
import io.vmq.dispatch.measure.TrialShape;
import io.vmq.dispatch.ring.CursorRing;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Emulated cores of a live trial: the model of virtual time, on one thread behind one transport ring. One ring, because the
 * model needs frames in the order in which they are due, across queues.
 */
final class EmulatedCores implements LiveCores {

    /** A sixth of a second of the default traffic, so that a hiccup of this machine does not reach the model. */
    private static final int TRANSPORT_SLOTS = 1 << 17;

    private final ModelledCores cores;
    private final TransportHandOver handOver;
    private final ModelLoop loop;
    private final FrameBatch batch;

    EmulatedCores(Arena arena, TrialPlan plan, TrialShape shape, TrialBooks books, LiveState state) {
        cores = new ModelledCores(plan, shape, books.openMeter(IntStream.range(0, shape.queueCount()).toArray()));
        CursorRing transport = new CursorRing(arena, TRANSPORT_SLOTS);
        handOver = new TransportHandOver(transport, state);
        loop = new ModelLoop(transport, cores, state);
        batch = FrameBatch.of(plan.source(), FrameBatch.DEFAULT_CAPACITY);
    }

    @Override
    public String coreMode() {
        return "emulated";
    }

    @Override
    public FrameBatch batch() {
        return batch;
    }

    @Override
    public HandOver handOver() {
        return handOver;
    }

    @Override
    public List<ModelLoop> loops() {
        return List.of(loop);
    }

    /** The model moves its queues itself. */
    @Override
    public long moveQueues() {
        return Long.MAX_VALUE;
    }

    @Override
    public void settle() {
        // The model completes every frame that it accepts, so nothing is ever left.
    }

    @Override
    public int[] highWater() {
        return cores.highWater();
    }

    @Override
    public int[] coreOfQueue() {
        return cores.coreOfQueue();
    }

    @Override
    public List<QueueMove> moves() {
        return cores.moves();
    }

    @Override
    public long lastCompletionNs() {
        return cores.lastCompletionNs();
    }

    @Override
    public double[] busy(long durationNs) {
        return cores.busy(durationNs);
    }

    @Override
    public @Nullable Long maxGapNs() {
        return null;
    }

    @Override
    public long transportFull() {
        return handOver.timesFull();
    }
}
