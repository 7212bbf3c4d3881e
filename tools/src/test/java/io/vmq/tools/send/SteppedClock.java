package io.vmq.tools.send;

import io.vmq.dispatch.engine.NanoClock;

/** A clock that goes on by the same step each time it is read, and by what others add. One thread uses it. */
final class SteppedClock implements NanoClock {

    private final long stepNs;
    private long nowNs = 5_000_000_000L;

    SteppedClock(long stepNs) {
        this.stepNs = stepNs;
    }

    @Override
    public long nowNs() {
        nowNs += stepNs;
        return nowNs;
    }

    /** So much time goes by. */
    void pass(long ns) {
        nowNs += ns;
    }
}
