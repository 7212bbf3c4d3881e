package io.vmq.bench.report;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where the figures of some rounds lie. */
public record Spread(double min, double median, double max) {

    /** Of figures in any order; null if there are none. */
    public static @Nullable Spread of(double[] figures) {
        if (figures.length == 0) {
            return null;
        }
        double[] rising = figures.clone();
        Arrays.sort(rising);
        int middle = rising.length / 2;
        double median = rising.length % 2 == 1 ? rising[middle] : (rising[middle - 1] + rising[middle]) / 2;
        return new Spread(rising[0], median, rising[rising.length - 1]);
    }
}
