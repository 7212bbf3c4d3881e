package io.vmq.bench.path;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a run of the benchmark found.
 *
 * @param series
 *            one for each figure, in order
 * @param partial
 *            whether it was stopped before its end
 */
record Measured(List<Series> series, boolean partial) {

    Measured {
        series = List.copyOf(series);
    }

    /**
     * How far apart the CPUs usually were, ns: the median of those round trips that are about the same as the most
     * others, and of the nearer ones if several have as many; 0 if there was no round.
     */
    double usualNs() {
        double[] trips = series.stream().flatMap(one -> one.entries().stream()).mapToDouble(Series.Entry::tripNs)
                .sorted().toArray();
        double[] usual = {};
        for (double trip : trips) {
            double[] near = Arrays.stream(trips).filter(other -> Series.isNear(other, trip)).toArray();
            usual = near.length > usual.length ? near : usual;
        }
        return usual.length == 0 ? 0 : Series.median(usual);
    }

    double nearestNs() {
        return series.stream().flatMap(one -> one.entries().stream()).mapToDouble(Series.Entry::nearestNs).min()
                .orElse(0);
    }

    double farthestNs() {
        return series.stream().flatMap(one -> one.entries().stream()).mapToDouble(Series.Entry::farthestNs).max()
                .orElse(0);
    }

    Optional<Series> named(String name) {
        return series.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /**
     * The ratios of the rates of two figures, round by round, rising; of rounds in which both count.
     */
    double[] ratios(Series of, Series to) {
        double usualNs = usualNs();
        double[] ratios = IntStream.range(0, Math.min(of.entries().size(), to.entries().size()))
                .filter(i -> of.counts(i, usualNs) && to.counts(i, usualNs))
                .mapToDouble(i -> of.entries().get(i).round().framesPerSecond()
                        / to.entries().get(i).round().framesPerSecond())
                .toArray();
        Arrays.sort(ratios);
        return ratios;
    }
}
