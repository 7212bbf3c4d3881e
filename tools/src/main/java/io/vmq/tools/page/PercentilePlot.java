package io.vmq.tools.page;

import io.vmq.tools.drawing.Ink;
import io.vmq.tools.drawing.LinePlot;
import io.vmq.tools.drawing.LinearScale;
import io.vmq.tools.drawing.LogScale;
import io.vmq.tools.drawing.Point;
import io.vmq.tools.drawing.Scale;
import io.vmq.tools.drawing.TailScale;
import io.vmq.tools.report.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Latency by percentile, a line for each mode, all trials of a mode together and each of them thin behind it. */
final class PercentilePlot {

    private static final int POINTS = 240;
    private static final int POINTS_BEHIND = 80;
    private static final int MOST_BEHIND = 12;
    private static final double NS_PER_US = 1e3;
    /** Wider ranges of latency are drawn on a logarithmic axis. */
    private static final double LINEAR_RANGE = 8;
    private static final Map<String, Double> STORED = Map.of("min", 0.0, "p50", 50.0, "p75", 75.0, "p90", 90.0, "p99",
            99.0, "p99.9", 99.9, "p99.99", 99.99, "p99.999", 99.999);

    private final List<LinePlot.Series> series = new ArrayList<>();
    private boolean hasLogs;
    private boolean hasSummaries;
    private boolean hasTrials;
    private long most = 1;

    private PercentilePlot() {}

    /** The plot and the sentences below it; null if no trial has latencies. */
    static @Nullable Shown of(String title, List<ModeTrials> modes) {
        PercentilePlot plot = new PercentilePlot();
        for (int i = 0; i < modes.size(); i++) {
            plot.add(modes.get(i), Ink.series(i));
        }
        return plot.series.isEmpty() ? null : plot.shown(title);
    }

    private void add(ModeTrials mode, Ink ink) {
        List<Histogram> trials = new ArrayList<>();
        for (ModeTrials.Logged logged : mode.trials()) {
            Histogram whole = logged.log().whole();
            if (whole != null && whole.getTotalCount() > 0) {
                trials.add(whole);
            }
        }
        if (trials.isEmpty()) {
            addSummary(mode, ink);
            return;
        }
        Histogram pooled = trials.getFirst().copy();
        trials.stream().skip(1).forEach(pooled::add);
        most = Math.max(most, pooled.getTotalCount());
        List<List<Point>> behind = trials.size() == 1
                ? List.of()
                : trials.stream().limit(MOST_BEHIND).map(trial -> curve(trial, POINTS_BEHIND)).toList();
        hasTrials |= trials.size() > 1;
        hasLogs = true;
        series.add(new LinePlot.Series(mode.name(), ink, curve(pooled, POINTS), behind, false));
    }

    private static List<Point> curve(AbstractHistogram values, int points) {
        double nines = Math.log10((double) values.getTotalCount());
        List<Point> curve = new ArrayList<>();
        for (int i = 0; i <= points; i++) {
            double percentile = i == points ? 100 : TailScale.percentile(nines * i / points);
            double place = TailScale.percentile(nines * i / points);
            curve.add(new Point(place, values.getValueAtPercentile(percentile) / NS_PER_US));
        }
        return thinned(curve);
    }

    /** Without the points inside of level stretches. */
    private static List<Point> thinned(List<Point> curve) {
        List<Point> kept = new ArrayList<>();
        for (int i = 0; i < curve.size(); i++) {
            boolean inside = i > 0 && i < curve.size() - 1 && i % 8 != 0 && curve.get(i - 1).y() == curve.get(i).y()
                    && curve.get(i + 1).y() == curve.get(i).y();
            if (!inside) {
                kept.add(curve.get(i));
            }
        }
        return kept;
    }

    private void addSummary(ModeTrials mode, Ink ink) {
        JsonNode latency = mode.shown().trial().tree().path("latencyNs");
        double count = Values.numberOrZero(latency, "count");
        if (count < 1) {
            return;
        }
        List<Point> curve = STORED.entrySet().stream().sorted(Map.Entry.comparingByValue())
                .filter(entry -> entry.getValue() < TailScale.percentile(Math.log10(count)) || entry.getValue() == 0)
                .flatMap(entry -> point(entry.getValue(), mode.median("latencyNs", entry.getKey()))).toList();
        List<Point> whole = Stream.concat(curve.stream(),
                point(TailScale.percentile(Math.log10(count)), mode.median("latencyNs", "max"))).toList();
        most = Math.max(most, (long) count);
        hasSummaries = true;
        series.add(new LinePlot.Series(mode.name(), ink, whole, List.of(), true));
    }

    private static Stream<Point> point(double percentile, @Nullable Double ns) {
        return ns == null ? Stream.empty() : Stream.of(new Point(percentile, ns / NS_PER_US));
    }

    private Shown shown(String title) {
        LinePlot plot = new LinePlot(title, description(), TailScale.of(most), "percentile of frames",
                scale(series.stream().flatMap(line -> line.values().stream()).toList()), "latency, us", series,
                List.of());
        return new Shown("percentiles", plot, note());
    }

    /** Fits latencies; logarithmic where the range asks for it. */
    static Scale scale(List<Point> points) {
        double most = points.stream().mapToDouble(Point::y).max().orElse(1);
        double least = points.stream().mapToDouble(Point::y).filter(value -> value > 0).min().orElse(most);
        return most > LINEAR_RANGE * least ? LogScale.around(least, most) : LinearScale.upTo(most);
    }

    private String description() {
        StringBuilder text = new StringBuilder(
                "Latency in us by percentile, each further nine as wide as the one before.");
        series.forEach(line -> text.append(' ').append(line.name()).append(" ends at ")
                .append(Figures.us(line.values().getLast().y() * NS_PER_US)).append(" us."));
        return text.toString();
    }

    private String note() {
        String note = "Latency is completion less due time, for every frame. The axis is 1/(1-p): each further nine is as wide as the "
                + "one before.";
        if (hasTrials) {
            note += " Thick: all trials of a mode together; thin: each trial.";
        }
        if (hasSummaries) {
            note += hasLogs
                    ? " Modes without a histogram log are drawn through the percentiles of the result (medians over trials)."
                    : " There is no histogram log of the result: lines go through its percentiles (medians over trials).";
        }
        if (series.size() > Ink.SERIES) {
            note += " There are more lines than inks: after " + Ink.SERIES
                    + " they come again, in the order of the legend.";
        }
        return note;
    }
}
