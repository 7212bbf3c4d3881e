package io.vmq.tools.gate.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Where the shift of a figure, or what is slower of a shape, lies with a given confidence; in logarithms.
 *
 * <p>
 * Unless there are few trials ({@link Layout#isFew}), by the bootstrap over trials, never over what was recorded inside one. Its percentiles are the
 * expanded ones of Hesterberg (What Teachers Should Know about the Bootstrap, 2015), since those of few trials are too narrow. With few trials by Student's t.
 *
 * @param low
 *            lower end
 * @param high
 *            upper end
 */
public record Interval(double low, double high) {

    private static final int RESAMPLES = 1_000;

    /** The interval of a figure; null if there are too few trials for one. */
    static @Nullable Interval of(Figure figure, double confidence, long seed) {
        if (figure.layout().isFew()) {
            StudentTest student = StudentTest.of(figure);
            return student == null ? null : new Interval(student.shift() - student.halfWidth(confidence),
                    student.shift() + student.halfWidth(confidence));
        }
        return resampled(figure.layout(), confidence, seed, figure::shift);
    }

    /** The interval of a shape. */
    static Interval of(Shape shape, double confidence, long seed) {
        return resampled(shape.layout(), confidence, seed, shape::slower);
    }

    private static Interval resampled(Layout layout, double confidence, long seed, ToDoubleFunction<int[]> shift) {
        Draws draws = new Draws(layout, seed);
        double[] shifts = new double[RESAMPLES];
        Arrays.setAll(shifts, _ -> shift.applyAsDouble(draws.next()));
        return of(shifts, confidence, layout);
    }

    private static Interval of(double[] resampled, double confidence, Layout layout) {
        Arrays.sort(resampled);
        double trials = layout.independentTrials();
        double freedom = layout.isBlocked() ? trials - 1 : layout.size() - 2.0;
        double t = TDistribution.of(freedom).inverseSurvivalProbability((1 - confidence) / 2);
        double tail = NormalDistribution.of(0, 1).survivalProbability(t * Math.sqrt(trials / (trials - 1)));
        return new Interval(Quantiles.of(resampled, tail), Quantiles.of(resampled, 1 - tail));
    }

    /** How often each trial is drawn if as many are drawn with replacement: inside each side, or whole blocks at a time. */
    private static final class Draws {

        private final SplittableRandom random;
        private final int[] weights;
        private final int[][] pools;
        private final int[][] blocks;

        Draws(Layout layout, long seed) {
            random = new SplittableRandom(seed);
            weights = new int[layout.size()];
            blocks = layout.isBlocked()
                    ? IntStream.range(0, layout.blockCount()).mapToObj(block -> IntStream.range(0, layout.size())
                            .filter(i -> layout.blocks().get(i) == block).toArray()).toArray(int[][]::new)
                    : IntStream.range(0, layout.size()).mapToObj(i -> new int[] {i}).toArray(int[][]::new);
            pools = layout.isBlocked() ? new int[][] {IntStream.range(0, blocks.length).toArray()}
                    : new int[][] {side(layout, false), side(layout, true)};
        }

        private static int[] side(Layout layout, boolean ofCandidate) {
            return IntStream.range(0, layout.size()).filter(i -> layout.candidate().get(i) == ofCandidate).toArray();
        }

        /** The next weights; they hold until the next call. */
        int[] next() {
            Arrays.fill(weights, 0);
            for (int[] pool : pools) {
                for (int draw = 0; draw < pool.length; draw++) {
                    for (int trial : blocks[pool[random.nextInt(pool.length)]]) {
                        weights[trial]++;
                    }
                }
            }
            return weights;
        }
    }
}
