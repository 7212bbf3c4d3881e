package io.vmq.dispatch.engine;

import io.vmq.dispatch.core.CompletionOrder;
import io.vmq.dispatch.core.CoreModel;
import io.vmq.dispatch.core.ServiceCost;
import io.vmq.dispatch.core.ServiceObserver;
import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.measure.DeliveryMeter;
import io.vmq.dispatch.measure.TrialShape;
import io.vmq.dispatch.measure.Window;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * What becomes of frames that reach modelled cores, as it is booked: delivered or dropped, in what order, and what it cost.
 * One thread uses it.
 */
final class ModelBooks implements ServiceObserver {

    private static final long PS_PER_NS = 1_000;

    private final DeliveryMeter meter;
    private final boolean live;
    private final Window window;
    private final CompletionOrder order;
    private final ServiceCost cost;
    /** For each queue, what its frames asked of its core since somebody looked; empty where nobody does. */
    private final long[] demandPs;

    /**
     * @param countsDemand
     *            whether somebody will ask for {@link #takeDemandPs}
     * @param overtaken
     *            learns the flow of each frame that is found overtaken, measured or not
     */
    ModelBooks(TrialShape shape, DeliveryMeter meter, ServiceCost cost, boolean countsDemand,
            IntConsumer overtaken) {
        this.meter = meter;
        live = meter.isLive();
        window = shape.window();
        order = new CompletionOrder(shape.flowCount(), overtaken);
        this.cost = cost;
        demandPs = new long[countsDemand ? shape.queueCount() : 0];
    }

    @Override
    public void served(int core, int queue, int flow, int sequence, long dueNs, int lateNs, int lengthBytes,
            long startPs, long completionPs) {
        long duePs = dueNs * PS_PER_NS;
        if (demandPs.length > 0) {
            demandPs[queue] += cost.ofPs(lengthBytes);
        }
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

    /** A frame that was not steered to a queue is found to be for this one. */
    void received(int queue, long dueNs) {
        meter.received(queue, dueNs);
    }

    void dropped(int queue, int flow, long dueNs, int lengthBytes, DropReason reason) {
        if (demandPs.length > 0) {
            demandPs[queue] += cost.ofPs(lengthBytes);
        }
        meter.dropped(queue, flow, dueNs, lengthBytes, reason);
    }

    void overflowed(int from, int to, long dueNs) {
        meter.overflowed(from, to, dueNs);
    }

    void withdrawn(int queue, int flow, long dueNs, int lengthBytes) {
        meter.withdrawn(queue, flow, dueNs, lengthBytes);
    }

    /**
     * A frame is accepted by {@code queue}.
     *
     * @param serving
     *            the core of each queue
     */
    void accepted(int queue, int flow, int sequence, CoreModel[] serving, long nowPs) {
        int left = order.accepted(flow, queue, sequence);
        if (left >= 0) {
            noteInService(serving[left], flow, nowPs);
        }
    }

    /** The flow leaves the queue of its earlier frames, of which one may be in service; those that wait are noted later. */
    private void noteInService(CoreModel core, int flow, long nowPs) {
        if (core.isServing(flow, nowPs)) {
            order.note(flow, core.lastSequence(), core.freeAtPs(), window.measures(core.lastDueNs()));
        }
    }

    /** Whether so much is noted of flows that change queues that all cores should be advanced, to {@link #settle} it. */
    boolean isLarge() {
        return order.isLarge();
    }

    /** Every core was advanced to {@code untilPs}. */
    void settle(long untilPs) {
        order.settle(untilPs);
    }

    /** Nothing will be served any more. */
    void close() {
        order.settle(Long.MAX_VALUE);
        meter.reordered(order.takeReordered());
    }

    /** What each queue's frames, delivered and dropped ones, asked of its core since the last call, ps of its time. */
    long[] takeDemandPs() {
        long[] demand = demandPs.clone();
        Arrays.fill(demandPs, 0);
        return demand;
    }
}
