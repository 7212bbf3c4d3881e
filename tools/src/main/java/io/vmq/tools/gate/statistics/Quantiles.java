package io.vmq.tools.gate.statistics;

/** Order statistics of small arrays. */
final class Quantiles {

    private Quantiles() {}

    /** The quantile of values that are sorted, between its neighbours in proportion (type 7 of Hyndman and Fan). */
    static double of(double[] sorted, double fraction) {
        double place = Math.clamp(fraction, 0, 1) * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
