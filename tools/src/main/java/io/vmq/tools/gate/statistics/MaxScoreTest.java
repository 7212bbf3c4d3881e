package io.vmq.tools.gate.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Many comparisons at once, by permutation: step-down maxT of Westfall and Young (Resampling-Based Multiple Testing, 1993). A difference counts if it is
 * larger than the largest of <em>all</em> differences that relabelled trials show, but in a share {@code alpha} of the relabellings.
 *
 * <p>
 * The chance that any of the comparisons is called different where nothing is, is at most alpha, however they hang together. And since it is the size of a difference that counts and
 * not its rank, six trials a side can show something among any number of comparisons, which the smallest possible p value of a rank test, divided by their
 * number, cannot.
 */
public final class MaxScoreTest {

    private MaxScoreTest() {}

    /**
     * Corrected p values of the comparisons, in their order.
     *
     * @param ways
     *            how many relabellings to look at, at most
     */
    static double[] pValues(List<? extends Scored> comparisons, long seed, int ways) {
        double[][] scores = scores(comparisons, seed, ways);
        Integer[] bySize = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
        Arrays.sort(bySize, Comparator.comparingDouble(i -> -scores[i][0]));
        double[] pValues = new double[scores.length];
        double[] largest = new double[scores.length == 0 ? 0 : scores[0].length];
        for (int place = bySize.length - 1; place >= 0; place--) {
            double[] own = scores[bySize[place]];
            Arrays.setAll(largest, way -> Math.max(largest[way], own[way]));
            pValues[bySize[place]] = share(largest, own[0]);
        }
        double atLeast = 0;
        for (int i : bySize) {
            atLeast = Math.max(atLeast, pValues[i]);
            pValues[i] = atLeast;
        }
        return pValues;
    }

    /** The part that is as large, equal but for rounding counted in. */
    private static double share(double[] largest, double observed) {
        double threshold = observed * (1 - 1e-12);
        return (double) Arrays.stream(largest).filter(score -> score >= threshold).count() / largest.length;
    }

    /** For each comparison its scores under relabellings that are common to all; the first is the truth. */
    private static double[][] scores(List<? extends Scored> comparisons, long seed, int most) {
        Map<Layout, List<int[]>> waysOf = new LinkedHashMap<>();
        comparisons.forEach(comparison -> waysOf.computeIfAbsent(comparison.layout(),
                layout -> Relabellings.of(layout, seed, most)));
        Map<Layout, int[]> picks = picks(waysOf, new SplittableRandom(seed), most);
        List<double[]> scores = new ArrayList<>();
        for (Scored comparison : comparisons) {
            List<int[]> ways = waysOf.getOrDefault(comparison.layout(), List.of());
            double[] ofWays = comparison.scores(ways);
            int[] picked = picks.getOrDefault(comparison.layout(), new int[0]);
            scores.add(Arrays.stream(picked).mapToDouble(way -> ofWays[way]).toArray());
        }
        return scores.toArray(double[][]::new);
    }

    /** Comparisons of the same layout are relabelled alike, so that what moves them together keeps doing so; those of others by themselves. */
    private static Map<Layout, int[]> picks(Map<Layout, List<int[]>> waysOf, SplittableRandom random,
            int most) {
        Map<Layout, int[]> picks = new LinkedHashMap<>();
        waysOf.forEach((layout, ways) -> {
            int[] picked = IntStream.range(0, waysOf.size() == 1 ? ways.size() : most)
                    .map(way -> way == 0 || waysOf.size() == 1 ? way : random.nextInt(ways.size())).toArray();
            picks.put(layout, picked);
        });
        return picks;
    }
}
