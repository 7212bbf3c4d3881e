package io.vmq.tools.experiment;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * The ratio of two rates over trials that are paired by their seed: geometric mean, and from two trials on the 95 % interval of
 * Student's t over the logarithms of the ratios.
 *
 * @param ratio
 *            geometric mean
 * @param low
 *            lower end of the interval, null with one trial
 * @param high
 *            upper end, null with one trial
 */
record PairedRatio(double ratio, @Nullable Double low, @Nullable Double high) {

    private static final double UPPER_TAIL = 0.975;

    /** The ratios of {@code rates} to {@code baseline}, or null if one of the rates is not above zero. */
    static @Nullable PairedRatio of(double[] rates, double[] baseline) {
        double[] logs = new double[Math.min(rates.length, baseline.length)];
        Arrays.setAll(logs, i -> Math.log(rates[i] / baseline[i]));
        double mean = Arrays.stream(logs).average().orElse(Double.NaN);
        if (!Double.isFinite(mean)) {
            return null;
        }
        if (logs.length == 1) {
            return new PairedRatio(Math.exp(mean), null, null);
        }
        double variance = Arrays.stream(logs).map(log -> (log - mean) * (log - mean)).sum() / (logs.length - 1);
        double half = TDistribution.of(logs.length - 1).inverseCumulativeProbability(UPPER_TAIL)
                * Math.sqrt(variance / logs.length);
        return new PairedRatio(Math.exp(mean), Math.exp(mean - half), Math.exp(mean + half));
    }
}
