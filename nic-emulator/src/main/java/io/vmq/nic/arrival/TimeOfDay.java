package io.vmq.nic.arrival;

import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Where the time of day stands on the clock that completions are read from. The two are looked at together at the beginning, and
 * again when asked how far they have moved against each other, as they do when something sets the time of day. One thread
 * uses it.
 */
final class TimeOfDay {

    private static final int LOOKS = 16;
    private static final long NS_PER_SECOND = 1_000_000_000;

    private final LongSupplier dayNs;
    private final LongSupplier nanoTime;
    private long offsetNs;

    /**
     * @param dayNs
     *            the time of day, ns since 1970
     * @param nanoTime
     *            the clock of completions, ns since some moment
     */
    TimeOfDay(LongSupplier dayNs, LongSupplier nanoTime) {
        this.dayNs = dayNs;
        this.nanoTime = nanoTime;
    }

    /** The clocks of this machine. */
    static TimeOfDay ofThisMachine() {
        return new TimeOfDay(TimeOfDay::nowNs, System::nanoTime);
    }

    private static long nowNs() {
        Instant now = Instant.now();
        return now.getEpochSecond() * NS_PER_SECOND + now.getNano();
    }

    /** Looks where the clocks stand. */
    void begin() {
        offsetNs = look();
    }

    /** The clock of completions now. */
    long nanoTime() {
        return nanoTime.getAsLong();
    }

    /** The moment on the clock of completions at which the time of day was {@code stampNs} since 1970. */
    long nanoTimeOf(long stampNs) {
        return stampNs - offsetNs;
    }

    /** How far the time of day has gone ahead of the other clock since the beginning, ns; behind if negative. */
    long driftNs() {
        return look() - offsetNs;
    }

    /** Time of day less the other clock, as seen in the shortest of some looks. */
    private long look() {
        long best = 0;
        long shortestNs = Long.MAX_VALUE;
        for (int i = 0; i < LOOKS; i++) {
            long beforeNs = nanoTime.getAsLong();
            long day = dayNs.getAsLong();
            long tookNs = nanoTime.getAsLong() - beforeNs;
            if (tookNs < shortestNs) {
                shortestNs = tookNs;
                best = day - (beforeNs + tookNs / 2);
            }
        }
        return best;
    }
}
