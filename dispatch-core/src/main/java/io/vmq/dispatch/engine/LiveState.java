package io.vmq.dispatch.engine;

import org.jspecify.annotations.Nullable;

/**
 * What the threads of a live trial tell each other beside frames: when it begins, that the source has ended, that somebody
 * failed. Any thread may use it.
 */
final class LiveState {

    private static final long NOT_YET = Long.MIN_VALUE;

    private final StopSignal stop;
    private volatile long originNs = NOT_YET;
    private volatile boolean sourceEnded;
    private volatile boolean stoppedEarly;
    private volatile @Nullable Throwable failure;
    private volatile long reachedNs;

    LiveState(StopSignal stop) {
        this.stop = stop;
    }

    /** Fixes the moment at which the trial begins and lets every loop go. */
    void begin(long atNs) {
        originNs = atNs;
    }

    /** Spins until {@link #begin}; returns the origin of the trial's time. */
    long awaitBegin() {
        while (originNs == NOT_YET && failure == null) {
            Thread.onSpinWait();
        }
        return originNs;
    }

    /** The source will hand over nothing more, because it was through or because it was stopped. */
    void sourceEnded(boolean early) {
        stoppedEarly = early;
        sourceEnded = true;
    }

    /** Whether a ring that is found empty after this answer stays empty. */
    boolean isOver() {
        return sourceEnded || failure != null;
    }

    /** Whether the source was stopped before its end. */
    boolean wasStoppedEarly() {
        return stoppedEarly;
    }

    /** Something went wrong; the first failure is the one that counts. */
    synchronized void failed(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Whether the source should offer nothing more. */
    boolean isAborted() {
        return stop.isRaised() || failure != null;
    }

    /** The source has come as far as {@code nowNs}. */
    void reached(long nowNs) {
        reachedNs = nowNs;
    }

    long reachedNs() {
        return reachedNs;
    }
}
