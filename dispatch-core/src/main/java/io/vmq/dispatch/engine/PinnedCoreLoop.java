package io.vmq.dispatch.engine;

import io.vmq.dispatch.core.CoreModel;
import io.vmq.dispatch.core.ServiceCost;
import io.vmq.dispatch.fault.OutageWatch;
import io.vmq.dispatch.measure.DeliveryMeter;
import io.vmq.dispatch.measure.OrderCheck;
import io.vmq.dispatch.measure.Window;
import io.vmq.dispatch.ring.DescriptorRing;
import io.vmq.dispatch.ring.DescriptorTable;
import io.vmq.dispatch.ring.PollPause;
import io.vmq.dispatch.ring.RxQueue;

/**
 * A pinned core: a thread that polls its queues in turn, reads each frame's header and burns the frame's service cost.
 *
 * <p>
 * With a cost, a slot is given back when its frame's service starts, and the clock tells when it ends. Without one, the
 * clock is read once per batch after the batch is handled, and the slots are given back together. A core that is told
 * to stand still does so on the clock; what is in service then takes that much longer, and queues that are to leave it
 * wait for it. Queues come and go between two batches, and take their turns in order of number all the same.
 */
final class PinnedCoreLoop implements Runnable {

    private static final int BATCH = CoreModel.POLL_BUDGET;
    private static final long PS_PER_NS = 1_000;

    private final int core;
    private final ServedQueues queues;
    private final ServiceCost cost;
    private final boolean isFree;
    private final HeadDrop headDrop;
    private final QueueDemand demand;
    private final OutageWatch stalls;
    private final DeliveryMeter meter;
    private final OrderCheck order;
    private final LiveState state;
    private final NanoClock clock;
    private final Window window;
    private final PollPause pause;
    /** By number of the queue. */
    private final int[] highWater;
    private long busyNs;
    private long stoodStillNs;
    private long lastCompletionNs;
    private long maxGapNs;
    private long headers;

    PinnedCoreLoop(int core, ServedQueues queues, int queueCount, TrialPlan plan, DeliveryMeter meter,
            QueueDemand demand, OrderCheck order, LiveState state, NanoClock clock) {
        this.core = core;
        this.queues = queues;
        cost = plan.service().cost();
        pause = new PollPause(plan.service().ringSlots());
        isFree = cost.equals(ServiceCost.FREE);
        headDrop = new HeadDrop(plan.service().whenFull(), queues, queueCount, meter, demand);
        this.demand = demand;
        stalls = plan.faults().ofCore(core).watch();
        this.meter = meter;
        this.order = order;
        this.state = state;
        this.clock = clock;
        window = plan.window();
        highWater = new int[queueCount];
    }

    @Override
    public void run() {
        TrialClock time = new TrialClock(clock, state.awaitBegin(), window.fromNs());
        long nowNs = time.nowNs();
        boolean over = false;
        while (!over) {
            standStill(time, nowNs);
            // Asked before the polls: what is found empty after that stays empty.
            boolean isOver = state.isOver();
            if (isOver) {
                queues.close();
            }
            boolean changed = queues.follow(time);
            int served = 0;
            int most = 0;
            int q = 0;
            while (q < queues.count()) {
                RxQueue queue = queues.at(q);
                int ready = serve(queue, time);
                served += ready;
                most = Math.max(most, ready);
                boolean moved = queues.follow(time);
                q = moved ? queues.firstAfter(queue.index()) : q + 1;
                changed |= moved;
            }
            over = isOver && served == 0 && !changed && mayEnd();
            pauseAfter(served, most);
            nowNs = served == 0 ? time.nowNs() : lastCompletionNs;
        }
        maxGapNs = time.maxGapNs();
    }

    /** Whether no queue is on its way here; if a thread failed, none may ever come. */
    private boolean mayEnd() {
        return queues.areSettled() || state.failure() != null;
    }

    /** A core that burns a cost gives its producer time enough; there a pause would only be a further cost. */
    private void pauseAfter(int served, int most) {
        if (isFree) {
            pause.after(served, most);
        } else if (served == 0) {
            Thread.onSpinWait();
        }
    }

    /** If it is time to stand still, does so; returns the time afterwards. */
    private long standStill(TrialClock time, long nowNs) {
        long goOnNs = stalls.releaseNs(nowNs);
        long now = nowNs;
        while (now < goOnNs && !state.isAborted()) {
            headDrop.look();
            Thread.onSpinWait();
            now = time.nowNs();
        }
        stoodStillNs += now - nowNs;
        return now;
    }

    private int serve(RxQueue queue, TrialClock time) {
        DescriptorRing ring = queue.ring();
        headDrop.look();
        int ready = ring.poll(BATCH);
        if (ready == 0) {
            return 0;
        }
        if (window.measures(ring.descriptors().dueNs(ring.polledSlot(0)))) {
            int waiting = Math.min(queue.ringSlots(), ready == BATCH ? ring.depth() : ready);
            highWater[queue.index()] = Math.max(highWater[queue.index()], waiting);
        }
        long stoodBeforeNs = stoodStillNs;
        long beganNs = time.nowNs();
        long endedNs = isFree ? handleTogether(queue, ready, time)
                : serveEach(queue, ready, beganNs, time);
        lastCompletionNs = endedNs;
        long inWindowNs = Math.min(endedNs, window.toNs()) - Math.max(beganNs, window.fromNs());
        busyNs += Math.max(0, inWindowNs - (stoodStillNs - stoodBeforeNs));
        return ready;
    }

    private long handleTogether(RxQueue queue, int ready, TrialClock time) {
        DescriptorRing ring = queue.ring();
        for (int i = 0; i < ready; i++) {
            readHeader(queue, ring.polledSlot(i));
        }
        long nowNs = time.nowNs();
        DescriptorTable descriptors = ring.descriptors();
        for (int i = 0; i < ready; i++) {
            int slot = ring.polledSlot(i);
            deliver(queue.index(), descriptors.flow(slot), descriptors.sequence(slot), descriptors.dueNs(slot),
                    descriptors.lateNs(slot), descriptors.lengthBytes(slot), nowNs);
        }
        ring.release(ready);
        return nowNs;
    }

    /** Frames of a batch follow each other without a pause: what a clock read overshoots, up to one cost, is given back. */
    private long serveEach(RxQueue queue, int ready, long beganNs, TrialClock time) {
        DescriptorRing ring = queue.ring();
        DescriptorTable descriptors = ring.descriptors();
        long freeAtPs = beganNs * PS_PER_NS;
        long nowNs = beganNs;
        long askedPs = 0;
        int certain = ready;
        long droppedBefore = headDrop.droppedOf(queue.index());
        for (int served = 0; served < certain; served++) {
            long goOnNs = standStill(time, nowNs);
            freeAtPs = goOnNs > nowNs ? goOnNs * PS_PER_NS : freeAtPs;
            nowNs = goOnNs;
            if (served > 0) {
                headDrop.look();
            }
            if (headDrop.droppedOf(queue.index()) != droppedBefore) {
                // Some of the batch are gone; what is oldest now may have come after the last look at the clock.
                droppedBefore = headDrop.droppedOf(queue.index());
                certain = Math.min(ready, served + ring.poll(BATCH));
                nowNs = time.nowNs();
            }
            int slot = ring.polledSlot(0);
            int flow = descriptors.flow(slot);
            int sequence = descriptors.sequence(slot);
            long dueNs = descriptors.dueNs(slot);
            int lateNs = descriptors.lateNs(slot);
            int lengthBytes = descriptors.lengthBytes(slot);
            readHeader(queue, slot);
            ring.release(1);
            long costPs = cost.ofPs(lengthBytes);
            askedPs += costPs;
            freeAtPs = Math.max(freeAtPs, nowNs * PS_PER_NS - costPs) + costPs;
            while (nowNs * PS_PER_NS < freeAtPs) {
                headDrop.look();
                long readNs = time.nowNs();
                nowNs = standStill(time, readNs);
                freeAtPs += (nowNs - readNs) * PS_PER_NS;
            }
            deliver(queue.index(), flow, sequence, dueNs, lateNs, lengthBytes, nowNs);
        }
        demand.atCore(queue.index(), askedPs);
        return nowNs;
    }

    private void deliver(int queue, int flow, int sequence, long dueNs, int lateNs, int lengthBytes, long nowNs) {
        if (window.measures(dueNs)) {
            meter.reordered(order.delivered(flow, sequence));
        } else {
            order.delivered(flow, sequence);
        }
        meter.delivered(queue, core, flow, dueNs, lengthBytes, nowNs - dueNs, nowNs - dueNs - lateNs);
    }

    /** Touches the frame as a driver does: work that leaves frames untouched would be unreal. */
    private void readHeader(RxQueue queue, int slot) {
        headers += queue.frames().i64Be(queue.ring().descriptors().frame(slot));
    }

    /** Most frames that this core saw waiting in {@code queue}. */
    int highWater(int queue) {
        return highWater[queue];
    }

    /** When the last frame was completed. */
    long lastCompletionNs() {
        return lastCompletionNs;
    }

    long busyNs() {
        return busyNs;
    }

    long maxGapNs() {
        return maxGapNs;
    }

    /** Sum over the headers read; it exists so that the reads do. */
    long headers() {
        return headers;
    }
}
