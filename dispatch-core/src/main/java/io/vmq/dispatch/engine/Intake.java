package io.vmq.dispatch.engine;

import io.vmq.dispatch.fault.OutageWatch;
import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.measure.LatencyRecorder;
import io.vmq.dispatch.measure.Ledger;
import io.vmq.dispatch.measure.SourceDigest;
import io.vmq.dispatch.measure.TrialShape;
import io.vmq.dispatch.measure.Window;
import io.vmq.dispatch.steering.QueueDepths;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The way of a frame from its source to the number of its queue, the same in both engines: drawn, digested, admitted
 * by the port, steered, counted. The thread that drives the source owns it.
 */
final class Intake {

    /** What {@link #queues()} says of a frame that reaches no queue. */
    static final int NO_QUEUE = -1;
    /** The hand-over of virtual time: each frame when it is due, or when its source goes on. */
    static final long ON_TIME = Long.MIN_VALUE;

    private final Source source;
    private final ReceivingPort[] ports;
    private final TrialShape shape;
    private final Window window;
    private final Ledger ledger;
    private final long maxLateNs;
    private final boolean unpaced;
    private final boolean countsQueues;
    private final OutageWatch sourceStalls;
    private final FrameBatch batch;
    private final int[] queueOf;
    /** When the source hands each frame over at the earliest: when it is due, or when it no longer stands still. */
    private final long[] releaseNs;
    private final RefusedFrames refused;
    private final SourceDigest digest = new SourceDigest();
    private final LatencyRecorder wireWait = LatencyRecorder.whole("wire-wait");
    private final LatencyRecorder late = LatencyRecorder.whole("late");
    private long lastDueNs;
    /** Whether the source holds back some frame of the batch beyond its due time. */
    private boolean holdsBack;
    private long unsentInWarmUp;

    /**
     * @param depths
     *            how full the queues are, for modes that ask
     * @param batch
     *            what the frames come in
     */
    Intake(TrialPlan plan, TrialShape shape, Ledger ledger, QueueDepths depths, FrameBatch batch) {
        int batchFrames = batch.capacity();
        source = plan.source();
        ports = new ReceivingPort[plan.ports().count()];
        Arrays.setAll(ports, port -> new ReceivingPort(plan, port, depths));
        this.shape = shape;
        this.ledger = ledger;
        window = shape.window();
        maxLateNs = plan.thresholds().maxLateNs();
        unpaced = plan.isUnpaced();
        countsQueues = !plan.steersBeyondQueues();
        sourceStalls = plan.faults().source().watch();
        this.batch = batch;
        queueOf = new int[batchFrames];
        releaseNs = new long[batchFrames];
        refused = new RefusedFrames(batchFrames);
    }

    /** Draws the next frames that are due by {@code untilNs}, at most to the end of a phase; returns how many. */
    int draw(long untilNs) {
        return draw(source.nextDueNs(), untilNs);
    }

    /** Takes frames of the window that have arrived, at most to the end of a phase; returns how many. */
    int drawArrived() {
        int count = draw(lastDueNs, window.toNs() - 1);
        long nextNs = source.nextDueNs();
        return count == 0 && nextNs < window.toNs() ? draw(nextNs, window.toNs() - 1) : count;
    }

    private int draw(long phaseOfNs, long untilNs) {
        int count = source.fill(batch, Math.min(untilNs, endOfPhasesNs(phaseOfNs) - 1));
        if (count > 0) {
            digest.take(batch);
            lastDueNs = Math.max(lastDueNs, batch.dueNs(count - 1));
        }
        return count;
    }

    /** Every port goes to the phase in which {@code nowNs} lies; returns when the first of these phases ends. */
    private long endOfPhasesNs(long nowNs) {
        long endNs = Long.MAX_VALUE;
        for (ReceivingPort port : ports) {
            port.moveTo(nowNs);
            endNs = Math.min(endNs, port.endNs());
        }
        return endNs;
    }

    /**
     * Counts frames that came off the wire within the window and that nobody here saw: whose they were and how long is not known, so they
     * stand with the host, and with the shortest frames.
     */
    void countLost(long frames) {
        ledger.lostBeforeQueue(ledger.hostRow(), EthernetLayout.MIN_FRAME_BYTES, DropReason.NIC_FULL, frames);
    }

    /** Draws a full batch and calls it due now: without a rate there is no schedule. */
    void drawUnpaced(long nowNs) {
        if (draw(Source.NEVER - 1) > 0) {
            batch.dueNow(nowNs);
            lastDueNs = nowNs;
        }
    }

    /** Takes what a port refuses out of the batch, and steers the rest by its bytes. */
    void steer() {
        ReceivingPort port = ports[batch.port()];
        admit(port);
        port.steer(batch, queueOf);
    }

    /**
     * Counts the frames that are handed over now. Those that are too late by then are given up: never handed over, they are
     * never generated, and have no queue.
     *
     * @param nowNs
     *            the moment of the hand-over, ns since the trial began, or {@link #ON_TIME}
     */
    void settle(long nowNs) {
        for (int i = 0; i < refused.count(); i++) {
            settleRefused(i, nowNs);
        }
        if (nowNs == ON_TIME && !holdsBack) {
            countOnTime();
        } else {
            countUnlessLate(nowNs);
        }
    }

    private void countOnTime() {
        for (int i = 0; i < batch.count(); i++) {
            if (window.measures(batch.dueNs(i))) {
                count(i, 0);
            }
        }
    }

    private void countUnlessLate(long nowNs) {
        for (int i = 0; i < batch.count(); i++) {
            long lateNs = Math.max(nowNs, releaseNs[i]) - batch.dueNs(i);
            if (lateNs > maxLateNs) {
                queueOf[i] = NO_QUEUE;
                countUnsent(batch.dueNs(i));
            } else if (window.measures(batch.dueNs(i))) {
                count(i, lateNs);
            }
        }
    }

    private void count(int i, long lateNs) {
        int vm = shape.vmRowOfFlow(batch.flow(i));
        countGenerated(vm, batch.dueNs(i), batch.wireWaitNs(i), batch.lengthBytes(i));
        if (!unpaced) {
            late.record(batch.dueNs(i), lateNs);
        }
        if (queueOf[i] == NO_QUEUE) {
            ledger.droppedBeforeQueue(vm, batch.lengthBytes(i), DropReason.NO_QUEUE);
        } else if (countsQueues) {
            ledger.received(queueOf[i]);
        }
    }

    private void countGenerated(int vm, long dueNs, long wireWaitNs, int lengthBytes) {
        ledger.generated(vm, lengthBytes);
        wireWait.record(dueNs, wireWaitNs);
    }

    private void countUnsent(long dueNs) {
        if (window.measures(dueNs)) {
            ledger.unsent();
        } else {
            unsentInWarmUp++;
        }
    }

    private void settleRefused(int i, long nowNs) {
        long dueNs = refused.dueNs(i);
        if (Math.max(nowNs, refused.releaseNs(i)) - dueNs > maxLateNs) {
            countUnsent(dueNs);
        } else if (window.measures(dueNs)) {
            int vm = shape.vmRowOfFlow(refused.flow(i));
            countGenerated(vm, dueNs, refused.wireWaitNs(i), refused.lengthBytes(i));
            ledger.droppedBeforeQueue(vm, refused.lengthBytes(i), refused.reason(i));
        }
    }

    private void admit(ReceivingPort port) {
        refused.clear();
        holdsBack = false;
        int kept = 0;
        for (int i = 0; i < batch.count(); i++) {
            long release = sourceStalls.releaseNs(batch.dueNs(i));
            holdsBack |= release != batch.dueNs(i);
            DropReason refusal = refusalOf(port, i);
            if (refusal != null) {
                refused.add(batch, i, refusal, release);
                continue;
            }
            if (kept < i) {
                batch.move(i, kept);
            }
            releaseNs[kept++] = release;
        }
        batch.truncate(kept);
    }

    private @Nullable DropReason refusalOf(ReceivingPort port, int i) {
        if (batch.lostBecause() != null) {
            return batch.lostBecause();
        }
        if (port.isDown(batch.dueNs(i))) {
            return DropReason.LINK_DOWN;
        }
        return DropReason.atPort(batch.isEthernet(i), batch.storedBytes(i), batch.lengthBytes(i));
    }

    /**
     * For each frame of the batch its queue, or its table entry or route where the plan steers to such, or {@link #NO_QUEUE}; after
     * {@link #settle}.
     */
    int[] queues() {
        return queueOf;
    }

    FrameBatch batch() {
        return batch;
    }

    /** When the source's next frame is due. */
    long nextDueNs() {
        return source.nextDueNs();
    }

    /** Due time of the last frame drawn. */
    long lastDueNs() {
        return lastDueNs;
    }

    /** Frames given up as too late before the measured window; no book has them. */
    long unsentInWarmUp() {
        return unsentInWarmUp;
    }

    long digest() {
        return digest.value();
    }

    LatencyRecorder wireWait() {
        return wireWait;
    }

    /** How long after due frames were handed over; nothing if they went by no schedule. */
    LatencyRecorder late() {
        return late;
    }
}
