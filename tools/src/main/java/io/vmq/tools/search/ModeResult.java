package io.vmq.tools.search;

import java.util.List;

/**
 * What was found for one mode.
 *
 * @param goals
 *            one result a goal, in the order of the goals
 * @param trials
 *            all trials, in the order in which they ran; they count for all goals
 */
public record ModeResult(String mode, List<GoalResult> goals, List<Trial> trials) {

    public ModeResult {
        goals = List.copyOf(goals);
        trials = List.copyOf(trials);
    }

    /**
     * A trial that ran to its end.
     *
     * @param discarded
     *            whether it ran for warming up only and counts for nothing
     */
    public record Trial(TrialOutcome outcome, boolean discarded) {

        /** Whether it is evidence about the mode. */
        public boolean counts() {
            return !discarded && outcome.valid();
        }
    }
}
