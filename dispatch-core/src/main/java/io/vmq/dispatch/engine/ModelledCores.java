package io.vmq.dispatch.engine;

import io.vmq.dispatch.balance.Assignment;
import io.vmq.dispatch.balance.Balancing;
import io.vmq.dispatch.balance.TableBalancing;
import io.vmq.dispatch.core.CoreModel;
import io.vmq.dispatch.core.QueueModel;
import io.vmq.dispatch.core.ServiceObserver;
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
import org.jspecify.annotations.Nullable;

/**
 * All modelled cores of a trial and the queues that they serve. Virtual time and the emulated cores of a live run both end
 * here. One thread uses it and offers frames in the order in which they are due.
 *
 * <p>
 * A core is advanced only when it is touched: when a frame arrives for it, when all are asked how far they are, and at least
 * once a second of the trial, so that intervals are given away in time.
 */
final class ModelledCores implements ServedCores {

    private static final long PS_PER_NS = 1_000;
    private static final long TOUCH_ALL_PS = 1_000_000_000 * PS_PER_NS;

    private final CoreModel[] cores;
    private final QueueModel[] queues;
    /** The core that serves each queue. */
    private final CoreModel[] serving;
    private final @Nullable ModelMoves moves;
    /** The moves, where entries of a table move. */
    private final @Nullable TableMoves table;
    private final Assignment assignment;
    private final Ports ports;
    private final ModelBooks books;
    private final Window window;
    private final WhenFull whenFull;
    private final long maxLatePs;
    private final OutageWatch sourceStalls;
    private boolean measuring;
    private long touchAllPs;
    /** When {@link #wake} has something to do again. */
    private long wakePs;
    /** A source that was blocked hands over nothing before this moment. */
    private long blockedUntilPs;

    ModelledCores(TrialPlan plan, TrialShape shape, DeliveryMeter meter) {
        Balancing balancing = plan.service().balancing();
        TableBalancing ofTable = plan.service().table();
        MoveToll toll = ofTable == null ? null : new MoveToll(shape.flowCount(), plan.steeredCount(0));
        books = new ModelBooks(shape, meter, plan.service().cost(), balancing != null,
                toll == null ? flow -> {} : toll);
        EntryTrail trail = ofTable == null ? null
                : new EntryTrail(plan.steeredCount(0), shape.queueCount(), plan.service().ringSlots(), books);
        window = shape.window();
        whenFull = plan.service().whenFull();
        maxLatePs = plan.thresholds().maxLateNs() * PS_PER_NS;
        sourceStalls = plan.faults().source().watch();
        queues = new QueueModel[shape.queueCount()];
        Arrays.setAll(queues, queue -> new QueueModel(queue, plan.service().ringSlots()));
        cores = new CoreModel[shape.cores().size()];
        Arrays.setAll(cores, core -> newCore(core, plan, shape, trail == null ? books : trail));
        assignment = shape.assignment();
        ports = shape.ports();
        int[] coreOfQueue = IntStream.range(0, queues.length).map(assignment::coreOf).toArray();
        serving = Arrays.stream(coreOfQueue).mapToObj(core -> cores[core]).toArray(CoreModel[]::new);
        table = ofTable == null || trail == null || toll == null ? null
                : new TableMoves(plan, ofTable, cores, queues, serving, coreOfQueue, books, trail, toll);
        moves = balancing == null ? table
                : new QueueMoves(balancing, cores, queues, serving, coreOfQueue, books::takeDemandPs);
        touchAllPs = window.fromNs() * PS_PER_NS + TOUCH_ALL_PS;
        wakePs = nextWakePs();
    }

    private CoreModel newCore(int core, TrialPlan plan, TrialShape shape, ServiceObserver observer) {
        QueueModel[] served = Arrays.stream(shape.assignment().queuesOf(core)).mapToObj(queue -> queues[queue])
                .toArray(QueueModel[]::new);
        return new CoreModel(core, served, plan.service().cost(), plan.service().moderation(),
                plan.faults().ofCore(core),
                window.fromNs() * PS_PER_NS, window.toNs() * PS_PER_NS, observer);
    }

    /**
     * A frame that was due at {@code dueNs} is for a queue. It reaches it then, unless its source stood still or was blocked;
     * the source's thread handed it over {@code lateNs} later.
     *
     * @param steered
     *            number of the queue; of the table entry where the plan steers to entries
     */
    void arrive(int steered, int flow, int sequence, long dueNs, int lateNs, int lengthBytes) {
        long arrivalPs = Math.max(sourceStalls.releaseNs(dueNs) * PS_PER_NS, blockedUntilPs);
        if (arrivalPs >= wakePs) {
            wake(arrivalPs, dueNs);
        }
        int queue = table == null ? steered : table.receive(steered, flow, dueNs, lengthBytes);
        serving[queue].advance(arrivalPs);
        if (queues[queue].isFull()) {
            arriveAtFull(queue, flow, sequence, dueNs, lateNs, lengthBytes, arrivalPs);
        } else {
            accept(queue, flow, sequence, dueNs, lateNs, lengthBytes, arrivalPs);
        }
    }

    /** The window begins, queues or entries move, or it is time to touch all cores. */
    private void wake(long nowPs, long dueNs) {
        if (!measuring && window.measures(dueNs)) {
            beginMeasuring();
        }
        if (moves != null) {
            moves.run(nowPs);
        }
        if (nowPs >= touchAllPs) {
            advanceAll(nowPs);
            touchAllPs += TOUCH_ALL_PS * (1 + (nowPs - touchAllPs) / TOUCH_ALL_PS);
        }
        wakePs = nextWakePs();
    }

    private long nextWakePs() {
        long nextPs = measuring ? touchAllPs : Math.min(touchAllPs, window.fromNs() * PS_PER_NS);
        return moves == null ? nextPs : Math.min(nextPs, moves.nextPs());
    }

    private void accept(int queue, int flow, int sequence, long dueNs, int lateNs, int lengthBytes, long arrivalPs) {
        if (table != null && table.holdsBack(queue, flow, sequence, dueNs, lateNs, lengthBytes)) {
            return;
        }
        books.accepted(queue, flow, sequence, serving, arrivalPs);
        if (books.isLarge()) {
            advanceAll(arrivalPs);
            books.settle(arrivalPs);
        }
        serving[queue].accept(queues[queue], arrivalPs, dueNs, lateNs, lengthBytes, flow, sequence);
    }

    private void arriveAtFull(int queue, int flow, int sequence, long dueNs, int lateNs, int lengthBytes,
            long arrivalPs) {
        switch (whenFull) {
            case DROP_TAIL -> books.dropped(queue, flow, dueNs, lengthBytes, DropReason.QUEUE_FULL);
            case DROP_HEAD -> {
                if (queues[queue].depth() == 0) {
                    // All slots are taken by frames that are held back.
                    books.dropped(queue, flow, dueNs, lengthBytes, DropReason.QUEUE_FULL);
                } else {
                    dropOldest(queue, arrivalPs);
                    accept(queue, flow, sequence, dueNs, lateNs, lengthBytes, arrivalPs);
                }
            }
            case OVERFLOW_DEFAULT -> overflow(queue, flow, sequence, dueNs, lateNs, lengthBytes, arrivalPs);
            case BLOCK_SOURCE -> block(queue, flow, sequence, dueNs, lateNs, lengthBytes, arrivalPs);
        }
    }

    private void dropOldest(int queue, long nowPs) {
        QueueModel model = queues[queue];
        if (table != null) {
            table.dropped(queue, nowPs);
        }
        int slot = serving[queue].dropOldest(model);
        books.dropped(queue, model.flow(slot), model.dueNs(slot), model.lengthBytes(slot), DropReason.HEAD_DROPPED);
    }

    private void overflow(int queue, int flow, int sequence, long dueNs, int lateNs, int lengthBytes,
            long arrivalPs) {
        int defaultQueue = ports.defaultQueueOf(queue);
        serving[defaultQueue].advance(arrivalPs);
        if (queue == defaultQueue || queues[defaultQueue].isFull()) {
            books.dropped(queue, flow, dueNs, lengthBytes, DropReason.QUEUE_FULL);
        } else {
            books.overflowed(queue, defaultQueue, dueNs);
            accept(defaultQueue, flow, sequence, dueNs, lateNs, lengthBytes, arrivalPs);
        }
    }

    private void block(int queue, int flow, int sequence, long dueNs, int lateNs, int lengthBytes, long arrivalPs) {
        long deadlinePs = Math.max(arrivalPs, dueNs * PS_PER_NS + maxLatePs);
        long roomPs = serving[queue].advanceUntilRoom(queues[queue], arrivalPs, deadlinePs);
        if (roomPs == CoreModel.NOT_YET) {
            blockedUntilPs = deadlinePs;
            books.withdrawn(queue, flow, dueNs, lengthBytes);
        } else {
            blockedUntilPs = roomPs;
            accept(queue, flow, sequence, dueNs, lateNs, lengthBytes, roomPs);
        }
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
        if (moves != null) {
            moves.finish();
        }
        advanceAll(Long.MAX_VALUE);
        books.close();
    }

    /** Frames that wait in {@code queue} at {@code nowNs}. */
    int depth(int queue, long nowNs) {
        serving[queue].advance(nowNs * PS_PER_NS);
        return queues[queue].depth();
    }

    @Override
    public int[] coreOfQueue() {
        return moves == null ? IntStream.range(0, queues.length).map(assignment::coreOf).toArray()
                : moves.coreOfQueue();
    }

    @Override
    public List<QueueMove> moves() {
        return moves == null ? List.of() : moves.done();
    }

    @Override
    public int[] highWater() {
        return Arrays.stream(queues).mapToInt(QueueModel::highWater).toArray();
    }

    @Override
    public long lastCompletionNs() {
        long lastPs = Arrays.stream(cores).mapToLong(CoreModel::freeAtPs).max().orElse(0);
        return Math.ceilDiv(lastPs, PS_PER_NS);
    }

    @Override
    public double[] busy(long durationNs) {
        return Arrays.stream(cores).mapToDouble(core -> (double) core.busyPs() / PS_PER_NS / durationNs).toArray();
    }
}
