package io.vmq.dispatch.engine;

import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.measure.LatencyRecorder;
import io.vmq.dispatch.measure.Ledger;
import io.vmq.dispatch.measure.SourceDigest;
import io.vmq.dispatch.measure.TrialShape;
import io.vmq.dispatch.measure.Window;
import io.vmq.dispatch.steering.Steering;

/**
 * The way of a frame from its source to the number of its queue, the same in both engines: drawn, digested, admitted
 * by the port, steered, counted. The thread that drives the source owns it.
 */
final class Intake {

    /** What {@link #queues()} says of a frame that reaches no queue. */
    static final int NO_QUEUE = -1;

    private final Source source;
    private final Steering steering;
    private final TrialShape shape;
    private final Window window;
    private final Ledger ledger;
    private final FrameBatch batch;
    private final int[] queueOf;
    private final RefusedFrames refused;
    private final SourceDigest digest = new SourceDigest();
    private final LatencyRecorder wireWait = LatencyRecorder.whole("wire-wait");
    private long lastDueNs;

    Intake(Source source, Steering steering, TrialShape shape, Ledger ledger, int batchFrames) {
        this.source = source;
        this.steering = steering;
        this.shape = shape;
        this.ledger = ledger;
        window = shape.window();
        batch = new FrameBatch(batchFrames);
        queueOf = new int[batchFrames];
        refused = new RefusedFrames(batchFrames);
    }

    /** Draws the next frames that are due by {@code untilNs}; returns how many. */
    int draw(long untilNs) {
        int count = source.fill(batch, untilNs);
        if (count > 0) {
            digest.take(batch);
            lastDueNs = batch.dueNs(count - 1);
        }
        return count;
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
        admit();
        steering.steer(batch, queueOf);
    }

    /**
     * Counts the frames that are handed over now. Those that were due before {@code limitNs} are given up: too late to be handed
     * over, they are never generated.
     *
     * @return how many were given up; they stand first in the batch and have no queue
     */
    int settle(long limitNs) {
        settleRefused(limitNs);
        int late = 0;
        while (late < batch.count() && batch.dueNs(late) < limitNs) {
            queueOf[late] = NO_QUEUE;
            if (window.measures(batch.dueNs(late))) {
                ledger.unsent();
            }
            late++;
        }
        for (int i = late; i < batch.count(); i++) {
            if (queueOf[i] < 0 || queueOf[i] >= shape.queueCount()) {
                queueOf[i] = NO_QUEUE;
            }
            if (window.measures(batch.dueNs(i))) {
                count(i);
            }
        }
        return late;
    }

    private void count(int i) {
        int vm = shape.vmRowOfFlow(batch.flow(i));
        countGenerated(vm, batch.dueNs(i), batch.wireWaitNs(i));
        if (queueOf[i] == NO_QUEUE) {
            ledger.droppedBeforeQueue(vm, DropReason.NO_QUEUE);
        } else {
            ledger.received(queueOf[i]);
        }
    }

    private void countGenerated(int vm, long dueNs, long wireWaitNs) {
        ledger.generated(vm);
        wireWait.record(dueNs, wireWaitNs);
    }

    private void settleRefused(long limitNs) {
        for (int i = 0; i < refused.count(); i++) {
            long dueNs = refused.dueNs(i);
            if (!window.measures(dueNs)) {
                continue;
            }
            if (dueNs < limitNs) {
                ledger.unsent();
            } else {
                int vm = shape.vmRowOfFlow(refused.flow(i));
                countGenerated(vm, dueNs, refused.wireWaitNs(i));
                ledger.droppedBeforeQueue(vm, refused.reason(i));
            }
        }
    }

    private void admit() {
        refused.clear();
        int kept = 0;
        for (int i = 0; i < batch.count(); i++) {
            DropReason refusal = DropReason.atPort(batch.isEthernet(i), batch.storedBytes(i), batch.lengthBytes(i));
            if (refusal != null) {
                refused.add(batch, i, refusal);
                continue;
            }
            if (kept < i) {
                batch.move(i, kept);
            }
            kept++;
        }
        batch.truncate(kept);
    }

    /** For each frame of the batch its queue, or {@link #NO_QUEUE}; after {@link #settle}. */
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

    long digest() {
        return digest.value();
    }

    LatencyRecorder wireWait() {
        return wireWait;
    }
}
