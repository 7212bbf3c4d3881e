package io.vmq.tools.gate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Trials that are made up: each draws its samples from one distribution and is then faster or slower as a whole by a little, as real trials are. The order statistics of
 * a sample are drawn without the sample, by spacings that are gamma distributed (Devroye, Non-Uniform Random Variate Generation, V.2), so they are
 * distributed exactly as those of that many samples.
 */
final class SyntheticSide {

    static final List<String> PERCENTILES = List.of("p50", "p90", "p99", "p99.9");

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final int SAMPLES = 100_000;

    private final SplittableRandom random;
    private final double betweenTrials;

    /** @param betweenTrials standard deviation between trials, as a fraction */
    SyntheticSide(long seed, double betweenTrials) {
        random = new SplittableRandom(seed);
        this.betweenTrials = betweenTrials;
    }

    /** Latencies in ns, log-normal about 100 us. */
    static DoubleUnaryOperator logNormal() {
        return fraction -> 100_000 * Math.exp(0.5 * NORMAL.inverseCumulativeProbability(fraction));
    }

    /** Latencies in ns of two kinds of frames, in order: so many of them about the first, the others about the second. */
    static DoubleUnaryOperator bimodal(double share, double firstNs, double secondNs) {
        return fraction -> fraction < share ? about(firstNs, fraction / share)
                : about(secondNs, (fraction - share) / (1 - share));
    }

    private static double about(double ns, double fraction) {
        return ns * Math.exp(0.1 * Math.clamp(NORMAL.inverseCumulativeProbability(fraction), -4, 4));
    }

    /** Trials of one series. */
    Series series(String name, int trials, DoubleUnaryOperator quantile) {
        List<Metric> metrics = new ArrayList<>(PERCENTILES.stream().map(Metric::latency).toList());
        metrics.add(Metric.rate());
        List<TrialFigures> figures = IntStream.range(0, trials).mapToObj(_ -> trial(quantile)).toList();
        return new Series(name, metrics, figures);
    }

    private TrialFigures trial(DoubleUnaryOperator quantile) {
        double whole = Math.exp(betweenTrials * random.nextGaussian());
        List<Double> fractions = orderStatistics();
        Map<Metric, Double> figures = new LinkedHashMap<>();
        for (int i = 0; i < PERCENTILES.size(); i++) {
            figures.put(Metric.latency(PERCENTILES.get(i)),
                    whole * quantile.applyAsDouble(fractions.get(QuantileCurve.POINTS + i)));
        }
        figures.put(Metric.rate(), 1e6 * Math.exp(betweenTrials * random.nextGaussian()));
        QuantileCurve curve = new QuantileCurve(fractions.subList(0, QuantileCurve.POINTS).stream()
                .map(fraction -> whole * quantile.applyAsDouble(fraction)).toList());
        return new TrialFigures(null, figures, curve);
    }

    /** Uniform order statistics: those of the curve, then those of the percentiles. */
    private List<Double> orderStatistics() {
        double[] wanted = new double[QuantileCurve.POINTS + PERCENTILES.size()];
        for (int i = 0; i < QuantileCurve.POINTS; i++) {
            wanted[i] = QuantileCurve.percentile(i) / 100;
        }
        for (int i = 0; i < PERCENTILES.size(); i++) {
            wanted[QuantileCurve.POINTS + i] = Double.parseDouble(PERCENTILES.get(i).substring(1)) / 100;
        }
        int[] bySize = IntStream.range(0, wanted.length).boxed()
                .sorted((a, b) -> Double.compare(wanted[a], wanted[b])).mapToInt(i -> i).toArray();
        double[] sums = new double[wanted.length];
        double sum = 0;
        double before = 0;
        for (int i : bySize) {
            double rank = Math.ceil(wanted[i] * SAMPLES);
            sum += rank > before ? gamma(rank - before, random) : 0;
            before = Math.max(before, rank);
            sums[i] = sum;
        }
        double total = sum + gamma(SAMPLES + 1 - before, random);
        return IntStream.range(0, wanted.length).mapToObj(i -> sums[i] / total).toList();
    }

    /** Marsaglia and Tsang's method for shapes from one on. */
    private static double gamma(double shape, RandomGenerator random) {
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(random.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }

    static Side side(List<Series> series) {
        return new Side("made up", series, Map.of(), List.of());
    }
}
