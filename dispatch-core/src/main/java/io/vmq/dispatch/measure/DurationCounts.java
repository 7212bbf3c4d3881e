package io.vmq.dispatch.measure;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * How often each duration came: short ones in a plain table with a counter for each nanosecond, because most are short and
 * counting one is then a single increment; longer ones in a histogram with three significant digits, up to 10 s; those above
 * that in one number. Minimum, maximum and sum are exact. One thread at a time uses it.
 */
final class DurationCounts {

    /** Durations below this are short. */
    static final int SHORT_NS = 4_096;
    private static final int DIGITS = 3;

    private final long[] shortOnes = new long[SHORT_NS];
    private final Histogram histogram = new Histogram(1, LatencyRecorder.HIGHEST_NS, DIGITS);
    private long above;
    /** Of those that are not in the table. */
    private long sumNs;
    private long minNs = Long.MAX_VALUE;
    private long maxNs = -1;

    /** The table of the durations below {@link #SHORT_NS}, for the recorder to count in. */
    long[] shortOnes() {
        return shortOnes;
    }

    /** A duration that is not short came {@code times} times in a row. */
    void countLong(long durationNs, long times) {
        if (durationNs <= LatencyRecorder.HIGHEST_NS) {
            histogram.recordValueWithCount(durationNs, times);
        } else {
            above += times;
        }
        noteExactly(durationNs, times);
    }

    private void noteExactly(long durationNs, long times) {
        sumNs += durationNs * times;
        minNs = Math.min(minNs, durationNs);
        maxNs = Math.max(maxNs, durationNs);
    }

    /** All counts up to 10 s as a histogram, which stays this object's own. */
    Histogram histogram() {
        for (int ns = 0; ns < SHORT_NS; ns++) {
            if (shortOnes[ns] != 0) {
                histogram.recordValueWithCount(ns, shortOnes[ns]);
                noteExactly(ns, shortOnes[ns]);
                shortOnes[ns] = 0;
            }
        }
        return histogram;
    }

    /** Adds another one's counts to these. */
    void add(DurationCounts other) {
        histogram.add(other.histogram());
        above += other.above;
        sumNs += other.sumNs;
        minNs = Math.min(minNs, other.minNs);
        maxNs = Math.max(maxNs, other.maxNs);
    }

    /** Forgets everything. */
    void reset() {
        histogram().reset();
        above = 0;
        sumNs = 0;
        minNs = Long.MAX_VALUE;
        maxNs = -1;
    }

    /** The counts in numbers, or null if there are none. */
    @Nullable
    LatencySummary summary() {
        long count = histogram().getTotalCount() + above;
        return count == 0 ? null : LatencySummary.of(histogram, above, minNs, maxNs, (double) sumNs / count);
    }
}
