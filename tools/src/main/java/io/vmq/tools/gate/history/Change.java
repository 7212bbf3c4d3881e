package io.vmq.tools.gate.history;

import io.vmq.tools.gate.Metric;

/**
 * A figure that moved from one level to another.
 *
 * @param at
 *            number of the first point of the new level
 * @param from
 *            median of the level before, in the unit of the figure; zero if most of it is
 * @param to
 *            median of the level after
 * @param pValue
 *            chance to see this anywhere in the history if nothing had changed, corrected for all its figures
 * @param before
 *            results on the level before
 * @param after
 *            results on the level after
 * @param undone
 *            whether the newest results are back at the level before, or beyond it
 */
public record Change(String series, Metric metric, int at, double from, double to, double pValue, int before, int after,
        boolean undone) {

    /** New level over old; infinite if the old one is zero. */
    public double ratio() {
        return to / from;
    }

    /** Whether it was for the worse. */
    public boolean worse() {
        return (to > from) == metric.growthIsBad();
    }
}
