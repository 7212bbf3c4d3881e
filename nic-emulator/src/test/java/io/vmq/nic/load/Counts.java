package io.vmq.nic.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Numbers of frames in equal windows that follow each other from time 0, and their moments. */
final class Counts {

    private static final int BATCHES = 50;

    private final double[] perWindow;

    private Counts(double[] perWindow) {
        this.perWindow = perWindow;
    }

    static Counts of(ArrivalProcess process, int windows, long windowPs) {
        double[] perWindow = new double[windows];
        for (long at = process.nextArrivalPs(); at < windows * windowPs; at = process.nextArrivalPs()) {
            perWindow[(int) (at / windowPs)]++;
        }
        return new Counts(perWindow);
    }

    double mean() {
        return Arrays.stream(perWindow).average().orElseThrow();
    }

    /** The mean of (count(i) - mean) * (count(i + lag) - mean); at lag 0 the variance. */
    double autocovariance(int lag, double mean) {
        return Arrays.stream(products(lag, mean)).average().orElseThrow();
    }

    private double[] products(int lag, double mean) {
        return IntStream.range(0, perWindow.length - lag)
                .mapToDouble(i -> (perWindow[i] - mean) * (perWindow[i + lag] - mean)).toArray();
    }

    void assertMean(double expected, long seed) {
        assertMean("mean count", perWindow, expected, seed);
    }

    /** Compares with the covariance around the true mean, which needs no correction for an estimated one. */
    void assertAutocovariance(int lag, double trueMean, double expected, long seed) {
        assertMean("covariance of counts at lag " + lag, products(lag, trueMean), expected, seed);
    }

    /**
     * The mean of samples must lie within four standard errors of what is expected. The error comes from the means of 50
     * batches in a row (batch means), so that it holds for samples that depend on their neighbours; and it must be small
     * beside the figure, or the test would say nothing.
     */
    static void assertMean(String what, double[] samples, double expected, long seed) {
        int length = samples.length / BATCHES;
        double[] means = IntStream.range(0, BATCHES)
                .mapToDouble(b -> Arrays.stream(samples, b * length, (b + 1) * length).average().orElseThrow())
                .toArray();
        double mean = Arrays.stream(means).average().orElseThrow();
        double squares = Arrays.stream(means).map(batch -> (batch - mean) * (batch - mean)).sum();
        double error = Math.sqrt(squares / (BATCHES - 1) / BATCHES);
        assertThat(error).as("standard error of %s, seed %d", what, seed).isLessThan(0.05 * expected);
        assertThat(mean).as("%s, standard error %.5g, seed %d", what, error, seed).isCloseTo(expected,
                within(4 * error));
    }
}
