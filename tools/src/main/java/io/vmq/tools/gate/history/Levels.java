package io.vmq.tools.gate.history;

import io.vmq.dispatch.measure.Median;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The values of a trace, as logarithms, cut into levels; each level is its median. One thread at a time. */
final class Levels {

    private final double[] logs;
    private final List<EDivisive.Tested> cuts;

    /** @param cuts in order of the values */
    Levels(double[] logs, List<EDivisive.Tested> cuts) {
        this.logs = logs.clone();
        this.cuts = new ArrayList<>(cuts);
    }

    /** Joins levels that differ too little to be told apart, those that differ least first. */
    void joinUnless(HistoryRules rules) {
        while (!cuts.isEmpty()) {
            int least = 0;
            for (int i = 1; i < cuts.size(); i++) {
                if (Math.abs(step(i)) < Math.abs(step(least))) {
                    least = i;
                }
            }
            if (rules.matters(Math.exp(step(least)))) {
                return;
            }
            cuts.remove(least);
        }
    }

    /** Number of cuts; levels are one more. */
    int cuts() {
        return cuts.size();
    }

    /** Cut {@code i}, which stands before level {@code i + 1}. */
    EDivisive.Tested cut(int i) {
        return cuts.get(i);
    }

    /** First value of a level. */
    int begin(int level) {
        return level == 0 ? 0 : cuts.get(level - 1).at();
    }

    /** The value after the last one of a level. */
    int end(int level) {
        return level == cuts.size() ? logs.length : cuts.get(level).at();
    }

    /** How many values are on a level. */
    int size(int level) {
        return end(level) - begin(level);
    }

    /** Median of a level, as a logarithm. */
    double median(int level) {
        return Median.of(Arrays.copyOfRange(logs, begin(level), end(level)));
    }

    /** Median of so many newest values, as a logarithm. */
    double newest(int count) {
        return Median.of(Arrays.copyOfRange(logs, Math.max(0, logs.length - count), logs.length));
    }

    /** Logarithm of new level over old at a cut. */
    private double step(int cut) {
        return median(cut + 1) - median(cut);
    }

    /** Whether there are cuts, all in one direction, and a straight line is nearer to the values than the levels are. */
    boolean isDrift() {
        if (cuts.isEmpty()) {
            return false;
        }
        double direction = Math.signum(step(0));
        for (int i = 1; i < cuts.size(); i++) {
            if (Math.signum(step(i)) != direction) {
                return false;
            }
        }
        return squaresFromLine() < squaresFromMeans();
    }

    /** Slope of the straight line through the values: logarithm a value. */
    double slope() {
        double middle = (logs.length - 1) / 2.0;
        double mean = Arrays.stream(logs).average().orElse(0);
        double up = 0;
        double down = 0;
        for (int i = 0; i < logs.length; i++) {
            up += (i - middle) * (logs[i] - mean);
            down += (i - middle) * (i - middle);
        }
        return down == 0 ? 0 : up / down;
    }

    private double squaresFromLine() {
        double slope = slope();
        double middle = (logs.length - 1) / 2.0;
        double mean = Arrays.stream(logs).average().orElse(0);
        double squares = 0;
        for (int i = 0; i < logs.length; i++) {
            double off = logs[i] - mean - slope * (i - middle);
            squares += off * off;
        }
        return squares;
    }

    private double squaresFromMeans() {
        double squares = 0;
        for (int level = 0; level <= cuts.size(); level++) {
            double[] values = Arrays.copyOfRange(logs, begin(level), end(level));
            double mean = Arrays.stream(values).average().orElse(0);
            squares += Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
        }
        return squares;
    }
}
