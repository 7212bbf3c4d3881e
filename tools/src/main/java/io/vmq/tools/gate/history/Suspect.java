package io.vmq.tools.gate.history;

import io.vmq.tools.gate.Metric;

/**
 * The newest one or two results lie where the level before them does not let expect them. That is too few for a change: one bad run looks
 * the same.
 *
 * @param since
 *            number of the first point that is suspect
 * @param points
 *            how many are, 1 or 2
 * @param level
 *            median of the level before, in the unit of the figure
 * @param value
 *            geometric mean of the suspect ones, zero if one of them is
 * @param low
 *            lower end of what was to be expected of {@code value}
 * @param high
 *            upper end
 */
public record Suspect(String series, Metric metric, int since, int points, double level, double value, double low,
        double high) {

    /** Suspect value over level; infinite if that is zero. */
    public double ratio() {
        return value / level;
    }

    /** Whether it is for the worse. */
    public boolean worse() {
        return (value > level) == metric.growthIsBad();
    }
}
