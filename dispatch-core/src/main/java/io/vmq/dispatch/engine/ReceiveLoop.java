package io.vmq.dispatch.engine;

import io.vmq.dispatch.frame.ArrivingSource;
import io.vmq.dispatch.host.NicTimeline;
import io.vmq.dispatch.measure.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The source's thread of a live trial whose frames arrive at a real NIC: takes what is there, steers it unless the NIC did,
 * and hands it over. It sleeps while nothing is there, so that who sends has the CPU.
 *
 * <p>
 * It ends when no frame of the window can come any more, or the NIC has failed and what it gave is handed over.
 */
final class ReceiveLoop implements OfferingLoop {

    private static final int WAIT_MS = 1;
    private static final long NOT_READ = -1;

    private final ArrivingSource source;
    private final Intake intake;
    private final HandOver handOver;
    private final LiveState state;
    private final NanoClock clock;
    private final Window window;
    private final boolean inOrder;
    private final List<NicTimeline.Phase> phases;
    private int phase;
    /** Frames that the NIC had lost when the measured time began and ended; between them lies what the books count. */
    private long lostBefore = NOT_READ;
    private long lostUntilEnd = NOT_READ;
    private @Nullable String failure;
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
        boolean over = false;
        while (!over && !state.isAborted()) {
            watchWindow(nowNs);
            enterPhases(nowNs);
            if (intake.drawArrived() > 0) {
                intake.steer();
                nowNs = time.nowNs();
                intake.settle(nowNs);
                handOver.give(intake.batch(), intake.queues(), nowNs, time);
            } else {
                over = failure != null || nowNs >= lastLookNs;
                rest(time.nowNs());
                nowNs = time.nowNs();
            }
            state.reached(nowNs);
        }
        intake.countLost(lostInWindow());
        maxGapNs = time.maxGapNs();
        state.sourceEnded(state.isAborted() || failure != null);
    }

    /** Nothing is there: waits for something, or finds out that nothing more will come and asks for what was held back. */
    private void rest(long nowNs) {
        if (failure == null && nowNs < window.toNs()) {
            fail(source.failure());
        }
        if (failure == null) {
            source.await(WAIT_MS);
        }
    }

    private void fail(@Nullable String why) {
        if (why != null) {
            failure = why;
            source.release();
        }
    }

    /** Reads what the NIC has lost when the measured time begins and ends, and asks then whether it still works. */
    private void watchWindow(long nowNs) {
        if (lostBefore == NOT_READ && nowNs >= window.fromNs()) {
            lostBefore = source.lostFrames();
        }
        if (lostUntilEnd == NOT_READ && nowNs >= window.toNs() && failure == null) {
            lostUntilEnd = source.lostFrames();
            fail(source.failure());
        }
    }

    private long lostInWindow() {
        if (lostBefore == NOT_READ) {
            return 0;
        }
        return (lostUntilEnd == NOT_READ ? source.lostFrames() : lostUntilEnd) - lostBefore;
    }

    /** What lies in the NIC's queues when a phase begins stays there. */
    private void enterPhases(long nowNs) {
        while (phase + 1 < phases.size() && phases.get(phase + 1).fromNs() <= nowNs) {
            source.enterPhase(++phase, nowNs);
        }
    }

    @Override
    public @Nullable String failure() {
        return failure;
    }

    @Override
    public long maxGapNs() {
        return maxGapNs;
    }
}
