package io.vmq.tools.page;

import io.vmq.tools.archive.HistogramLog;
import io.vmq.tools.archive.HistogramLogReader;
import io.vmq.tools.archive.StoredResult;
import io.vmq.tools.archive.StoredTrial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A result of the page, with its log.
 *
 * @param name
 *            tells it from the others of the page
 */
record ReportedResult(String name, StoredResult result, List<ModeTrials> modes) {

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
        Path file = result.log();
        @Nullable HistogramLog log = file == null ? null : HistogramLogReader.read(file);
        Map<String, List<ModeTrials.Logged>> byMode = new LinkedHashMap<>();
        for (StoredTrial trial : result.trials()) {
            byMode.computeIfAbsent(trial.mode(), _ -> new ArrayList<>())
                    .add(new ModeTrials.Logged(trial, TrialLog.of(log, trial)));
        }
        List<ModeTrials> modes = new ArrayList<>();
        byMode.forEach((mode, trials) -> modes.add(new ModeTrials(mode, alone ? mode : name + " " + mode, trials)));
        return new ReportedResult(name, result, modes);
    }

    boolean isCapacityRun() {
        return modes.stream().allMatch(mode -> mode.median("latencyNs", "p50") == null);
    }
}
