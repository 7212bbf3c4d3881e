package io.vmq.dispatch.engine;

import io.vmq.dispatch.core.CompletionOrder;
import io.vmq.dispatch.core.CoreModel;
import io.vmq.dispatch.core.QueueModel;
import io.vmq.dispatch.core.ServiceObserver;
import io.vmq.dispatch.fault.OutageWatch;
import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.host.VmqAllocation;
import io.vmq.dispatch.measure.DeliveryMeter;
import io.vmq.dispatch.measure.TrialShape;
import io.vmq.dispatch.measure.Window;
import io.vmq.dispatch.ring.WhenFull;
import java.util.Arrays;

/**
 * All modelled cores of a trial and the queues that they serve. Virtual time and the emulated cores of a live run both end
 * here. One thread uses it and offers frames in the order in which they are due.
 *
 * <p>
 * A core is advanced only when it is touched: when a frame arrives for it, when all are asked how far they are, and at least
 * once a second of the trial, so that intervals are given away in time.
 */
final class ModelledCores implements ServiceObserver {

    private static final long PS_PER_NS = 1_000;
    private static final long TOUCH_ALL_NS = 1_000_000_000;
    private static final int DEFAULT_QUEUE = VmqAllocation.DEFAULT_QUEUE;

    private final CoreModel[] cores;
    private final QueueModel[] queues;
    private final CoreModel[] coreOfQueue;
    private final CompletionOrder order;
    private final DeliveryMeter meter;
    private final boolean live;
    private final Window window;
    private final WhenFull whenFull;
    private final long maxLatePs;
    private final OutageWatch sourceStalls;
    private boolean measuring;
    private long touchAllNs;
    /** When {@link #wake} has something to do again. */
    private long wakeNs;
    /** A source that was blocked hands over nothing before this moment. */
    private long blockedUntilPs;

    ModelledCores(TrialPlan plan, TrialShape shape, DeliveryMeter meter) {
        this.meter = meter;
        window = shape.window();
        whenFull = plan.service().whenFull();
        maxLatePs = plan.thresholds().maxLateNs() * PS_PER_NS;
        sourceStalls = plan.faults().source().watch();
        queues = new QueueModel[shape.queueCount()];
        Arrays.setAll(queues, queue -> new QueueModel(queue, plan.service().ringSlots()));
        cores = new CoreModel[shape.cores().size()];
        Arrays.setAll(cores, core -> newCore(core, plan, shape));
        coreOfQueue = new CoreModel[queues.length];
        Arrays.setAll(coreOfQueue, queue -> cores[shape.assignment().coreOf(queue)]);
        order = new CompletionOrder(shape.flowCount());
        touchAllNs = window.fromNs() + TOUCH_ALL_NS;
        wakeNs = window.fromNs();
        live = meter.isLive();
    }

    private CoreModel newCore(int core, TrialPlan plan, TrialShape shape) {
        QueueModel[] served = Arrays.stream(shape.assignment().queuesOf(core)).mapToObj(queue -> queues[queue])
                .toArray(QueueModel[]::new);
        return new CoreModel(core, served, plan.service().cost(), plan.service().moderation(),
                plan.faults().ofCore(core),
                window.fromNs() * PS_PER_NS, window.toNs() * PS_PER_NS, this);
    }

    /**
     * A frame that was due at {@code dueNs} is for {@code queue}. It reaches it then, unless its source stood still or was blocked;
     * the source's thread handed it over {@code lateNs} later.
     */
    void arrive(int queue, int flow, int sequence, long dueNs, int lateNs, int lengthBytes) {
        if (dueNs >= wakeNs) {
            wake(dueNs);
        }
        long arrivalPs = Math.max(sourceStalls.releaseNs(dueNs) * PS_PER_NS, blockedUntilPs);
        coreOfQueue[queue].advance(arrivalPs);
        if (queues[queue].isFull()) {
            arriveAtFull(queue, flow, sequence, dueNs, lateNs, lengthBytes, arrivalPs);
        } else {
            accept(queue, flow, sequence, dueNs, lateNs, lengthBytes, arrivalPs);
        }
    }

    /** The window begins, or it is time to touch all cores. */
    private void wake(long dueNs) {
        if (!measuring && window.measures(dueNs)) {
            beginMeasuring();
        }
        if (dueNs >= touchAllNs) {
            advanceAll(dueNs * PS_PER_NS);
            touchAllNs += TOUCH_ALL_NS * (1 + (dueNs - touchAllNs) / TOUCH_ALL_NS);
        }
        wakeNs = touchAllNs;
    }

    private void accept(int queue, int flow, int sequence, long dueNs, int lateNs, int lengthBytes, long arrivalPs) {
        int left = order.accepted(flow, queue, sequence);
        if (left >= 0) {
            noteInService(coreOfQueue[left], flow, arrivalPs);
        }
        if (order.isLarge()) {
            advanceAll(arrivalPs);
            order.settle(arrivalPs);
        }
        coreOfQueue[queue].accept(queues[queue], arrivalPs, dueNs, lateNs, lengthBytes, flow, sequence);
    }

    /** The flow leaves the queue of its earlier frames, of which one may be in service; those that wait are noted later. */
    private void noteInService(CoreModel core, int flow, long nowPs) {
        if (core.isServing(flow, nowPs)) {
            order.note(flow, core.lastSequence(), core.freeAtPs(), window.measures(core.lastDueNs()));
        }
    }

    private void arriveAtFull(int queue, int flow, int sequence, long dueNs, int lateNs, int lengthBytes,
            long arrivalPs) {
        switch (whenFull) {
            case DROP_TAIL -> meter.dropped(queue, flow, dueNs, lengthBytes, DropReason.QUEUE_FULL);
            case DROP_HEAD -> {
                dropOldest(queue);
                accept(queue, flow, sequence, dueNs, lateNs, lengthBytes, arrivalPs);
            }
            case OVERFLOW_DEFAULT -> overflow(queue, flow, sequence, dueNs, lateNs, lengthBytes, arrivalPs);
            case BLOCK_SOURCE -> block(queue, flow, sequence, dueNs, lateNs, lengthBytes, arrivalPs);
        }
    }

    private void dropOldest(int queue) {
        QueueModel model = queues[queue];
        int slot = coreOfQueue[queue].dropOldest(model);
        meter.dropped(queue, model.flow(slot), model.dueNs(slot), model.lengthBytes(slot), DropReason.HEAD_DROPPED);
    }

    private void overflow(int queue, int flow, int sequence, long dueNs, int lateNs, int lengthBytes,
            long arrivalPs) {
        coreOfQueue[DEFAULT_QUEUE].advance(arrivalPs);
        if (queue == DEFAULT_QUEUE || queues[DEFAULT_QUEUE].isFull()) {
            meter.dropped(queue, flow, dueNs, lengthBytes, DropReason.QUEUE_FULL);
        } else {
            meter.overflowed(queue, DEFAULT_QUEUE, dueNs);
            accept(DEFAULT_QUEUE, flow, sequence, dueNs, lateNs, lengthBytes, arrivalPs);
        }
    }

    private void block(int queue, int flow, int sequence, long dueNs, int lateNs, int lengthBytes, long arrivalPs) {
        long deadlinePs = Math.max(arrivalPs, dueNs * PS_PER_NS + maxLatePs);
        long roomPs = coreOfQueue[queue].advanceUntilRoom(queues[queue], arrivalPs, deadlinePs);
        if (roomPs == CoreModel.NOT_YET) {
            blockedUntilPs = deadlinePs;
            meter.withdrawn(queue, flow, dueNs, lengthBytes);
        } else {
            blockedUntilPs = roomPs;
            accept(queue, flow, sequence, dueNs, lateNs, lengthBytes, roomPs);
        }
    }

    @Override
    public void served(int core, int queue, int flow, int sequence, long dueNs, int lateNs, int lengthBytes,
            long startPs,
            long completionPs) {
        long duePs = dueNs * PS_PER_NS;
        if (order.wanders(flow)) {
            order.note(flow, sequence, completionPs, window.measures(dueNs));
        }
        meter.delivered(queue, core, flow, dueNs, lengthBytes, roundToNs(completionPs - duePs), live
                ? roundToNs(uncorrectedPs(startPs, completionPs, duePs + lateNs * PS_PER_NS))
                : 0);
    }

    /**
     * What a tool would have reported that starts its watch at the hand-over: the wait from there to the start of service, none
     * if the model had started already, and the service.
     */
    private static long uncorrectedPs(long startPs, long completionPs, long handedOverPs) {
        return Math.max(0, startPs - handedOverPs) + completionPs - startPs;
    }

    private static long roundToNs(long ps) {
        return (ps + PS_PER_NS / 2) / PS_PER_NS;
    }

    private void beginMeasuring() {
        measuring = true;
        for (QueueModel queue : queues) {
            queue.beginMeasuring();
        }
    }

    private void advanceAll(long untilPs) {
        for (CoreModel core : cores) {
            core.advance(untilPs);
        }
    }

    /** Serves everything that waits; nothing arrives any more. */
    void drain() {
        advanceAll(Long.MAX_VALUE);
        order.settle(Long.MAX_VALUE);
        meter.reordered(order.takeReordered());
    }

    /** Frames that wait in {@code queue} at {@code nowNs}. */
    int depth(int queue, long nowNs) {
        coreOfQueue[queue].advance(nowNs * PS_PER_NS);
        return queues[queue].depth();
    }

    int[] highWater() {
        return Arrays.stream(queues).mapToInt(QueueModel::highWater).toArray();
    }

    /** When the last accepted frame ends service, ns since the trial began, rounded up. */
    long lastCompletionNs() {
        long lastPs = Arrays.stream(cores).mapToLong(CoreModel::freeAtPs).max().orElse(0);
        return Math.ceilDiv(lastPs, PS_PER_NS);
    }

    /** For each core, the fraction of {@code durationNs} in service. */
    double[] busy(long durationNs) {
        return Arrays.stream(cores).mapToDouble(core -> (double) core.busyPs() / PS_PER_NS / durationNs).toArray();
    }
}
