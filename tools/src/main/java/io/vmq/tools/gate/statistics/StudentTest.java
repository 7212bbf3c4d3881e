package io.vmq.tools.gate.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Student's t over logarithms, for so few trials that relabelling them cannot show anything: Welch's for two sides, paired over the blocks
 * where there are some. It takes for granted that logarithms of a figure vary normally between trials.
 *
 * @param shift
 *            difference of the means, candidate less baseline
 * @param error
 *            its standard error
 * @param freedom
 *            degrees of freedom
 */
record StudentTest(double shift, double error, double freedom) {

    private static final double LEAST_VARIANCE = Figure.RESOLUTION * Figure.RESOLUTION / 4;

    /** The test of one figure; null if there are too few trials to learn from how they vary. */
    static @Nullable StudentTest of(Figure figure) {
        return figure.layout().isBlocked() ? paired(figure) : welch(figure);
    }

    private static @Nullable StudentTest welch(Figure figure) {
        double[] baseline = figure.plain(false);
        double[] candidate = figure.plain(true);
        if (baseline.length < 2 || candidate.length < 2) {
            return null;
        }
        double ofBaseline = variance(baseline) / baseline.length;
        double ofCandidate = variance(candidate) / candidate.length;
        double sum = ofBaseline + ofCandidate;
        double freedom = sum * sum / ((ofBaseline * ofBaseline / (baseline.length - 1))
                + (ofCandidate * ofCandidate / (candidate.length - 1)));
        return new StudentTest(mean(candidate) - mean(baseline), Math.sqrt(sum), freedom);
    }

    private static @Nullable StudentTest paired(Figure figure) {
        Layout layout = figure.layout();
        int blocks = layout.blockCount();
        double[] differences = IntStream.range(0, blocks).mapToDouble(block -> difference(figure, block)).toArray();
        return new StudentTest(mean(differences), Math.sqrt(variance(differences) / blocks), blocks - 1.0);
    }

    private static double difference(Figure figure, int block) {
        return mean(figure, block, true) - mean(figure, block, false);
    }

    private static double mean(Figure figure, int block, boolean ofCandidate) {
        Layout layout = figure.layout();
        return IntStream.range(0, layout.size())
                .filter(i -> layout.blocks().get(i) == block && layout.candidate().get(i) == ofCandidate)
                .mapToDouble(figure::plain).average().orElseThrow();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        double sum = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
        return Math.max(LEAST_VARIANCE, sum / (values.length - 1));
    }

    /** Chance to see a shift of that size, in either direction, where there is none. */
    double pValue() {
        return shift == 0 ? 1 : 2 * TDistribution.of(freedom).survivalProbability(Math.abs(shift) / error);
    }

    /** Half the width of the two-sided interval in which the shift lies with that confidence. */
    double halfWidth(double confidence) {
        return shift == 0 && error * error <= LEAST_VARIANCE ? 0
                : error * TDistribution.of(freedom).inverseSurvivalProbability((1 - confidence) / 2);
    }

    /** p values corrected by the step-down of Holm (1979), in their order. */
    static double[] holm(List<Double> pValues) {
        Integer[] bySize = IntStream.range(0, pValues.size()).boxed().toArray(Integer[]::new);
        Arrays.sort(bySize, Comparator.comparingDouble(pValues::get));
        double[] corrected = new double[bySize.length];
        double atLeast = 0;
        for (int place = 0; place < bySize.length; place++) {
            atLeast = Math.max(atLeast, Math.min(1, (bySize.length - place) * pValues.get(bySize[place])));
            corrected[bySize[place]] = atLeast;
        }
        return corrected;
    }
}
