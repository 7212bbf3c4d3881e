package io.vmq.nic.theory;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/**
 * Latencies of a run in 20 batches of equal length, so that it knows how far its figures can be trusted: frames in a row
 * depend on each other, batches of many relaxation times hardly do (batch means).
 */
final class LatencyTally {

    private static final int BATCHES = 20;
    private static final long LONGEST_NS = 10_000_000_000L;
    private static final long PS_PER_NS = 1_000;
    private static final double PS_PER_SECOND = 1e12;
    private static final double NS_PER_SECOND = 1e9;

    /** A figure in seconds, and its standard error in seconds. */
    record Estimate(double value, double error) {}

    private final Histogram[] ns = new Histogram[BATCHES];
    private final long[] sumsPs = new long[BATCHES];
    private final int batchLength;
    private long count;
    private long longestPs;

    /**
     * @param frames
     *            how many will be recorded, at most 20 more than a multiple of 20
     */
    LatencyTally(int frames) {
        batchLength = Math.max(1, frames / BATCHES);
        Arrays.setAll(ns, batch -> new Histogram(1, LONGEST_NS, 3));
    }

    void record(long latencyPs) {
        int batch = (int) Math.min(BATCHES - 1, count++ / batchLength);
        sumsPs[batch] += latencyPs;
        ns[batch].recordValue((latencyPs + PS_PER_NS / 2) / PS_PER_NS);
        longestPs = Math.max(longestPs, latencyPs);
    }

    long count() {
        return count;
    }

    long longestPs() {
        return longestPs;
    }

    Estimate mean() {
        double[] means = new double[BATCHES];
        Arrays.setAll(means, batch -> sumsPs[batch] / PS_PER_SECOND / ns[batch].getTotalCount());
        return new Estimate(Arrays.stream(sumsPs).sum() / PS_PER_SECOND / count, errorOfMean(means));
    }

    /** The value that the share {@code p} of all latencies does not exceed, 0 to 1; the middle of its histogram bucket. */
    Estimate quantile(double p) {
        Histogram all = new Histogram(1, LONGEST_NS, 3);
        double[] quantiles = new double[BATCHES];
        for (int batch = 0; batch < BATCHES; batch++) {
            all.add(ns[batch]);
            quantiles[batch] = quantile(ns[batch], p);
        }
        return new Estimate(quantile(all, p), errorOfMean(quantiles));
    }

    private static double quantile(Histogram histogram, double p) {
        return histogram.medianEquivalentValue(histogram.getValueAtPercentile(100 * p)) / NS_PER_SECOND;
    }

    private static double errorOfMean(double[] batches) {
        double mean = Arrays.stream(batches).average().orElseThrow();
        double squares = Arrays.stream(batches).map(batch -> (batch - mean) * (batch - mean)).sum();
        return Math.sqrt(squares / (BATCHES - 1) / BATCHES);
    }
}
