package io.vmq.tools.page;

import io.vmq.tools.archive.LoggedInterval;
import io.vmq.tools.drawing.Ink;
import io.vmq.tools.drawing.LinePlot;
import io.vmq.tools.drawing.LinePlot.Mark;
import io.vmq.tools.drawing.LinePlot.Series;
import io.vmq.tools.drawing.LinearScale;
import io.vmq.tools.drawing.Point;
import io.vmq.tools.report.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.HdrHistogram.AbstractHistogram;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Latency over the time of one trial, interval by interval, with what happened meanwhile. */
final class TimePlot {

    private static final int MOST_INTERVALS = 400;
    /** So few are drawn as steps, more as a line through their middles. */
    private static final int MOST_STEPS = 150;
    /** Steps end this share of an interval before the next begins. */
    private static final double GAP = 0.02;
    private static final double NS_PER_US = 1e3;

    private TimePlot() {}

    /** The plot; null if the log does not have the trial. */
    static @Nullable Shown of(ModeTrials mode, JsonNode scenario) {
        ModeTrials.Logged logged = mode.shown();
        List<Level> intervals = TrialLog.atMost(MOST_INTERVALS, logged.log().total()).stream()
                .flatMap(TimePlot::level).toList();
        if (intervals.isEmpty()) {
            return null;
        }
        double from = intervals.getFirst().from();
        double to = Math.max(intervals.getLast().to(), from + 1e-3);
        List<Series> series = List.of(
                series("p99", 0, intervals, Level::p99Ns),
                series("max", 1, intervals, Level::maxNs),
                series("p50", 2, intervals, Level::p50Ns));
        List<Mark> marks = PlannedMarks.of(scenario, logged.trial().tree(), from, to);
        List<Point> all = series.stream().flatMap(line -> line.values().stream()).toList();
        LinePlot plot = new LinePlot(mode.name() + ": latency over time", description(series, marks),
                new LinearScale(from, to), "time since the trial began, s", PercentilePlot.scale(all), "latency, us",
                series, marks);
        return new Shown(mode.name() + "-latency-over-time", plot, note(mode, logged.log().total(), intervals));
    }

    /** Latencies of an interval that had any; times in s since the trial began. */
    private record Level(double from, double to, long p50Ns, long p99Ns, long maxNs) {}

    private static Stream<Level> level(LoggedInterval interval) {
        AbstractHistogram values = interval.values();
        return values.getTotalCount() == 0
                ? Stream.empty()
                : Stream.of(new Level(interval.startSeconds(), interval.endSeconds(), values.getValueAtPercentile(50),
                        values.getValueAtPercentile(99), values.getMaxValue()));
    }

    private static Series series(String name, int ink, List<Level> intervals, ToLongFunction<Level> value) {
        List<Point> points = new ArrayList<>();
        for (Level interval : intervals) {
            double us = value.applyAsLong(interval) / NS_PER_US;
            double length = interval.to() - interval.from();
            if (intervals.size() <= MOST_STEPS) {
                points.add(new Point(interval.from() + GAP * length, us));
                points.add(new Point(interval.to() - GAP * length, us));
            } else {
                points.add(new Point(interval.from() + length / 2, us));
            }
        }
        return new Series(name, Ink.series(ink), points, List.of(), false);
    }

    private static String description(List<Series> series, List<Mark> marks) {
        List<String> parts = new ArrayList<>();
        for (Series line : series) {
            double most = line.values().stream().mapToDouble(Point::y).max().orElse(0);
            parts.add(line.name() + " is at most " + Figures.us(most * NS_PER_US) + " us");
        }
        return "Latency in us by time in s. In an interval "
                + String.join(", ", Stream.concat(parts.stream(), marks.stream().map(mark -> "marked " + mark.name()))
                        .toList())
                + ".";
    }

    private static String note(ModeTrials mode, List<LoggedInterval> logged, List<Level> shown) {
        Level first = shown.getFirst();
        String each = "Of " + mode.shownText() + ": a value for each interval of about "
                + Figures.fixed(first.to() - first.from(), 1) + " s, by when frames were due.";
        return logged.size() > shown.size() && logged.size() > MOST_INTERVALS
                ? each + " Neighbouring intervals are put together."
                : each;
    }
}
