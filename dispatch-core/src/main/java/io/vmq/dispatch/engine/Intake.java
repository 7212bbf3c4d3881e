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
 * The way of a frame from its source to the number of its queue, the same in both engines: drawn, digested, counted, admitted
 * by the port, steered. The thread that drives the source owns it.
 */
final class Intake {

    /** What {@link #steer()} says of a frame that reaches no queue. */
    static final int NO_QUEUE = -1;

    private final Source source;
    private final Steering steering;
    private final TrialShape shape;
    private final Window window;
    private final Ledger ledger;
    private final FrameBatch batch;
    private final int[] queueOf;
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

    /** Gives up the frames that were due before {@code limitNs}: too late to be handed over, they are never generated. */
    void giveUpDueBefore(long limitNs) {
        int late = 0;
        while (late < batch.count() && batch.dueNs(late) < limitNs) {
            if (window.measures(batch.dueNs(late))) {
                ledger.unsent();
            }
            late++;
        }
        if (late > 0) {
            batch.dropFirst(late);
        }
    }

    /**
     * Admits and steers the batch.
     *
     * @return for each frame left in {@link #batch()} its queue, or {@link #NO_QUEUE}
     */
    int[] steer() {
        admit();
        steering.steer(batch, queueOf);
        for (int i = 0; i < batch.count(); i++) {
            if (queueOf[i] < 0 || queueOf[i] >= shape.queueCount()) {
                queueOf[i] = NO_QUEUE;
            }
            if (window.measures(batch.dueNs(i))) {
                countSteered(i);
            }
        }
        return queueOf;
    }

    private void countSteered(int i) {
        if (queueOf[i] == NO_QUEUE) {
            ledger.droppedBeforeQueue(shape.vmRowOfFlow(batch.flow(i)), DropReason.NO_QUEUE);
        } else {
            ledger.received(queueOf[i]);
        }
    }

    /** Counts every frame, and takes those out of the batch that a port refuses. */
    private void admit() {
        int kept = 0;
        for (int i = 0; i < batch.count(); i++) {
            DropReason refusal = DropReason.atPort(batch.isEthernet(i), batch.storedBytes(i), batch.lengthBytes(i));
            if (window.measures(batch.dueNs(i))) {
                int vm = shape.vmRowOfFlow(batch.flow(i));
                ledger.generated(vm);
                wireWait.record(batch.dueNs(i), batch.wireWaitNs(i));
                if (refusal != null) {
                    ledger.droppedBeforeQueue(vm, refusal);
                }
            }
            if (refusal == null) {
                if (kept < i) {
                    batch.move(i, kept);
                }
                kept++;
            }
        }
        batch.truncate(kept);
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
