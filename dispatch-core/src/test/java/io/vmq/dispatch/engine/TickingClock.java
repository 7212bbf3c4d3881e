package io.vmq.dispatch.engine;

import java.util.concurrent.atomic.AtomicLong;

/** Goes on by the same step with every read, so that no hiccup of this machine shows; and may leap once. */
final class TickingClock implements NanoClock {

    private final long stepNs;
    private final long leapAtNs;
    private final long leapNs;
    private final AtomicLong nowNs = new AtomicLong();

    TickingClock(long stepNs) {
        this(stepNs, Long.MAX_VALUE, 0);
    }

    /** Leaps by {@code leapNs} when it has come to {@code leapAtNs}. */
    TickingClock(long stepNs, long leapAtNs, long leapNs) {
        this.stepNs = stepNs;
        this.leapAtNs = leapAtNs;
        this.leapNs = leapNs;
    }

    /** Leaps now. */
    void leap(long byNs) {
        nowNs.addAndGet(byNs);
    }

    @Override
    public long nowNs() {
        long now = nowNs.addAndGet(stepNs);
        return now < leapAtNs ? now : now + leapNs;
    }
}
