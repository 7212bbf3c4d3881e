package io.vmq.tools.gate.history;

import io.vmq.dispatch.measure.Median;
import io.vmq.tools.gate.Metric;
import io.vmq.tools.gate.Series;
import io.vmq.tools.gate.Side;
import io.vmq.tools.gate.TrialFigures;
import io.vmq.tools.scenario.BadInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** A history in the making, point after point. For one thread. */
final class HistoryDraft {

    private static final Pattern PERCENTILE = Pattern.compile("p\\d+(\\.\\d+)?");

    private final List<Point> points = new ArrayList<>();
    private final Map<Key, List<Reading>> readings = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private int unmeasured;

    private record Key(String series, Metric metric) {}

    void remark(String sentence) {
        if (!remarks.contains(sentence)) {
            remarks.add(sentence);
        }
    }

    int points() {
        return points.size();
    }

    /** Begins the next point. */
    void point(Point point) {
        points.add(point);
    }

    /** Gives the last point the medians over the trials of a side. */
    void add(Side side) {
        for (Series series : side.series()) {
            for (Metric metric : series.metrics()) {
                double[] values = series.trials().stream().map(TrialFigures::figures)
                        .map(figures -> figures.get(metric))
                        .filter(Objects::nonNull).mapToDouble(Double::doubleValue).toArray();
                if (values.length > 0) {
                    add(series.name(), metric, Median.of(values));
                }
            }
        }
    }

    /** Gives the last point a value; a percentile of zero is one of nothing, and is left out. */
    void add(String series, Metric metric, double value) {
        List<Reading> trace = readings.computeIfAbsent(new Key(series, metric), _ -> new ArrayList<>());
        if (value == 0 && isPercentile(metric.name())) {
            unmeasured++;
        } else {
            trace.add(new Reading(points.size() - 1, value));
        }
    }

    static boolean isPercentile(String metric) {
        return PERCENTILE.matcher(metric).matches();
    }

    /**
     * What has come together, of the figures that are wanted.
     *
     * @throws BadInputException
     *             if a pattern or a name fits none of them
     */
    History history(String source, String order, FigureChoice choice) {
        if (unmeasured > 0) {
            remark("Left out: " + unmeasured + (unmeasured == 1 ? " percentile" : " percentiles")
                    + " of zero, since nothing takes no time.");
        }
        List<Trace> traces = readings.entrySet().stream()
                .map(entry -> new Trace(entry.getKey().series(), entry.getKey().metric(), entry.getValue()))
                .toList();
        choice.refuseWhatFitsNothing(traces);
        return new History(source, order, points, traces.stream().filter(choice::has).toList(), remarks);
    }
}
