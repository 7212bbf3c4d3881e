package io.vmq.tools.send;

import io.vmq.dispatch.engine.NanoClock;
import io.vmq.dispatch.engine.StopSignal;
import io.vmq.nic.machine.Machine;
import io.vmq.nic.port.FrameSender;
import io.vmq.tools.experiment.Tool;

/** Sends a plan in real time. */
public final class LiveSend {

    /** Code that runs for the first time is slow, and must not make frames late. */
    private static final long REHEARSAL_NS = 300_000_000;

    private final SendPlan plan;
    private final NanoClock clock;
    private final StopSignal stop;

    /** @param stop ends it early; then the result says what was sent so far */
    public LiveSend(SendPlan plan, NanoClock clock, StopSignal stop) {
        this.plan = plan;
        this.clock = clock;
        this.stop = stop;
    }

    /**
     * Rehearses without the sender, then sends. The calling thread does it, and spins while the next frame is near.
     *
     * @param sender
     *            open; it stays open
     */
    public SendResult run(SendTarget target, FrameSender sender, SendWatcher watcher) {
        sending(Math.min(REHEARSAL_NS, plan.durationNs()), new DiscardingSender(), SendWatcher.NONE).run();
        PacedSending sending = sending(plan.durationNs(), sender, watcher);
        sending.run();
        return new SendResult(Tool.current(), Machine.current(clock), plan, target, sending.frames(),
                sending.lastedNs(),
                sending.noRoom(), sending.late(), sending.digest(), stop.isRaised(), sender.failure());
    }

    private PacedSending sending(long durationNs, FrameSender sender, SendWatcher watcher) {
        return new PacedSending(plan.newSource(), durationNs, plan.tags(), sender, clock, stop, watcher);
    }
}
