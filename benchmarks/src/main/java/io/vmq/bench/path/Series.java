package io.vmq.bench.path;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rounds of one figure. Rounds in which the two CPUs were not as far apart as usual in this run are kept, but not
 * counted.
 */
final class Series {

    /** One round, and how far apart the CPUs were before and after it, whichever was farther. */
    record Entry(Round round, double nearestNs, double farthestNs) {

        double tripNs() {
            return (nearestNs + farthestNs) / 2;
        }
    }

    private static final double SAME_PLACE = 1.4;

    private final String name;
    private final List<Entry> entries = new ArrayList<>();

    Series(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    void add(Entry entry) {
        entries.add(entry);
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Whether round {@code i} ran with the CPUs about {@code usualNs} apart. */
    boolean counts(int i, double usualNs) {
        Entry entry = entries.get(i);
        return isNear(entry.nearestNs(), usualNs) && isNear(entry.farthestNs(), usualNs);
    }

    /** Whether two round trips are about the same. */
    static boolean isNear(double aNs, double bNs) {
        return aNs * SAME_PLACE > bNs && aNs < bNs * SAME_PLACE;
    }

    /** Frames per second of the rounds that count, rising. */
    double[] rates(double usualNs) {
        double[] rates = IntStream.range(0, entries.size()).filter(i -> counts(i, usualNs))
                .mapToDouble(i -> entries.get(i).round().framesPerSecond()).toArray();
        Arrays.sort(rates);
        return rates;
    }

    /** The median over rounds that count of the gaps between batches, ns; 0 if it is not known. */
    double gapNs(double usualNs) {
        double[] gaps = IntStream.range(0, entries.size()).filter(i -> counts(i, usualNs))
                .mapToDouble(i -> entries.get(i).round().gapNs()).sorted().toArray();
        return gaps.length == 0 ? 0 : median(gaps);
    }

    /** The middle one of rising values, or the mean of the two in the middle. */
    static double median(double[] rising) {
        int middle = rising.length / 2;
        return rising.length % 2 == 1 ? rising[middle] : (rising[middle - 1] + rising[middle]) / 2;
    }
}
