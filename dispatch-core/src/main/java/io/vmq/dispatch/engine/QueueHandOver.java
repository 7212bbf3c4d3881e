package io.vmq.dispatch.engine;

import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.host.Ports;
import io.vmq.dispatch.measure.DeliveryMeter;
import io.vmq.dispatch.ring.RxQueue;
import io.vmq.dispatch.ring.RxQueues;
import io.vmq.dispatch.ring.WhenFull;

/**
 * Hands frames to real receive queues, one ring each. What becomes of a frame that finds its ring full is the plan's
 * choice; where it is the oldest that gives way, the core drops it, and the ring has slots to spare until then. Belongs
 * to the source's thread.
 */
final class QueueHandOver implements HandOver {

    private final RxQueues queues;
    private final Ports ports;
    private final WhenFull whenFull;
    private final long maxLateNs;
    private final DeliveryMeter meter;
    private final QueueDemand demand;
    private final LiveState state;

    QueueHandOver(RxQueues queues, TrialPlan plan, DeliveryMeter meter, QueueDemand demand, LiveState state) {
        this.queues = queues;
        ports = plan.ports();
        whenFull = plan.service().whenFull();
        maxLateNs = plan.thresholds().maxLateNs();
        this.meter = meter;
        this.demand = demand;
        this.state = state;
    }

    @Override
    public void give(FrameBatch batch, int[] queueOf, long handedOverNs, TrialClock time) {
        long nowNs = handedOverNs;
        int next = queues.offer(batch, queueOf, 0, nowNs);
        while (next < batch.count()) {
            nowNs = giveToFull(batch, next, queueOf, nowNs, time);
            next = withdrawLate(batch, queueOf, next + 1, nowNs);
            next = queues.offer(batch, queueOf, next, nowNs);
        }
        queues.flush();
    }

    /**
     * Gives up the frames from {@code from} on that became too late behind a frame that was blocked; returns the first that did
     * not. Frames come in the order in which they are due.
     */
    private int withdrawLate(FrameBatch batch, int[] queueOf, int from, long nowNs) {
        int next = from;
        while (whenFull == WhenFull.BLOCK_SOURCE && next < batch.count() && nowNs - batch.dueNs(next) > maxLateNs) {
            if (queueOf[next] != Intake.NO_QUEUE) {
                withdraw(batch, next, queueOf[next]);
            }
            next++;
        }
        return next;
    }

    private void withdraw(FrameBatch batch, int i, int queue) {
        meter.withdrawn(queue, batch.flow(i), batch.dueNs(i), batch.lengthBytes(i));
    }

    /** Frame {@code i} found its queue full. Returns the moment of the hand-over of what comes next. */
    private long giveToFull(FrameBatch batch, int i, int[] queueOf, long nowNs, TrialClock time) {
        int queue = queueOf[i];
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
        demand.droppedAtSource(queue, batch.lengthBytes(i));
    }

    private void overflow(FrameBatch batch, int i, int queue, long nowNs) {
        int defaultQueue = ports.defaultQueueOf(queue);
        if (queue != defaultQueue && queues.offerOne(batch, i, defaultQueue, nowNs)) {
            meter.overflowed(queue, defaultQueue, batch.dueNs(i));
        } else {
            drop(batch, i, queue);
        }
    }

    /** Waits for a free slot until the frame is too late. What was offered before is published, so that cores go on. */
    private long block(FrameBatch batch, int i, int queue, TrialClock time) {
        queues.flush();
        long dueNs = batch.dueNs(i);
        long nowNs = Math.max(dueNs, time.nowNs());
        while (nowNs - dueNs <= maxLateNs && !state.isAborted()) {
            if (queues.offerOne(batch, i, queue, nowNs)) {
                return nowNs;
            }
            Thread.onSpinWait();
            nowNs = time.nowNs();
        }
        withdraw(batch, i, queue);
        return nowNs;
    }

    @Override
    public int depth(int queue) {
        RxQueue asked = queues.queue(queue);
        return Math.min(asked.ring().depth(), asked.ringSlots());
    }
}
