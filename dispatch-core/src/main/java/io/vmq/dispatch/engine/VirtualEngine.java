package io.vmq.dispatch.engine;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.measure.IntervalExchange;
import io.vmq.dispatch.measure.TrialBooks;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.dispatch.measure.TrialShape;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a trial in virtual time: one loop on the calling thread, no clock, the same result for the same plan. Frames are
 * really generated and steered by their bytes.
 */
public final class VirtualEngine {

    private static final int BATCHES_BETWEEN_REPORTS = 1_024;

    private final NanoClock wall;

    /**
     * @param wall
     *            tells only how long a trial takes
     */
    public VirtualEngine(NanoClock wall) {
        this.wall = wall;
    }

    /** Runs the trial to its end, or to the stop signal. */
    public TrialResult run(TrialPlan plan, TrialWatcher watcher, StopSignal stop) {
        long beganNs = wall.nowNs();
        VirtualTrial trial = new VirtualTrial(plan);
        boolean finished = trial.toEnd(watcher, stop);
        trial.cores.drain();
        TrialClosing closing = new TrialClosing(plan, trial.books, trial.intake, !finished);
        return closing.close("virtual", "virtual", wall.nowNs() - beganNs, trial.cores,
                TrialClosing.LiveFacts.NONE);
    }

    /** The state of one virtual trial. */
    private static final class VirtualTrial {

        private final TrialBooks books;
        private final ModelledCores cores;
        private final Intake intake;
        private final @Nullable IntervalExchange intervals;
        private final long lastNs;
        private long nowNs;

        VirtualTrial(TrialPlan plan) {
            TrialShape shape = plan.shape();
            lastNs = plan.window().toNs() - 1;
            intervals = plan.newIntervals(TrialBooks.seriesCount(shape, 1));
            books = new TrialBooks(shape, false, !plan.capacityRun(), intervals);
            cores = new ModelledCores(plan, shape,
                    books.openMeter(IntStream.range(0, shape.queueCount()).toArray()));
            // A policy that looks at queue depths must find the frame before it in its queue: one frame a batch. It sees them
            // as they are when the frame is due, also where a stalled or blocked source holds the frame back.
            int batchFrames = plan.isStateful() ? 1 : FrameBatch.DEFAULT_CAPACITY;
            intake = new Intake(plan, shape, books.openLedger(), queue -> cores.depth(queue, nowNs),
                    FrameBatch.of(plan.source(), batchFrames));
        }

        /** Returns false if it was stopped. No batch reaches over the end of an interval, so each is given away in time. */
        boolean toEnd(TrialWatcher watcher, StopSignal stop) {
            int batches = 0;
            while (intake.nextDueNs() <= lastNs) {
                intake.draw(Math.min(lastNs, endOfInterval(intake.nextDueNs())));
                serveBatch();
                drainIntervals();
                if (++batches % BATCHES_BETWEEN_REPORTS == 0) {
                    watcher.reached(nowNs);
                    if (stop.isRaised()) {
                        return false;
                    }
                }
            }
            return true;
        }

        private long endOfInterval(long dueNs) {
            return intervals == null ? Long.MAX_VALUE : intervals.endOfInterval(dueNs) - 1;
        }

        private void serveBatch() {
            nowNs = intake.lastDueNs();
            intake.steer();
            intake.settle(Intake.ON_TIME);
            int[] queueOf = intake.queues();
            FrameBatch batch = intake.batch();
            for (int i = 0; i < batch.count(); i++) {
                if (queueOf[i] != Intake.NO_QUEUE) {
                    cores.arrive(queueOf[i], batch.flow(i), batch.sequence(i), batch.dueNs(i), 0,
                            batch.lengthBytes(i));
                }
            }
        }

        private void drainIntervals() {
            if (intervals != null) {
                intervals.drain();
            }
        }
    }
}
