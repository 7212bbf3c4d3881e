package io.vmq.dispatch.measure;

import java.util.Arrays;

/** The median of figures: the middle one, or the mean of the two in the middle. */
public final class Median {

    private Median() {}

    /**
     * The median, in the unit of the values, which keep their order.
     *
     * @throws IllegalArgumentException
     *             if there is no value
     */
    public static double of(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no values have no median (expected at least one)");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
