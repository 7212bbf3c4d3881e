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

    private final int most;
    /** Row i, column j: sum of the distances between any of the first i values and any of the first j. */
    private final double[][] sums;

    /** Where the right side begins, and how much the sides differ; {@code at} is negative if there is no room for a split. */
    record Split(int at, double statistic) {}

    EnergyScan(int most) {
        this.most = most;
        sums = new double[most + 1][most + 1];
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
            if (best.at() < 0 || statistic > best.statistic() * (1 + 1e-12)) {
                best = new Split(at, statistic);
            }
        }
        return best;
    }

    private void addUp(double[] values) {
        Arrays.fill(sums[0], 0, values.length + 1, 0);
        for (int i = 0; i < values.length; i++) {
            double[] above = sums[i];
            double[] row = sums[i + 1];
            double sum = 0;
            row[0] = 0;
            for (int j = 0; j < values.length; j++) {
                sum += Math.abs(values[i] - values[j]);
                row[j + 1] = above[j + 1] + sum;
            }
        }
    }

    private double bestEnding(int at, int length) {
        double best = 0;
        double left = sums[at][at] / ((double) at * (at - 1));
        for (int end = at + SMALLEST; end <= length; end++) {
            double[] row = sums[end];
            int right = end - at;
            double between = row[at] - sums[at][at];
            double within = row[end] - 2 * row[at] + sums[at][at];
            double distance = 2 * between / ((double) at * right) - left - within / ((double) right * (right - 1));
            best = Math.max(best, distance * at * right / end);
        }
        return best;
    }
}
