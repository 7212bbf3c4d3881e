package io.vmq.nic.arrival;

import java.time.Instant;

/**
 * Where the time of day stands on the clock of {@link System#nanoTime}. The two are looked at together at the beginning, and
 * again when asked how far they have moved against each other, as they do when something sets the time of day. One thread
 * uses it.
 */
final class TimeOfDay {

    private static final int LOOKS = 16;
    private static final long NS_PER_SECOND = 1_000_000_000;

    private long offsetNs;

    /** Looks where the clocks stand. */
    void begin() {
        offsetNs = look();
    }

    /** The moment of {@link System#nanoTime} at which the time of day was {@code stampNs} since 1970. */
    long nanoTimeOf(long stampNs) {
        return stampNs - offsetNs;
    }

    /** How far the time of day has gone ahead of the other clock since the beginning, ns; behind if negative. */
    long driftNs() {
        return look() - offsetNs;
    }

    /** Time of day less nanoTime, as seen in the shortest of some looks. */
    private static long look() {
        long best = 0;
        long shortestNs = Long.MAX_VALUE;
        for (int i = 0; i < LOOKS; i++) {
            long beforeNs = System.nanoTime();
            Instant day = Instant.now();
            long tookNs = System.nanoTime() - beforeNs;
            if (tookNs < shortestNs) {
                shortestNs = tookNs;
                best = day.getEpochSecond() * NS_PER_SECOND + day.getNano() - (beforeNs + tookNs / 2);
            }
        }
        return best;
    }
}
