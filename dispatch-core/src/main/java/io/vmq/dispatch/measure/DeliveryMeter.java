package io.vmq.dispatch.measure;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Measures what one thread delivers: counts, latency of every frame, and order. Written by that thread alone; the meters of a
 * trial are added up when their threads have ended.
 *
 * <p>
 * A frame in the measured window costs one histogram of its queue, and one of its VM unless the queue belongs to that VM
 * alone: then the VM's histogram is its queue's. With {@link Detail#TOTAL} it costs one histogram in all.
 */
public final class DeliveryMeter {

    private final TrialShape shape;
    private final Window window;
    private final Ledger ledger;
    private final @Nullable LatencyRecorder[] queues;
    private final @Nullable LatencyRecorder[] vms;
    private final @Nullable LatencyRecorder total;
    private final @Nullable LatencyRecorder uncorrected;

    DeliveryMeter(TrialShape shape, Ledger ledger, int[] servedQueues, Function<String, LatencyRecorder> recorders,
            boolean live) {
        this.shape = shape;
        this.ledger = ledger;
        window = shape.window();
        queues = new LatencyRecorder[shape.queueCount()];
        vms = new LatencyRecorder[ledger.hostRow() + 1];
        boolean delivers = servedQueues.length > 0;
        boolean totalOnly = shape.detail() == Detail.TOTAL;
        uncorrected = live && delivers ? LatencyRecorder.whole("uncorrected") : null;
        total = totalOnly && delivers ? recorders.apply("total") : null;
        if (delivers && !totalOnly) {
            for (int queue : servedQueues) {
                queues[queue] = recorders.apply("q" + queue);
            }
            Arrays.setAll(vms, row -> LatencyRecorder.whole("vm" + row));
        }
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
        LatencyRecorder ofQueue = queues[queue];
        if (ofQueue != null) {
            ofQueue.record(dueNs, latencyNs);
        }
        LatencyRecorder ofVm = vms[vm];
        if (ofVm != null && !shape.belongsToAlone(queue, vm)) {
            ofVm.record(dueNs, latencyNs);
        }
    }

    /** A frame found its queue full. */
    public void queueFull(int queue, int flow, long dueNs) {
        if (window.measures(dueNs)) {
            ledger.droppedAtQueue(shape.vmRowOfFlow(flow), queue);
        }
    }

    /** Frames were overtaken within their flow by a frame that was due at {@code dueNs}. */
    public void reordered(long dueNs, int frames) {
        if (frames > 0 && window.measures(dueNs)) {
            ledger.reordered(frames);
        }
    }

    void finish(long endNs) {
        for (LatencyRecorder queue : queues) {
            if (queue != null) {
                queue.finish(endNs);
            }
        }
        if (total != null) {
            total.finish(endNs);
        }
    }

    /** Adds all latencies of this thread. */
    void addTotalTo(LatencyRecorder sum) {
        if (total != null) {
            sum.add(total);
        }
        for (int queue = 0; queue < queues.length; queue++) {
            addQueueTo(queue, sum);
        }
    }

    void addQueueTo(int queue, LatencyRecorder sum) {
        LatencyRecorder recorder = queues[queue];
        if (recorder != null) {
            sum.add(recorder);
        }
    }

    /** Adds a VM's latencies: its own recorder and those of queues that belong to it alone. */
    void addVmTo(int vmRow, LatencyRecorder sum) {
        LatencyRecorder recorder = vms[vmRow];
        if (recorder != null) {
            sum.add(recorder);
        }
        for (int queue = 0; queue < queues.length; queue++) {
            if (shape.belongsToAlone(queue, vmRow)) {
                addQueueTo(queue, sum);
            }
        }
    }

    void addUncorrectedTo(LatencyRecorder sum) {
        if (uncorrected != null) {
            sum.add(uncorrected);
        }
    }
}
