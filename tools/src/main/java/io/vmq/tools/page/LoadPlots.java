package io.vmq.tools.page;

import io.vmq.tools.drawing.BarPlot;
import io.vmq.tools.drawing.HeatPlot;
import io.vmq.tools.report.Figures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How loaded queues and cores were: over time where the log says it, and as busy time of cores. */
final class LoadPlots {

    private static final int MOST_BARS = 64;

    private LoadPlots() {}

    /** Frames delivered from each queue, by interval; null if the log does not have them. */
    static @Nullable Shown queues(ModeTrials mode) {
        ModeTrials.Logged logged = mode.shown();
        LoadGrid grid = LoadGrid.of(logged.log());
        if (grid == null) {
            return null;
        }
        List<JsonNode> queues = Values.items(logged.trial().tree(), "queues");
        List<Integer> loaded = logged.log().queues().keySet().stream().sorted().toList();
        List<HeatPlot.Row> rows = loaded.stream()
                .map(queue -> new HeatPlot.Row(queueName(queues, queues.get(queue)),
                        grid.rates(frames(grid, logged, queue))))
                .toList();
        HeatPlot plot = new HeatPlot(mode.name() + ": frames delivered by queue",
                "Thousands of frames a second, a row for each queue that delivered, a column for each interval.",
                "kpps", grid.bounds(), busiest(rows));
        return new Shown(mode.name() + "-queues", plot, "Of " + mode.shownText() + leftOut(rows.size()));
    }

    private static double[] frames(LoadGrid grid, ModeTrials.Logged logged, int queue) {
        double[] frames = grid.empty();
        for (TrialLog.Frames part : logged.log().queues().getOrDefault(queue, List.of())) {
            grid.spread(frames, part.from(), part.to(), (double) part.count());
        }
        return frames;
    }

    private static String queueName(List<JsonNode> queues, JsonNode queue) {
        boolean oneNic = queues.stream().map(other -> Values.text(other, "nic")).distinct().count() <= 1;
        String vm = Values.text(queue, "vm");
        return (oneNic ? "" : Values.text(queue, "nic") + " ") + "q" + Values.text(queue, "id")
                + (vm.isEmpty() ? "" : " " + vm);
    }

    /** Frames that each core served, by interval; null if the log cannot say. */
    static @Nullable Shown cores(ModeTrials mode) {
        ModeTrials.Logged logged = mode.shown();
        LoadGrid grid = LoadGrid.of(logged.log());
        if (grid == null) {
            return null;
        }
        List<JsonNode> cores = Values.items(logged.trial().tree(), "cores");
        List<double[]> frames = CoreFrames.of(grid, logged);
        if (frames.isEmpty()) {
            return null;
        }
        List<HeatPlot.Row> rows = IntStream.range(0, cores.size())
                .mapToObj(core -> new HeatPlot.Row(coreName(cores.get(core)), grid.rates(frames.get(core)))).toList();
        HeatPlot plot = new HeatPlot(mode.name() + ": frames delivered by core",
                "Thousands of frames a second, a row for each core, a column for each interval.", "kpps",
                grid.bounds(), busiest(rows));
        return new Shown(mode.name() + "-cores", plot, "Of " + mode.shownText()
                + ": frames of a queue count for the core that served it then; of an interval in which it moved, by time"
                + leftOut(rows.size()));
    }

    /** Share of time that each core was in service; null if there are no cores. */
    static @Nullable Shown busy(ModeTrials mode) {
        List<JsonNode> cores = Values.items(mode.shown().trial().tree(), "cores");
        List<BarPlot.Bar> bars = cores.stream()
                .sorted(Comparator.comparingDouble(core -> -Values.numberOrZero(core, "busy")))
                .limit(MOST_BARS).sorted(Comparator.comparingDouble(core -> Values.numberOrZero(core, "id")))
                .map(LoadPlots::bar).toList();
        if (bars.isEmpty()) {
            return null;
        }
        BarPlot plot = new BarPlot(mode.name() + ": busy time of cores",
                "Percent of the measured time that each core was in service.", "busy, % of the measured time", bars);
        return new Shown(mode.name() + "-busy", plot, "Of " + mode.shownText() + leftOut(cores.size()));
    }

    private static BarPlot.Bar bar(JsonNode core) {
        double busy = Values.numberOrZero(core, "busy");
        return new BarPlot.Bar(coreName(core), 100 * busy, Figures.percent(busy) + " %");
    }

    private static String coreName(JsonNode core) {
        return "core " + Values.text(core, "id") + " (" + Values.text(core, "processor") + ")";
    }

    /** Rows in their order, but only the busiest where there are too many. */
    private static List<HeatPlot.Row> busiest(List<HeatPlot.Row> rows) {
        if (rows.size() <= MOST_BARS) {
            return rows;
        }
        List<HeatPlot.Row> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparingDouble(row -> -row.loads().stream().mapToDouble(Double::doubleValue).sum()));
        List<HeatPlot.Row> kept = sorted.subList(0, MOST_BARS);
        return rows.stream().filter(kept::contains).toList();
    }

    private static String leftOut(int rows) {
        return rows > MOST_BARS ? ". The " + MOST_BARS + " busiest of " + rows + " are shown." : ".";
    }

    /** Sum of frames. */
    static double sum(double[] frames) {
        return Arrays.stream(frames).sum();
    }
}
