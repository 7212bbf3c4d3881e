package io.vmq.tools.gate.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Pairs of trials in order of how far apart they are, so that a median over any part of them is one walk. It is put in order once and asked thousands of
 * times.
 */
final class OrderedPairs {

    private static final double PART_OF_ALL = 0.02;

    private final int[] first;
    private final int[] second;
    private final double[] distances;

    private OrderedPairs(double[] values, int[][] pairs, boolean signed) {
        Comparator<int[]> byDistance = Comparator.comparingDouble(pair -> distance(values, pair, signed));
        int[][] ordered = Arrays.stream(pairs).sorted(byDistance).toArray(int[][]::new);
        first = Arrays.stream(ordered).mapToInt(pair -> pair[0]).toArray();
        second = Arrays.stream(ordered).mapToInt(pair -> pair[1]).toArray();
        distances = Arrays.stream(ordered).mapToDouble(pair -> distance(values, pair, signed)).toArray();
    }

    private static double distance(double[] values, int[] pair, boolean signed) {
        double difference = values[pair[0]] - values[pair[1]];
        return signed ? difference : Math.abs(difference);
    }

    /** All pairs in both directions, by the first less the second. */
    static OrderedPairs signed(double... values) {
        return new OrderedPairs(values, IntStream.range(0, values.length).boxed()
                .flatMap(i -> IntStream.range(0, values.length).filter(j -> j != i).mapToObj(j -> new int[] {i, j}))
                .toArray(int[][]::new), true);
    }

    /** The pairs of a trial of the candidate with one of the baseline, by the first less the second. */
    static OrderedPairs across(double[] values, int[] candidate) {
        return new OrderedPairs(values, IntStream.range(0, values.length).filter(i -> candidate[i] == 1).boxed()
                .flatMap(i -> IntStream.range(0, values.length).filter(j -> candidate[j] == 0)
                        .mapToObj(j -> new int[] {i, j}))
                .toArray(int[][]::new), true);
    }

    /** Each pair once, by how far apart the two are. */
    static OrderedPairs unsigned(double... values) {
        return new OrderedPairs(values, IntStream.range(0, values.length).boxed()
                .flatMap(i -> IntStream.range(0, i).mapToObj(j -> new int[] {i, j})).toArray(int[][]::new), false);
    }

    /**
     * The median over the pairs of a trial of the candidate with one of the baseline.
     *
     * @param candidate
     *            how often each trial counts for the candidate
     * @param baseline
     *            how often each trial counts for the baseline
     */
    double medianAcross(int[] candidate, int[] baseline) {
        long total = (long) sum(candidate) * sum(baseline);
        long seen = 0;
        int pair = 0;
        while (2 * seen < total) {
            seen += (long) candidate[first[pair]] * baseline[second[pair]];
            pair++;
        }
        double lower = distances[pair - 1];
        while (2 * seen <= total) {
            seen += (long) candidate[first[pair]] * baseline[second[pair]];
            pair++;
        }
        return (lower + distances[pair - 1]) / 2;
    }

    /**
     * How far apart trials of the same side are: the mean over the pairs but for the third of them that is farthest apart, so that stray trials hardly count. A
     * small part of the mean over all of them is added, so that where most pairs are equal the others still tell.
     *
     * @param candidate
     *            1 for each trial of the candidate, 0 for the others
     */
    double spreadWithin(int[] candidate) {
        int candidates = sum(candidate);
        int baselines = candidate.length - candidates;
        int total = (candidates * (candidates - 1) + baselines * (baselines - 1)) / 2;
        int kept = (2 * total + 2) / 3;
        int seen = 0;
        double keptSum = 0;
        double sum = 0;
        for (int pair = 0; pair < distances.length; pair++) {
            int same = 1 - (candidate[first[pair]] ^ candidate[second[pair]]);
            seen += same;
            sum += same * distances[pair];
            keptSum = seen <= kept ? sum : keptSum;
        }
        return kept == 0 ? 0 : keptSum / kept + PART_OF_ALL * sum / total;
    }

    private static int sum(int[] counts) {
        int sum = 0;
        for (int count : counts) {
            sum += count;
        }
        return sum;
    }
}
