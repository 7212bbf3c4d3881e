package io.vmq.tools.archive;

import java.util.OptionalDouble;

/** Learns how a log's column of maxima relates to its values. For one thread. */
final class MaxColumn {

    /** The column has three places, and the largest value is known to three digits. */
    private static final double TOLERANCE = 0.05;

    private double largest;
    private double ratio;

    /** Takes note of a line; the one with the largest column is the most exact one. */
    void see(double column, double maxValue) {
        if (column > largest && maxValue > 0) {
            largest = column;
            ratio = maxValue / column;
        }
    }

    /** Values over column: a power of ten, if it is about one. */
    OptionalDouble ratio() {
        if (largest == 0) {
            return OptionalDouble.empty();
        }
        double power = Math.pow(10, Math.rint(Math.log10(ratio)));
        return OptionalDouble.of(Math.abs(ratio / power - 1) < TOLERANCE ? power : ratio);
    }
}
