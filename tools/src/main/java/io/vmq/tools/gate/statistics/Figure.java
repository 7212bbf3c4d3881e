package io.vmq.tools.gate.statistics;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One figure over the trials of both sides, as natural logarithms, so that a difference is a ratio. What a block has in common does not count.
 *
 * <p>
 * The shift between the sides is that of Hodges and Lehmann: the median over all differences between a trial of the candidate and one of the baseline. One
 * stray trial does not carry it away. Instances do not change.
 */
public final class Figure implements Scored {

    /** What a histogram of three digits cannot tell apart; each spread has it on top. */
    static final double RESOLUTION = 1e-3;

    private final Layout layout;
    private final double[] logs;
    private final double[] centred;
    private final OrderedPairs observed;
    private final OrderedPairs differences;
    private final OrderedPairs distances;
    private final int[] labels;

    /**
     * @param layout
     *            who is who; trials of both sides in it
     * @param logs
     *            logarithms of the values, in order of the layout
     */
    public Figure(Layout layout, double... logs) {
        this.layout = layout;
        this.logs = logs.clone();
        centred = layout.centred(logs);
        labels = layout.labels();
        observed = OrderedPairs.across(centred, labels);
        differences = OrderedPairs.signed(centred);
        distances = OrderedPairs.unsigned(centred);
    }

    @Override
    public Layout layout() {
        return layout;
    }

    private static int[] others(int[] labels) {
        int[] others = new int[labels.length];
        fillOthers(labels, others);
        return others;
    }

    private static void fillOthers(int[] labels, int[] others) {
        for (int i = 0; i < others.length; i++) {
            others[i] = 1 - labels[i];
        }
    }

    /** The shift of the candidate as it was, in logarithms: zero where nothing changed. */
    public double shift() {
        return observed.medianAcross(labels, others(labels));
    }

    /** The shift if each trial counts as often as the weights say; some of each side count. */
    double shift(int[] weights) {
        int[] baseline = others(labels);
        int[] candidate = labels.clone();
        for (int i = 0; i < weights.length; i++) {
            candidate[i] *= weights[i];
            baseline[i] *= weights[i];
        }
        return observed.medianAcross(candidate, baseline);
    }

    @Override
    public double[] scores(List<int[]> ways) {
        int[] others = new int[labels.length];
        return ways.stream().mapToDouble(way -> score(way, others)).toArray();
    }

    /** Uses the second array to work in. */
    private double score(int[] candidate, int[] others) {
        fillOthers(candidate, others);
        double spread = RESOLUTION + distances.spreadWithin(candidate);
        return Math.abs(differences.medianAcross(candidate, others)) / spread;
    }

    /** The logarithms of one side, less the mean of their block. */
    double[] centred(boolean ofCandidate) {
        return side(centred, ofCandidate);
    }

    /** The logarithms of one side. */
    double[] plain(boolean ofCandidate) {
        return side(logs, ofCandidate);
    }

    /** The logarithm of one trial. */
    double plain(int trial) {
        return logs[trial];
    }

    private double[] side(double[] values, boolean ofCandidate) {
        return IntStream.range(0, values.length).filter(i -> labels[i] == (ofCandidate ? 1 : 0))
                .mapToDouble(i -> values[i])
                .toArray();
    }
}
