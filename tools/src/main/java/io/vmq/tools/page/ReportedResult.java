package io.vmq.tools.page;

import io.vmq.tools.archive.HistogramLog;
import io.vmq.tools.archive.HistogramLogReader;
import io.vmq.tools.archive.StoredResult;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A result of the page, with its log.
 *
 * @param name
 *            tells it from the others of the page
 * @param hasForeignLog
 *            whether the log beside it is of another run, and so left out
 */
record ReportedResult(String name, StoredResult result, List<ModeTrials> modes, boolean hasForeignLog) {

    /** How far figures of the log may be from those of the document: histograms keep three digits. */
    private static final double AGREEMENT = 0.01;

    ReportedResult {
        modes = List.copyOf(modes);
    }

    /**
     * Reads the log, if there is one, and puts trials to their modes.
     *
     * @param alone
     *            whether there is no other result, so that modes need not say whose they are
     */
    static ReportedResult of(StoredResult result, String name, boolean alone) {
        HistogramLog log = log(result);
        List<ModeTrials.Logged> logged = logged(result, log);
        boolean foreign = !logged.stream().allMatch(ReportedResult::agrees);
        List<ModeTrials.Logged> trials = foreign ? logged(result, null) : logged;
        Map<String, List<ModeTrials.Logged>> byMode = trials.stream().collect(
                Collectors.groupingBy(trial -> trial.trial().mode(), LinkedHashMap::new, Collectors.toList()));
        List<ModeTrials> modes = byMode.entrySet().stream().map(mode -> new ModeTrials(mode.getKey(),
                alone ? mode.getKey() : name + " " + mode.getKey(), mode.getValue())).toList();
        return new ReportedResult(name, result, modes, foreign);
    }

    /** The log of a capacity run has no interval in it. */
    private static @Nullable HistogramLog log(StoredResult result) {
        Path file = result.log();
        boolean hasLatencies = result.trials().stream()
                .anyMatch(trial -> Values.number(trial.tree(), "latencyNs", "count") != null);
        return file == null || !hasLatencies ? null : HistogramLogReader.read(file);
    }

    private static List<ModeTrials.Logged> logged(StoredResult result, @Nullable HistogramLog log) {
        return result.trials().stream().map(trial -> new ModeTrials.Logged(trial, TrialLog.of(log, trial))).toList();
    }

    /** Whether log and document tell the same of a trial; those that were cut short may not. */
    private static boolean agrees(ModeTrials.Logged logged) {
        Histogram whole = logged.log().whole();
        if (whole == null || logged.trial().partial()) {
            return true;
        }
        JsonNode latency = logged.trial().tree().path("latencyNs");
        double count = Values.numberOrZero(latency, "count");
        double median = Values.numberOrZero(latency, "p50");
        return Math.abs(whole.getTotalCount() - count) <= AGREEMENT * count
                && Math.abs(whole.getValueAtPercentile(50) - median) <= AGREEMENT * median + 1;
    }

    boolean isCapacityRun() {
        return modes.stream().allMatch(mode -> mode.median("latencyNs", "p50") == null);
    }
}
