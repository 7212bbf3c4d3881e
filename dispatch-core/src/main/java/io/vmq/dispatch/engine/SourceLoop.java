package io.vmq.dispatch.engine;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.measure.LatencyRecorder;
import io.vmq.dispatch.measure.Window;

/**
 * The source's thread of a live trial: draws the frames that are due, steers them, hands them over, and keeps count of how
 * late it is. It spins; it has a CPU of its own.
 */
final class SourceLoop implements Runnable {

    private final TrialPlan plan;
    private final Intake intake;
    private final HandOver handOver;
    private final LiveState state;
    private final NanoClock clock;
    private final Window window;
    private final LatencyRecorder late = LatencyRecorder.whole("late");
    private long maxGapNs;

    SourceLoop(TrialPlan plan, Intake intake, HandOver handOver, LiveState state, NanoClock clock) {
        this.plan = plan;
        this.intake = intake;
        this.handOver = handOver;
        this.state = state;
        this.clock = clock;
        window = plan.window();
    }

    @Override
    public void run() {
        TrialClock time = new TrialClock(clock, state.awaitBegin(), window.fromNs());
        if (plan.isUnpaced()) {
            offerUnpaced(time);
        } else {
            offerOnSchedule(time);
        }
        maxGapNs = time.maxGapNs();
        state.sourceEnded(state.isAborted());
    }

    private void offerOnSchedule(TrialClock time) {
        long nowNs = time.nowNs();
        long nextDueNs = intake.nextDueNs();
        while (nextDueNs < window.toNs() && !state.isAborted()) {
            if (nextDueNs > nowNs) {
                Thread.onSpinWait();
                nowNs = time.nowNs();
                continue;
            }
            intake.draw(Math.min(nowNs, window.toNs() - 1));
            intake.steer();
            nowNs = time.nowNs();
            int givenUp = intake.settle(nowNs - plan.thresholds().maxLateNs());
            recordLate(intake.batch(), givenUp, nowNs);
            handOver.give(intake.batch(), intake.queues(), nowNs);
            state.reached(nowNs);
            nextDueNs = intake.nextDueNs();
        }
    }

    private void offerUnpaced(TrialClock time) {
        long nowNs = time.nowNs();
        while (nowNs < window.toNs() && !state.isAborted() && intake.nextDueNs() != Source.NEVER) {
            if (nowNs >= 0) {
                intake.drawUnpaced(nowNs);
                intake.steer();
                intake.settle(Long.MIN_VALUE);
                handOver.give(intake.batch(), intake.queues(), nowNs);
                state.reached(nowNs);
            }
            nowNs = time.nowNs();
        }
    }

    private void recordLate(FrameBatch batch, int from, long nowNs) {
        for (int i = from; i < batch.count(); i++) {
            long dueNs = batch.dueNs(i);
            if (window.measures(dueNs)) {
                late.record(dueNs, nowNs - dueNs);
            }
        }
    }

    /** How late frames were handed over; after the loop has ended. */
    LatencyRecorder late() {
        return late;
    }

    long maxGapNs() {
        return maxGapNs;
    }
}
