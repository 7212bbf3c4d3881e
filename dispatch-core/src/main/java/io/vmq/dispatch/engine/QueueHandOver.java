package io.vmq.dispatch.engine;

import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.host.VmqAllocation;
import io.vmq.dispatch.measure.DeliveryMeter;
import io.vmq.dispatch.ring.RxQueue;
import io.vmq.dispatch.ring.WhenFull;

/**
 * Hands frames to real receive queues, one ring each. What becomes of a frame that finds its ring full is the plan's choice;
 * where it is the oldest that gives way, the core drops it, and the ring has slots to spare until then. Belongs to the source's
 * thread.
 */
final class QueueHandOver implements HandOver {

    private static final int DEFAULT_QUEUE = VmqAllocation.DEFAULT_QUEUE;

    private final RxQueue[] queues;
    private final WhenFull whenFull;
    private final long maxLateNs;
    private final DeliveryMeter meter;
    private final LiveState state;

    QueueHandOver(RxQueue[] queues, TrialPlan plan, DeliveryMeter meter, LiveState state) {
        this.queues = queues;
        whenFull = plan.service().whenFull();
        maxLateNs = plan.thresholds().maxLateNs();
        this.meter = meter;
        this.state = state;
    }

    @Override
    public void give(FrameBatch batch, int[] queueOf, long handedOverNs, TrialClock time) {
        long nowNs = handedOverNs;
        for (int i = 0; i < batch.count(); i++) {
            int queue = queueOf[i];
            if (queue != Intake.NO_QUEUE && !offer(batch, i, queue, nowNs)) {
                nowNs = giveToFull(batch, i, queue, nowNs, time);
            }
        }
        flush();
    }

    private boolean offer(FrameBatch batch, int i, int queue, long nowNs) {
        return queues[queue].offer(batch, i, (int) (nowNs - batch.dueNs(i)));
    }

    private void flush() {
        for (RxQueue queue : queues) {
            queue.flush();
        }
    }

    /** Returns the moment of the hand-over of what comes next. */
    private long giveToFull(FrameBatch batch, int i, int queue, long nowNs, TrialClock time) {
        switch (whenFull) {
            case DROP_TAIL, DROP_HEAD -> drop(batch, i, queue);
            case OVERFLOW_DEFAULT -> overflow(batch, i, queue, nowNs);
            case BLOCK_SOURCE -> {
                return block(batch, i, queue, time);
            }
        }
        return nowNs;
    }

    private void drop(FrameBatch batch, int i, int queue) {
        meter.dropped(queue, batch.flow(i), batch.dueNs(i), batch.lengthBytes(i), DropReason.QUEUE_FULL);
    }

    private void overflow(FrameBatch batch, int i, int queue, long nowNs) {
        if (queue != DEFAULT_QUEUE && offer(batch, i, DEFAULT_QUEUE, nowNs)) {
            meter.overflowed(queue, DEFAULT_QUEUE, batch.dueNs(i));
        } else {
            drop(batch, i, queue);
        }
    }

    /** Waits for a free slot until the frame is too late. What was offered before is published, so that cores go on. */
    private long block(FrameBatch batch, int i, int queue, TrialClock time) {
        flush();
        long dueNs = batch.dueNs(i);
        long nowNs = Math.max(dueNs, time.nowNs());
        while (nowNs - dueNs <= maxLateNs && !state.isAborted()) {
            if (offer(batch, i, queue, nowNs)) {
                return nowNs;
            }
            Thread.onSpinWait();
            nowNs = time.nowNs();
        }
        meter.withdrawn(queue, batch.flow(i), dueNs, batch.lengthBytes(i));
        return nowNs;
    }

    @Override
    public int depth(int queue) {
        return queues[queue].ring().depth();
    }
}
