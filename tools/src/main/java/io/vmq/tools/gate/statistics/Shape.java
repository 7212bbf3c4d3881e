package io.vmq.tools.gate.statistics;

import java.util.Arrays;
import java.util.List;

/**
 * Whole distributions over the trials of both sides, each as the logarithms of its quantiles. What is asked is how much slower the part that
 * got slower is: the mean, over all quantiles, of what the candidate's lie above the baseline's. A distribution that moves in both directions, and whose mean stays, does
 * not hide from that. One thread uses an instance.
 */
public final class Shape implements Scored {

    private final Layout layout;
    private final int[] labels;
    private final int[] once;
    private final double[][] curves;
    private final double[] above;

    /**
     * @param layout
     *            who is who
     * @param curves
     *            for each trial the logarithms of its quantiles, all at the same percentiles
     */
    public Shape(Layout layout, List<double[]> curves) {
        this.layout = layout;
        labels = layout.labels();
        once = new int[labels.length];
        Arrays.fill(once, 1);
        this.curves = curves.stream().map(double[]::clone).toArray(double[][]::new);
        above = new double[curves.getFirst().length];
        for (int point = 0; point < above.length; point++) {
            int at = point;
            double[] centred = layout.centred(curves.stream().mapToDouble(curve -> curve[at]).toArray());
            for (int trial = 0; trial < centred.length; trial++) {
                this.curves[trial][point] = centred[trial];
            }
        }
    }

    @Override
    public Layout layout() {
        return layout;
    }

    /** How much slower the slower part is, in logarithms, averaged over all that was recorded; not below zero. */
    public double slower() {
        return slower(labels, once);
    }

    /** The same if each trial counts as often as the weights say. */
    double slower(int[] weights) {
        return slower(labels, weights);
    }

    private double slower(int[] candidate, int[] weights) {
        int candidates = 0;
        int baselines = 0;
        for (int trial = 0; trial < weights.length; trial++) {
            candidates += candidate[trial] * weights[trial];
            baselines += (1 - candidate[trial]) * weights[trial];
        }
        Arrays.fill(above, 0);
        for (int trial = 0; trial < weights.length; trial++) {
            double share = candidate[trial] == 1 ? (double) weights[trial] / candidates
                    : -(double) weights[trial] / baselines;
            double[] curve = curves[trial];
            for (int point = 0; point < above.length; point++) {
                above[point] += share * curve[point];
            }
        }
        double sum = 0;
        for (double difference : above) {
            sum += Math.max(0, difference);
        }
        return sum / above.length;
    }

    /** The unit is the mean of what the ways give, so that shapes can be compared with each other. */
    @Override
    public double[] scores(List<int[]> ways) {
        double[] slower = ways.stream().mapToDouble(way -> slower(way, once)).toArray();
        double typical = Math.max(Figure.RESOLUTION, Arrays.stream(slower).average().orElse(0));
        return Arrays.stream(slower).map(shift -> shift / typical).toArray();
    }
}
