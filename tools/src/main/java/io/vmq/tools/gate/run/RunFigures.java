package io.vmq.tools.gate.run;

import io.vmq.dispatch.measure.Median;
import io.vmq.tools.gate.Metric;
import io.vmq.tools.gate.QuantileCurve;
import io.vmq.tools.gate.Series;
import io.vmq.tools.gate.Side;
import io.vmq.tools.gate.TrialFigures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** All runs of one side so far: a run is a trial, and where its result has several trials it is the median of them. */
final class RunFigures {

    private final Map<String, Set<Metric>> metrics = new LinkedHashMap<>();
    private final Map<String, List<TrialFigures>> runs = new LinkedHashMap<>();
    private final String source;
    private Map<String, String> circumstances = Map.of();
    private final List<String> remarks = new ArrayList<>();

    RunFigures(String source) {
        this.source = source;
    }

    /** Adds the result of one run of a block. */
    void add(int block, Side result) {
        circumstances = result.circumstances();
        result.remarks().stream().filter(remark -> !remarks.contains(remark)).forEach(remarks::add);
        for (Series series : result.series()) {
            if (!series.trials().isEmpty()) {
                metrics.computeIfAbsent(series.name(), _ -> new LinkedHashSet<>()).addAll(series.metrics());
                runs.computeIfAbsent(series.name(), _ -> new ArrayList<>()).add(median(block, series));
            }
        }
    }

    private static TrialFigures median(int block, Series series) {
        Map<Metric, Double> figures = new LinkedHashMap<>();
        for (Metric metric : series.metrics()) {
            double[] values = series.trials().stream().map(trial -> trial.figures().get(metric))
                    .filter(Objects::nonNull).mapToDouble(Double::doubleValue).toArray();
            if (values.length > 0) {
                figures.put(metric, Median.of(values));
            }
        }
        return new TrialFigures("block " + block, figures, curve(series.trials()));
    }

    private static @Nullable QuantileCurve curve(List<TrialFigures> trials) {
        List<QuantileCurve> curves = trials.stream().map(TrialFigures::curve).filter(Objects::nonNull).toList();
        if (curves.size() < trials.size()) {
            return null;
        }
        return new QuantileCurve(IntStream.range(0, QuantileCurve.POINTS).mapToObj(
                point -> Median.of(curves.stream().mapToDouble(curve -> curve.values().get(point)).toArray()))
                .toList());
    }

    /** The side as it is so far. */
    Side side() {
        return new Side(source, runs.entrySet().stream().map(
                entry -> new Series(entry.getKey(), List.copyOf(metrics.getOrDefault(entry.getKey(), Set.of())),
                        entry.getValue()))
                .toList(), circumstances, remarks);
    }
}
