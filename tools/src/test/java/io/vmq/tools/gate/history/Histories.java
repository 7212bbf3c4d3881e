package io.vmq.tools.gate.history;

import io.vmq.tools.gate.Metric;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Histories that are made up, from seeds. */
final class Histories {

    private static final List<String> METRICS = List.of("p50", "p90", "p99", "p99.9");

    private Histories() {}

    /** One figure, p99 of series vmq, with these values. */
    static History of(double... values) {
        return of(values.length, List.of(trace("vmq", Metric.latency("p99"), values)));
    }

    static History of(int points, List<Trace> traces) {
        return new History("made-up", "as made", IntStream.range(0, points).mapToObj(Histories::point).toList(), traces,
                List.of());
    }

    /** A course of levels with log-normal noise of {@code noise} around it. */
    static double[] noisy(int points, double noise, long seed, IntToDoubleFunction level) {
        Random random = new Random(seed);
        return IntStream.range(0, points)
                .mapToDouble(i -> level.applyAsDouble(i) * Math.exp(noise * random.nextGaussian()))
                .toArray();
    }

    /** Nine series of five figures without any change. */
    static History quiet(int points, double noise, long seed) {
        List<Trace> traces = new ArrayList<>();
        for (int series = 0; series < 9; series++) {
            for (String metric : METRICS) {
                traces.add(trace("s" + series, Metric.latency(metric),
                        noisy(points, noise, seed * 1_000 + traces.size(), i -> 1e5)));
            }
            traces.add(
                    trace("s" + series, Metric.rate(), noisy(points, noise, seed * 1_000 + traces.size(), i -> 1e6)));
        }
        return of(points, traces);
    }

    static Trace trace(String series, Metric metric, double... values) {
        return new Trace(series, metric,
                IntStream.range(0, values.length).mapToObj(i -> new Reading(i, values[i])).toList());
    }

    private static Point point(int i) {
        return new Point("run-" + i, Integer.toHexString(0xabc000 + i), Instant.EPOCH.plusSeconds(86_400L * i));
    }
}
