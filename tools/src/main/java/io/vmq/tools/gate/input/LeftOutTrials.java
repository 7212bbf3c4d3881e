package io.vmq.tools.gate.input;

import io.vmq.tools.archive.StoredTrial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Keeps count of trials that say nothing about latency or throughput, because something disturbed or ended them. For one thread. */
final class LeftOutTrials {

    private static final class OfMode {
        private int all;
        private int invalid;
        private int partial;
        private final Set<String> reasons = new TreeSet<>();
    }

    private final Map<String, OfMode> modes = new LinkedHashMap<>();

    /** Whether the trial is valid and whole; otherwise counts it. */
    boolean mayStay(StoredTrial trial) {
        OfMode mode = modes.computeIfAbsent(trial.mode(), any -> new OfMode());
        mode.all++;
        if (!trial.valid()) {
            mode.invalid++;
            mode.reasons.addAll(trial.invalidReasons());
        } else if (trial.partial()) {
            mode.partial++;
        }
        return trial.valid() && !trial.partial();
    }

    /** A sentence for each mode that lost some. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        modes.forEach((name, mode) -> {
            if (mode.invalid + mode.partial > 0) {
                remarks.add((mode.invalid + mode.partial) + " of " + Counts.of(mode.all, "trial") + " of " + name
                        + " left out: " + causes(mode) + ".");
            }
        });
        return remarks;
    }

    private static String causes(OfMode mode) {
        List<String> causes = new ArrayList<>();
        if (mode.invalid > 0) {
            String reasons = mode.reasons.isEmpty() ? "" : " (" + String.join(", ", mode.reasons) + ")";
            causes.add(mode.invalid + " INVALID" + reasons);
        }
        if (mode.partial > 0) {
            causes.add(mode.partial + " partial");
        }
        return String.join(", ", causes);
    }
}
