package io.vmq.dispatch.engine;

import io.vmq.dispatch.balance.Assignment;
import io.vmq.dispatch.core.CoreModel;
import io.vmq.dispatch.core.QueueModel;
import io.vmq.dispatch.fault.OutageWatch;
import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.host.Ports;
import io.vmq.dispatch.measure.DeliveryMeter;
import io.vmq.dispatch.measure.QueueMove;
import io.vmq.dispatch.measure.TrialShape;
import io.vmq.dispatch.measure.Window;
import io.vmq.dispatch.ring.WhenFull;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Modelled cores that hand frames on (vRSS): what becomes of a frame that comes off the wire, and what is reported. What happens
 * then, in time, is {@link CoresInStep}'s. One thread uses it.
 */
final class SpreadCores extends ModelCores {

    private static final long PS_PER_NS = 1_000;

    private final SpreadRoutes routes;
    private final CoresInStep cores;
    /** Receive queues. */
    private final QueueModel[] queues;
    private final Assignment assignment;
    private final Ports ports;
    private final ModelBooks books;
    private final Window window;
    private final WhenFull whenFull;
    private final long maxLatePs;
    private final OutageWatch sourceStalls;
    private boolean measuring;
    /** A source that was blocked hands over nothing before this moment. */
    private long blockedUntilPs;

    SpreadCores(TrialPlan plan, Spreading spreading, TrialShape shape, DeliveryMeter meter) {
        ServicePlan service = plan.service();
        assignment = shape.assignment();
        ports = shape.ports();
        routes = new SpreadRoutes(spreading, ports, assignment);
        books = new ModelBooks(shape, meter, service.cost(), false, _ -> {});
        window = shape.window();
        whenFull = service.whenFull();
        maxLatePs = plan.thresholds().maxLateNs() * PS_PER_NS;
        sourceStalls = plan.faults().source().watch();
        cores = new CoresInStep(plan, spreading, routes, books);
        queues = Arrays.copyOf(cores.queues(), shape.queueCount());
    }

    @Override
    void arrive(int route, int flow, int sequence, long dueNs, int lateNs, int lengthBytes) {
        if (!measuring && window.measures(dueNs)) {
            measuring = true;
            Arrays.stream(queues).forEach(QueueModel::beginMeasuring);
        }
        int queue = routes.queueOf(route);
        books.received(queue, dueNs);
        long arrivalPs = Math.max(sourceStalls.releaseNs(dueNs) * PS_PER_NS, blockedUntilPs);
        cores.advance(arrivalPs);
        if (queues[queue].isFull()) {
            arriveAtFull(route, flow, sequence, dueNs, lateNs, lengthBytes, arrivalPs);
        } else {
            accept(route, flow, sequence, dueNs, lateNs, lengthBytes, arrivalPs);
        }
    }

    private void accept(int route, int flow, int sequence, long dueNs, int lateNs, int lengthBytes, long nowPs) {
        int left = books.changedRoute(flow, route, sequence);
        if (left >= 0) {
            noteInService(left, flow, nowPs);
        }
        if (books.isLarge()) {
            books.settle(nowPs);
        }
        cores.accept(route, flow, sequence, dueNs, lateNs, lengthBytes, nowPs);
    }

    /** A frame in its last service on the route that its flow left: one that hops will be noted when that service starts. */
    private void noteInService(int left, int flow, long nowPs) {
        CoreModel core = cores.core(routes.lastCore(left));
        if (core.servesUntilPs(routes.lastQueue(left)) > nowPs) {
            books.noteInService(core, flow, nowPs);
        }
    }

    private void arriveAtFull(int route, int flow, int sequence, long dueNs, int lateNs, int lengthBytes,
            long nowPs) {
        int queue = routes.queueOf(route);
        switch (whenFull) {
            case DROP_TAIL -> books.dropped(queue, flow, dueNs, lengthBytes, DropReason.QUEUE_FULL);
            case DROP_HEAD -> {
                dropOldest(queue);
                accept(route, flow, sequence, dueNs, lateNs, lengthBytes, nowPs);
            }
            case OVERFLOW_DEFAULT -> overflow(queue, flow, sequence, dueNs, lateNs, lengthBytes, nowPs);
            case BLOCK_SOURCE -> block(route, flow, sequence, dueNs, lateNs, lengthBytes, nowPs);
        }
    }

    private void dropOldest(int queue) {
        QueueModel model = queues[queue];
        int slot = cores.dropOldest(queue);
        books.dropped(queue, model.flow(slot), model.dueNs(slot), model.lengthBytes(slot), DropReason.HEAD_DROPPED);
    }

    private void overflow(int queue, int flow, int sequence, long dueNs, int lateNs, int lengthBytes, long nowPs) {
        int defaultQueue = ports.defaultQueueOf(queue);
        if (queue == defaultQueue || queues[defaultQueue].isFull()) {
            books.dropped(queue, flow, dueNs, lengthBytes, DropReason.QUEUE_FULL);
        } else {
            books.overflowed(queue, defaultQueue, dueNs);
            accept(defaultQueue, flow, sequence, dueNs, lateNs, lengthBytes, nowPs);
        }
    }

    private void block(int route, int flow, int sequence, long dueNs, int lateNs, int lengthBytes, long nowPs) {
        int queue = routes.queueOf(route);
        long deadlinePs = Math.max(nowPs, dueNs * PS_PER_NS + maxLatePs);
        long roomPs = nowPs;
        while (queues[queue].isFull() && roomPs <= deadlinePs) {
            roomPs = Math.max(roomPs, cores.step(deadlinePs));
        }
        if (roomPs > deadlinePs) {
            blockedUntilPs = deadlinePs;
            books.withdrawn(queue, flow, dueNs, lengthBytes);
        } else {
            blockedUntilPs = roomPs;
            cores.advance(roomPs);
            accept(route, flow, sequence, dueNs, lateNs, lengthBytes, roomPs);
        }
    }

    @Override
    void drain() {
        cores.advance(CoreModel.NEVER);
        books.close();
    }

    @Override
    int depth(int queue, long nowNs) {
        cores.advance(nowNs * PS_PER_NS);
        return queues[queue].depth();
    }

    @Override
    public int[] coreOfQueue() {
        return IntStream.range(0, ports.queueCount()).map(assignment::coreOf).toArray();
    }

    @Override
    public List<QueueMove> moves() {
        return List.of();
    }

    @Override
    public int[] highWater() {
        return Arrays.stream(queues).mapToInt(QueueModel::highWater).toArray();
    }

    @Override
    public long lastCompletionNs() {
        return Math.ceilDiv(cores.all().mapToLong(CoreModel::freeAtPs).max().orElse(0), PS_PER_NS);
    }

    @Override
    public double[] busy(long durationNs) {
        return cores.all().mapToDouble(core -> (double) core.busyPs() / PS_PER_NS / durationNs).toArray();
    }
}
