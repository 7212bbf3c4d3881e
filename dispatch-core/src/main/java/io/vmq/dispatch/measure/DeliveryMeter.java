package io.vmq.dispatch.measure;

import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.frame.SizeClass;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Measures what one thread delivers: counts, latency of every frame, and order. Written by that thread alone; the meters of a
 * trial are added up when their threads have ended. Where threads serve a queue in turn, its recorder is the one thing that they
 * share: it belongs to the thread that serves the queue.
 *
 * <p>
 * A frame in the measured window costs one histogram of its queue, and one of its VM unless the queue belongs to that VM
 * alone: then the VM's histogram is its queue's. Where sizes are mixed it costs one of its size class too. With {@link Detail#TOTAL} it costs one histogram in all.
 */
public final class DeliveryMeter {

    private final TrialShape shape;
    private final Window window;
    private final Ledger ledger;
    /** Where latencies of queues are recorded. */
    private final @Nullable LatencyRecorder[] queues;
    /** Those of them that this meter adds up. */
    private final @Nullable LatencyRecorder[] counted;
    private final @Nullable LatencyRecorder[] strangers;
    private final @Nullable LatencyRecorder[] vms;
    private final @Nullable LatencyRecorder[] classes;
    private final @Nullable LatencyRecorder total;
    private final @Nullable LatencyRecorder uncorrected;
    private final Function<String, LatencyRecorder> recorders;

    /**
     * @param lender
     *            the meter whose recorders of queues this one uses as well, if its thread serves queues in turn with others;
     *            or null
     */
    DeliveryMeter(TrialShape shape, Ledger ledger, int[] servedQueues, @Nullable DeliveryMeter lender,
            Function<String, LatencyRecorder> recorders, boolean live) {
        this.shape = shape;
        this.ledger = ledger;
        this.recorders = recorders;
        window = shape.window();
        counted = new LatencyRecorder[shape.queueCount()];
        queues = lender == null ? counted : lender.queues;
        strangers = new LatencyRecorder[shape.queueCount()];
        vms = new LatencyRecorder[ledger.hostRow() + 1];
        classes = new LatencyRecorder[SizeClass.values().length];
        boolean delivers = servedQueues.length > 0;
        boolean totalOnly = shape.detail() == Detail.TOTAL;
        uncorrected = live && delivers ? LatencyRecorder.whole("uncorrected") : null;
        total = totalOnly && delivers ? recorders.apply("total") : null;
        if (delivers && !totalOnly) {
            if (lender == null) {
                Arrays.stream(servedQueues)
                        .forEach(queue -> counted[queue] = recorders.apply(shape.ports().labelOf(queue)));
            }
            Arrays.setAll(vms, row -> LatencyRecorder.whole("vm" + row));
            if (shape.hasMixedSizes()) {
                Arrays.setAll(classes, size -> LatencyRecorder.whole("size" + size));
            }
        }
    }

    /** Whether it matters when frames were handed over. */
    public boolean isLive() {
        return uncorrected != null;
    }

    /**
     * A frame was completed.
     *
     * @param latencyNs
     *            completion less due time
     * @param uncorrectedNs
     *            completion less hand-over; ignored in virtual time
     */
    public void delivered(int queue, int core, int flow, long dueNs, int lengthBytes, long latencyNs,
            long uncorrectedNs) {
        if (!window.measures(dueNs)) {
            return;
        }
        int vm = shape.vmRowOfFlow(flow);
        ledger.delivered(vm, queue, core, lengthBytes);
        if (uncorrected != null) {
            uncorrected.record(dueNs, uncorrectedNs);
        }
        if (total != null) {
            total.record(dueNs, latencyNs);
            return;
        }
        LatencyRecorder ofClass = classes[SizeClass.indexOf(lengthBytes)];
        if (ofClass != null) {
            ofClass.record(dueNs, latencyNs);
        }
        boolean own = shape.belongsToAlone(queue, vm);
        LatencyRecorder ofQueue = own || !shape.isOwned(queue) ? queues[queue] : strangersOf(queue);
        if (ofQueue != null) {
            ofQueue.record(dueNs, latencyNs);
        }
        LatencyRecorder ofVm = vms[vm];
        if (ofVm != null && !own) {
            ofVm.record(dueNs, latencyNs);
        }
    }

    /**
     * Frames that a plugged-in mode put into another VM's queue are kept apart, so that the owner's histogram stays its own.
     * Made when the first one comes.
     */
    private LatencyRecorder strangersOf(int queue) {
        LatencyRecorder recorder = strangers[queue];
        if (recorder == null) {
            recorder = recorders.apply(shape.ports().labelOf(queue));
            strangers[queue] = recorder;
        }
        return recorder;
    }

    /** A frame was found to be for {@code queue}, whether or not that has room; for frames that were not steered to a queue. */
    public void received(int queue, long dueNs) {
        if (window.measures(dueNs)) {
            ledger.received(queue);
        }
    }

    /** A frame was dropped at its queue. */
    public void dropped(int queue, int flow, long dueNs, int lengthBytes, DropReason reason) {
        if (window.measures(dueNs)) {
            ledger.droppedAtQueue(shape.vmRowOfFlow(flow), queue, lengthBytes, reason);
        }
    }

    /** A frame that was received by one queue went to another one instead. */
    public void overflowed(int from, int to, long dueNs) {
        if (window.measures(dueNs)) {
            ledger.overflowed(from, to);
        }
    }

    /** A frame that was received by a queue was given up by its sender, because the queue was full for too long. */
    public void withdrawn(int queue, int flow, long dueNs, int lengthBytes) {
        if (window.measures(dueNs)) {
            ledger.withdrawn(shape.vmRowOfFlow(flow), queue, lengthBytes);
        }
    }

    /** Measured frames were found to be overtaken within their flow. */
    public void reordered(int frames) {
        ledger.reordered(frames);
    }

    void finish(long endNs) {
        finish(counted, endNs);
        finish(strangers, endNs);
        if (total != null) {
            total.finish(endNs);
        }
    }

    private static void finish(@Nullable LatencyRecorder[] recorders, long endNs) {
        for (LatencyRecorder recorder : recorders) {
            if (recorder != null) {
                recorder.finish(endNs);
            }
        }
    }

    /** Adds all latencies of this thread. */
    void addTotalTo(LatencyRecorder sum) {
        add(total, sum);
        for (int queue = 0; queue < counted.length; queue++) {
            addQueueTo(queue, sum);
        }
    }

    void addQueueTo(int queue, LatencyRecorder sum) {
        add(counted[queue], sum);
        add(strangers[queue], sum);
    }

    /** Adds a VM's latencies: its own recorder and those of queues that belong to it alone. */
    void addVmTo(int vmRow, LatencyRecorder sum) {
        add(vms[vmRow], sum);
        for (int queue = 0; queue < counted.length; queue++) {
            if (shape.belongsToAlone(queue, vmRow)) {
                add(counted[queue], sum);
            }
        }
    }

    /** Adds the latencies of a class of sizes; nothing unless sizes are mixed. */
    void addClassTo(SizeClass sizes, LatencyRecorder sum) {
        add(classes[sizes.ordinal()], sum);
    }

    void addUncorrectedTo(LatencyRecorder sum) {
        add(uncorrected, sum);
    }

    private static void add(@Nullable LatencyRecorder part, LatencyRecorder sum) {
        if (part != null) {
            sum.add(part);
        }
    }
}
