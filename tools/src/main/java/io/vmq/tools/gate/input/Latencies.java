package io.vmq.tools.gate.input;

import io.vmq.tools.gate.Metric;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/** The percentiles that are compared, by name. */
final class Latencies {

    /** In the order in which they are shown. */
    private static final Map<String, Double> PERCENTILES = percentiles();

    private Latencies() {}

    private static Map<String, Double> percentiles() {
        Map<String, Double> percentiles = new LinkedHashMap<>();
        percentiles.put("p50", 50.0);
        percentiles.put("p90", 90.0);
        percentiles.put("p99", 99.0);
        percentiles.put("p99.9", 99.9);
        return percentiles;
    }

    /** The percentile of a metric that is one, from 0 to 100. */
    static double percentile(Metric metric) {
        return Objects.requireNonNull(PERCENTILES.get(metric.name()), metric.name());
    }

    /** The value of each percentile in ns. */
    static Map<Metric, Double> figures(DoubleUnaryOperator nsAt) {
        return figures(nsAt, "ns");
    }

    /** The value of each percentile in a unit of which less is better. */
    static Map<Metric, Double> figures(DoubleUnaryOperator valueAt, String unit) {
        Map<Metric, Double> figures = new LinkedHashMap<>();
        PERCENTILES.forEach((name, percentile) -> figures.put(new Metric(name, unit, Metric.Better.LOWER),
                valueAt.applyAsDouble(percentile)));
        return figures;
    }
}
