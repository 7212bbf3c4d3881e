package io.vmq.tools.archive;

import java.util.Comparator;
import java.util.List;

/**
 * What one process of a benchmark gave.
 *
 * @param values
 *            in rising order, with how often each was seen: the scores of its iterations once each, or the sampled times of them all
 * @param isSampled
 *            whether they are sampled times, whose percentiles mean something
 */
public record JmhFork(List<Weighted> values, boolean isSampled) {

    /** A value and how often it was seen, at least once. */
    public record Weighted(double value, long count) {}

    /** Takes the values in any order. */
    public JmhFork {
        values = values.stream().sorted(Comparator.comparingDouble(Weighted::value)).toList();
    }

    /** How many values. */
    public long count() {
        return values.stream().mapToLong(Weighted::count).sum();
    }

    /** The mean of all values. */
    public double mean() {
        return values.stream().mapToDouble(each -> each.value() * each.count()).sum() / count();
    }

    /** The smallest value that is not below that share of all, from 0 to 100. */
    public double valueAt(double percentile) {
        double rank = Math.max(1, Math.ceil(percentile / 100 * count() - 1e-6));
        long seen = 0;
        for (Weighted each : values) {
            seen += each.count();
            if (seen >= rank) {
                return each.value();
            }
        }
        return values.getLast().value();
    }
}
