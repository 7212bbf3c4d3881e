package io.vmq.tools.page;

import io.vmq.tools.archive.HistogramLog;
import io.vmq.tools.archive.ResultLog;
import io.vmq.tools.archive.StoredResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A result of the page, with its log.
 *
 * @param name
 *            tells it from the others of the page
 * @param hasForeignLog
 *            whether the log beside it is of another run, and so left out
 */
record ReportedResult(String name, StoredResult result, List<ModeTrials> modes, boolean hasForeignLog) {

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
        ResultLog log = ResultLog.of(result);
        List<ModeTrials.Logged> trials = logged(result, log.log());
        Map<String, List<ModeTrials.Logged>> byMode = trials.stream().collect(
                Collectors.groupingBy(trial -> trial.trial().mode(), LinkedHashMap::new, Collectors.toList()));
        List<ModeTrials> modes = byMode.entrySet().stream().map(mode -> new ModeTrials(mode.getKey(),
                alone ? mode.getKey() : name + " " + mode.getKey(), mode.getValue())).toList();
        return new ReportedResult(name, result, modes, log.foreignTag() != null);
    }

    private static List<ModeTrials.Logged> logged(StoredResult result, @Nullable HistogramLog log) {
        return result.trials().stream().map(trial -> new ModeTrials.Logged(trial, TrialLog.of(log, trial))).toList();
    }

    boolean isCapacityRun() {
        return modes.stream().allMatch(mode -> mode.median("latencyNs", "p50") == null);
    }
}
