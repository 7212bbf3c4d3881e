package io.vmq.dispatch.engine;

import io.vmq.dispatch.fault.OutageWatch;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.measure.Window;

/**
 * The source's thread of a live trial: draws the frames that are due, steers them, hands them over, and keeps count of how
 * late it is. It spins; it has a CPU of its own.
 */
final class SourceLoop implements OfferingLoop {

    private final TrialPlan plan;
    private final Intake intake;
    private final HandOver handOver;
    private final LiveState state;
    private final NanoClock clock;
    private final Window window;
    private final OutageWatch stalls;
    private long maxGapNs;

    SourceLoop(TrialPlan plan, Intake intake, HandOver handOver, LiveState state, NanoClock clock) {
        this.plan = plan;
        this.intake = intake;
        this.handOver = handOver;
        this.state = state;
        this.clock = clock;
        window = plan.window();
        stalls = plan.faults().source().watch();
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
            if (nextDueNs > nowNs || stalls.isOut(Math.max(0, nowNs))) {
                Thread.onSpinWait();
                nowNs = time.nowNs();
                continue;
            }
            intake.draw(Math.min(nowNs, window.toNs() - 1));
            intake.steer();
            nowNs = time.nowNs();
            intake.settle(nowNs);
            handOver.give(intake.batch(), intake.queues(), nowNs, time);
            state.reached(nowNs);
            nextDueNs = intake.nextDueNs();
        }
    }

    private void offerUnpaced(TrialClock time) {
        long nowNs = time.nowNs();
        while (nowNs < window.toNs() && !state.isAborted() && intake.nextDueNs() != Source.NEVER) {
            if (nowNs >= 0 && !stalls.isOut(nowNs)) {
                intake.drawUnpaced(nowNs);
                intake.steer();
                intake.settle(nowNs);
                handOver.give(intake.batch(), intake.queues(), nowNs, time);
                state.reached(nowNs);
            }
            nowNs = time.nowNs();
        }
    }

    @Override
    public long maxGapNs() {
        return maxGapNs;
    }
}
