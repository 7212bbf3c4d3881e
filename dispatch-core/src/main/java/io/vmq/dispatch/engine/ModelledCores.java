package io.vmq.dispatch.engine;

import io.vmq.dispatch.balance.Assignment;
import io.vmq.dispatch.core.CompletionOrder;
import io.vmq.dispatch.core.CoreModel;
import io.vmq.dispatch.core.QueueModel;
import io.vmq.dispatch.measure.DeliveryMeter;
import io.vmq.dispatch.measure.TrialShape;
import io.vmq.dispatch.measure.Window;
import java.util.Arrays;

/**
 * All modelled cores of a trial and the queues that they serve. Virtual time and the emulated cores of a live run both end
 * here. One thread uses it and offers frames in the order in which they are due.
 */
final class ModelledCores {

    private static final long PS_PER_NS = 1_000;

    private final CoreModel[] cores;
    private final QueueModel[] queues;
    private final int[] coreOfQueue;
    private final CompletionOrder order;
    private final DeliveryMeter meter;
    private final Window window;
    private boolean measuring;

    ModelledCores(TrialPlan plan, TrialShape shape, DeliveryMeter meter) {
        this.meter = meter;
        window = shape.window();
        Assignment assignment = shape.assignment();
        coreOfQueue = new int[shape.queueCount()];
        Arrays.setAll(coreOfQueue, assignment::coreOf);
        queues = new QueueModel[shape.queueCount()];
        Arrays.setAll(queues, queue -> new QueueModel(plan.ringSlots()));
        cores = new CoreModel[shape.cores().size()];
        Arrays.setAll(cores,
                core -> new CoreModel(plan.cost(), window.fromNs() * PS_PER_NS, window.toNs() * PS_PER_NS));
        order = new CompletionOrder(queues, shape.flowCount());
    }

    /** A frame reaches {@code queue} at the moment at which it is due; it was handed over {@code lateNs} later. */
    void arrive(int queue, int flow, long dueNs, int lateNs, int lengthBytes) {
        if (!measuring && window.measures(dueNs)) {
            beginMeasuring();
        }
        long arrivalPs = dueNs * PS_PER_NS;
        int core = coreOfQueue[queue];
        CoreModel model = cores[core];
        long completionPs = model.offer(queues[queue], arrivalPs, lengthBytes);
        if (completionPs == CoreModel.REFUSED) {
            meter.queueFull(queue, flow, dueNs);
            return;
        }
        meter.reordered(dueNs, order.accepted(flow, queue, arrivalPs));
        meter.delivered(queue, core, flow, dueNs, lengthBytes, roundToNs(completionPs - arrivalPs),
                roundToNs(uncorrectedPs(model.lastStartPs(), completionPs, arrivalPs + lateNs * PS_PER_NS)));
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

    /** Frames that wait in {@code queue} at {@code nowNs}. */
    int depth(int queue, long nowNs) {
        return queues[queue].depth(nowNs * PS_PER_NS);
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
