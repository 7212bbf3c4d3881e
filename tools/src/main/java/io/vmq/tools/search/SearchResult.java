package io.vmq.tools.search;

import io.vmq.nic.machine.Machine;
import io.vmq.tools.experiment.Tool;
import java.util.List;

/**
 * What a search gave.
 *
 * @param modes
 *            in the order in which they were asked for; without those that had not begun
 * @param interrupted
 *            whether it was stopped before its end
 */
public record SearchResult(Tool tool, Machine machine, SearchPlan plan, List<ModeResult> modes, boolean interrupted) {

    public SearchResult {
        modes = List.copyOf(modes);
    }

    /** Whether this machine, not a mode, was the limit of some search. */
    public boolean hostLimited() {
        return modes.stream().flatMap(mode -> mode.goals().stream()).anyMatch(goal -> goal.ending() == Ending.HOST);
    }
}
