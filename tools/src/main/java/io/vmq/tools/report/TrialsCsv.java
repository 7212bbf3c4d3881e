package io.vmq.tools.report;

import io.vmq.dispatch.measure.LatencySummary;
import io.vmq.tools.search.LatencyLimit;
import io.vmq.tools.search.LoadRange;
import io.vmq.tools.search.ModeResult;
import io.vmq.tools.search.SearchGoal;
import io.vmq.tools.search.SearchResult;
import io.vmq.tools.search.TrialOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The trials of a search, one row each in the order in which they ran; what does not exist is empty. */
final class TrialsCsv {

    private TrialsCsv() {}

    /** The header line and the rows. */
    static String text(SearchResult result) {
        List<SearchGoal> goals = result.plan().goals();
        StringBuilder csv = new StringBuilder(String.join(",", header(goals))).append('\n');
        for (ModeResult mode : result.modes()) {
            mode.trials().forEach(trial -> csv.append(String.join(",", row(mode.mode(), goals, trial))).append('\n'));
        }
        return csv.toString();
    }

    private static List<String> header(List<SearchGoal> goals) {
        List<String> names = new ArrayList<>(List.of("mode", "loadPps", "trial", "seed", "durationNs", "discarded",
                "valid", "invalidReasons", "generated", "unsent", "dropped", "lossRatio", "deliveredPps"));
        Arrays.stream(LatencyLimit.Point.values()).forEach(point -> names.add("latency:" + point.label() + "Ns"));
        goals.forEach(goal -> names.add("meets:" + goal.name()));
        return names;
    }

    private static List<String> row(String mode, List<SearchGoal> goals, ModeResult.Trial trial) {
        TrialOutcome outcome = trial.outcome();
        List<String> cells = new ArrayList<>(List.of(mode, LoadRange.plain(outcome.request().loadPps()).toPlainString(),
                Integer.toString(outcome.request().trial()), Long.toString(outcome.seed()),
                Long.toString(outcome.request().durationNs()), Boolean.toString(trial.discarded()),
                Boolean.toString(outcome.valid()), String.join(" ", outcome.invalidReasons()),
                Long.toString(outcome.generated()), Long.toString(outcome.unsent()), Long.toString(outcome.dropped()),
                Double.toString(outcome.lossRatio()), LoadRange.plain(outcome.deliveredPps()).toPlainString()));
        LatencySummary latency = outcome.latency();
        for (LatencyLimit.Point point : LatencyLimit.Point.values()) {
            cells.add(latency == null ? "" : Long.toString(point.ofNs(latency)));
        }
        goals.forEach(goal -> cells.add(trial.counts() ? Boolean.toString(goal.isMetBy(outcome)) : ""));
        return cells;
    }
}
