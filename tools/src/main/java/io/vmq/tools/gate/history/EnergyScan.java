package io.vmq.tools.gate.history;

import java.util.Arrays;

/**
 * The best split of a stretch of values: the one whose two sides differ most by energy distance (exponent 1), over every beginning of the
 * right side and every end of it, as E-divisive has it. Matteson and James, "A Nonparametric Approach for Multiple Change Point Analysis of
 * Multivariate Data", 2014. One thread at a time.
 */
final class EnergyScan {

    /** Values on each side of a split, at least: the median of three does not follow one that is off. */
    static final int SMALLEST = 3;

    private static final double TIE = 1e-12;

    private final int most;
    /** Row i, column j, which is at most i: sum of the distances between any of the first i values and any of the first j. */
    private final double[][] sums;
    /** One over each whole number. */
    private final double[] inverse;

    /** Where the right side begins, and how much the sides differ; {@code at} is negative if there is no room for a split. */
    record Split(int at, double statistic) {}

    EnergyScan(int most) {
        this.most = most;
        sums = new double[most + 1][most + 1];
        inverse = new double[most + 1];
        Arrays.setAll(inverse, i -> 1.0 / i);
    }

    /** Looks at all of the values. The earliest of equal splits is the best. */
    Split best(double[] values) {
        if (values.length > most) {
            throw new IllegalArgumentException(values.length + " values: at most " + most + " expected");
        }
        addUp(values);
        Split best = new Split(-1, 0);
        for (int at = SMALLEST; at <= values.length - SMALLEST; at++) {
            double statistic = bestEnding(at, values.length);
            if (best.at() < 0 || statistic > best.statistic() + TIE * Math.abs(best.statistic())) {
                best = new Split(at, statistic);
            }
        }
        return best;
    }

    private void addUp(double[] values) {
        for (int i = 0; i < values.length; i++) {
            double[] above = sums[i];
            double[] row = sums[i + 1];
            double value = values[i];
            double sum = 0;
            for (int j = 0; j < i; j++) {
                sum += Math.abs(value - values[j]);
                row[j + 1] = above[j + 1] + sum;
            }
            // The new value's row and its column.
            row[i + 1] = row[i] + sum;
        }
    }

    /** The mean distance between the sides twice, less that within each side, weighed by their sizes. */
    private double bestEnding(int at, int length) {
        double best = Double.NEGATIVE_INFINITY;
        double within = sums[at][at];
        double left = within * inverse[at - 1];
        for (int end = at + SMALLEST; end <= length; end++) {
            double[] row = sums[end];
            int right = end - at;
            double between = row[at] - within;
            double rightWithin = row[end] - row[at] - between;
            double weighed = 2 * between - left * right - rightWithin * at * inverse[right - 1];
            best = Math.max(best, weighed * inverse[end]);
        }
        return best;
    }
}
