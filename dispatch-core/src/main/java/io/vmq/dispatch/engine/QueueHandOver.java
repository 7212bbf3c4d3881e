package io.vmq.dispatch.engine;

import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.measure.DeliveryMeter;
import io.vmq.dispatch.ring.RxQueue;
import io.vmq.dispatch.ring.WhenFull;

/**
 * Hands frames to real receive queues, one ring each. What becomes of a frame that finds its ring full is the plan's choice;
 * where it is the oldest that gives way, the core drops it, and the ring has slots to spare until then. Belongs to the source's
 * thread.
 */
final class QueueHandOver implements HandOver {

    private static final int DEFAULT_QUEUE = 0;

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
        for (int i = 0; i < batch.count(); i++) {
            int queue = queueOf[i];
            if (queue != Intake.NO_QUEUE && !queues[queue].offer(batch, i, (int) (handedOverNs - batch.dueNs(i)))) {
                giveToFull(batch, i, queue, handedOverNs, time);
            }
        }
        flush();
    }

    private void flush() {
        for (RxQueue queue : queues) {
            queue.flush();
        }
    }

    private void giveToFull(FrameBatch batch, int i, int queue, long handedOverNs, TrialClock time) {
        switch (whenFull) {
            case DROP_TAIL, DROP_HEAD -> drop(batch, i, queue);
            case OVERFLOW_DEFAULT -> overflow(batch, i, queue, handedOverNs);
            case BLOCK_SOURCE -> block(batch, i, queue, time);
        }
    }

    private void drop(FrameBatch batch, int i, int queue) {
        meter.dropped(queue, batch.flow(i), batch.dueNs(i), batch.lengthBytes(i), DropReason.QUEUE_FULL);
    }

    private void overflow(FrameBatch batch, int i, int queue, long handedOverNs) {
        boolean taken = queue != DEFAULT_QUEUE
                && queues[DEFAULT_QUEUE].offer(batch, i, (int) (handedOverNs - batch.dueNs(i)));
        if (taken) {
            meter.overflowed(queue, DEFAULT_QUEUE, batch.dueNs(i));
        } else {
            drop(batch, i, queue);
        }
    }

    /** Waits for a free slot until the frame is too late. What was offered before is published, so that cores go on. */
    private void block(FrameBatch batch, int i, int queue, TrialClock time) {
        flush();
        long lateNs = 0;
        while (lateNs <= maxLateNs && !state.isAborted()) {
            lateNs = Math.max(0, time.nowNs() - batch.dueNs(i));
            if (queues[queue].offer(batch, i, (int) lateNs)) {
                return;
            }
            Thread.onSpinWait();
        }
        meter.withdrawn(queue, batch.flow(i), batch.dueNs(i), batch.lengthBytes(i));
    }

    @Override
    public int depth(int queue) {
        return queues[queue].ring().depth();
    }
}
