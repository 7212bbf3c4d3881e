package io.vmq.tools.gate.history;

import io.vmq.tools.gate.GateVerdict;
import java.util.List;

/**
 * What a history comes to.
 *
 * @param verdict
 *            regressed if a change for the worse lies among the last results and was not undone; else inconclusive if there
 *            is a figure of which nothing can be said; else improved if there is one for the better; else pass
 * @param needed
 *            how many results it takes to tell a change of one figure from chance among all figures
 * @param changes
 *            in the order of the history's traces, and of time in each
 * @param untested
 *            figures of which nothing can be said, in the order of the history's traces
 */
public record HistoryResult(History history, HistoryRules rules, GateVerdict verdict, int needed, List<Change> changes,
        List<Suspect> suspects, List<Drift> drifts, List<Untested> untested) {

    public HistoryResult {
        changes = List.copyOf(changes);
        suspects = List.copyOf(suspects);
        drifts = List.copyOf(drifts);
        untested = List.copyOf(untested);
    }

    /** Whether the change lies among the last results that the rules look at. */
    public boolean isRecent(Change change) {
        return rules.isRecent(change.at(), history.points().size());
    }
}
