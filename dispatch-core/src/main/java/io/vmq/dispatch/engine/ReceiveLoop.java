package io.vmq.dispatch.engine;

import io.vmq.dispatch.frame.ArrivingSource;
import io.vmq.dispatch.host.NicTimeline;
import io.vmq.dispatch.measure.Window;
import java.util.List;

/**
 * The source's thread of a live trial whose frames arrive at a real NIC: takes what is there, steers it unless the NIC did,
 * and hands it over. It sleeps while nothing is there, so that who sends has the CPU.
 *
 * <p>
 * It ends when no frame of the window can come any more, or the NIC has failed and what it gave is handed over.
 */
final class ReceiveLoop implements OfferingLoop {

    private static final int WAIT_MS = 1;

    private final ArrivingSource source;
    private final Intake intake;
    private final HandOver handOver;
    private final LiveState state;
    private final NanoClock clock;
    private final Window window;
    private final boolean inOrder;
    private final List<NicTimeline.Phase> phases;
    private int phase;
    /** What was lost before the measured time; no book has it. */
    private long lostInWarmUp;
    private boolean measuring;
    private long maxGapNs;

    /**
     * @param inOrder
     *            whether those who serve need the frames in the order in which they are due
     */
    ReceiveLoop(TrialPlan plan, ArrivingSource source, Intake intake, HandOver handOver, LiveState state,
            NanoClock clock, boolean inOrder) {
        this.source = source;
        this.intake = intake;
        this.handOver = handOver;
        this.state = state;
        this.clock = clock;
        this.inOrder = inOrder;
        window = plan.window();
        phases = plan.ports().nic(0).phases();
    }

    @Override
    public void run() {
        long originNs = state.awaitBegin();
        TrialClock time = new TrialClock(clock, originNs, window.fromNs());
        source.begin(originNs, inOrder);
        // What is not there when looked for after this moment does not come within the window.
        long lastLookNs = window.toNs() + source.mostDelayNs();
        long nowNs = time.nowNs();
        while (!state.isAborted()) {
            enterPhases(nowNs);
            if (intake.drawArrived() > 0) {
                intake.steer();
                nowNs = time.nowNs();
                intake.settle(nowNs);
                handOver.give(intake.batch(), intake.queues(), nowNs, time);
                state.reached(nowNs);
            } else if (source.failure() != null || nowNs >= lastLookNs) {
                break;
            } else {
                source.await(WAIT_MS);
                nowNs = time.nowNs();
            }
        }
        intake.countLost(measuring ? source.lostFrames() - lostInWarmUp : 0);
        maxGapNs = time.maxGapNs();
        state.sourceEnded(state.isAborted() || source.failure() != null);
    }

    /** What lies in the NIC's queues when a phase begins stays there. */
    private void enterPhases(long nowNs) {
        while (phase + 1 < phases.size() && phases.get(phase + 1).fromNs() <= nowNs) {
            source.enterPhase(++phase, nowNs);
        }
        if (!measuring && nowNs >= window.fromNs()) {
            measuring = true;
            lostInWarmUp = source.lostFrames();
        }
    }

    @Override
    public long maxGapNs() {
        return maxGapNs;
    }
}
