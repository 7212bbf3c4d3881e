package io.vmq.dispatch.measure;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * A distribution of durations in numbers. Minimum, mean and maximum are exact; percentiles have three significant digits and
 * are the highest value of their histogram bucket, but never above the maximum.
 *
 * @param count
 *            durations recorded
 * @param minNs
 *            shortest, ns
 * @param meanNs
 *            arithmetic mean, ns
 * @param percentilesNs
 *            one for each of {@link #PERCENTILES}, ns
 * @param maxNs
 *            longest, ns
 */
public record LatencySummary(long count, long minNs, double meanNs, List<Long> percentilesNs, long maxNs) {

    /** The percentiles of every result, as wrk2 and its users know them. */
    public static final List<Double> PERCENTILES = List.of(50.0, 75.0, 90.0, 99.0, 99.9, 99.99, 99.999);

    public LatencySummary {
        percentilesNs = List.copyOf(percentilesNs);
    }

    static LatencySummary of(Histogram histogram, long above, long minNs, long maxNs, double meanNs) {
        List<Long> values = PERCENTILES.stream().map(percentile -> valueAt(percentile, histogram, above, maxNs))
                .toList();
        return new LatencySummary(histogram.getTotalCount() + above, minNs, meanNs, values, maxNs);
    }

    private static long valueAt(double percentile, Histogram histogram, long above, long maxNs) {
        long within = histogram.getTotalCount();
        if (above == 0) {
            return Math.min(maxNs, histogram.getValueAtPercentile(percentile));
        }
        double wanted = percentile / 100 * (within + above);
        if (wanted > within) {
            return maxNs;
        }
        return Math.min(maxNs, histogram.getValueAtPercentile(Math.min(100, 100 * wanted / within)));
    }

    /** The value at one of {@link #PERCENTILES}, ns. */
    public long atNs(double percentile) {
        int i = PERCENTILES.indexOf(percentile);
        if (i < 0) {
            throw new IllegalArgumentException("percentile " + percentile + ": one of " + PERCENTILES + " expected");
        }
        return percentilesNs.get(i);
    }
}
