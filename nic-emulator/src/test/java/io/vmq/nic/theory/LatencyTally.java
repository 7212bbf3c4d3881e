package io.vmq.nic.theory;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/** Latencies of a run, in batches, so that it knows how far its figures can be trusted. */
final class LatencyTally {

    private static final long LONGEST_NS = 10_000_000_000L;
    private static final long PS_PER_NS = 1_000;
    private static final double PS_PER_SECOND = 1e12;
    private static final double NS_PER_SECOND = 1e9;

    private final Histogram[] ns = new Histogram[Estimate.BATCHES];
    private final long[] sumsPs = new long[Estimate.BATCHES];
    private final int batchLength;
    private long count;
    private long longestPs;

    /** @param frames how many will be recorded, about */
    LatencyTally(int frames) {
        batchLength = Math.max(1, frames / Estimate.BATCHES);
        Arrays.setAll(ns, batch -> new Histogram(1, LONGEST_NS, 3));
    }

    void record(long latencyPs) {
        int batch = (int) Math.min(Estimate.BATCHES - 1, count++ / batchLength);
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

    /** Seconds. */
    Estimate mean() {
        double[] means = new double[Estimate.BATCHES];
        Arrays.setAll(means, batch -> sumsPs[batch] / PS_PER_SECOND / ns[batch].getTotalCount());
        return Estimate.of(Arrays.stream(sumsPs).sum() / PS_PER_SECOND / count, means);
    }

    /** The value that the share {@code p} of all latencies does not exceed, 0 to 1, in seconds; the middle of its histogram bucket. */
    Estimate quantile(double p) {
        Histogram all = new Histogram(1, LONGEST_NS, 3);
        double[] quantiles = new double[Estimate.BATCHES];
        for (int batch = 0; batch < Estimate.BATCHES; batch++) {
            all.add(ns[batch]);
            quantiles[batch] = quantile(ns[batch], p);
        }
        return Estimate.of(quantile(all, p), quantiles);
    }

    private static double quantile(Histogram histogram, double p) {
        return histogram.medianEquivalentValue(histogram.getValueAtPercentile(100 * p)) / NS_PER_SECOND;
    }
}
