package io.vmq.tools.search;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What the trials at the lower bound of a goal gave: the mean over those that count, and of them over the longest if
 * durations differ.
 *
 * @param offeredPps
 *            frames sent per second
 * @param deliveredPps
 *            frames delivered per second
 * @param deliveredBps
 *            the same as bits per second on layer 2, FCS counted
 * @param farthestPps
 *            frames due per second in the trial that is farthest from the load that was asked for
 */
public record LowerTrials(double offeredPps, double deliveredPps, double deliveredBps, double farthestPps) {

    /** The trials at the lower bound; empty if there is no such bound. */
    public static Optional<LowerTrials> of(ModeResult mode, GoalResult goal) {
        Double lowerPps = goal.lowerPps();
        if (lowerPps == null) {
            return Optional.empty();
        }
        List<TrialOutcome> trials = longest(mode.trials().stream().filter(ModeResult.Trial::counts)
                .map(ModeResult.Trial::outcome).filter(trial -> trial.request().loadPps() == lowerPps).toList());
        return trials.stream().max(Comparator.comparingDouble(trial -> Math.abs(trial.duePps() - lowerPps)))
                .map(farthest -> new LowerTrials(mean(trials, TrialOutcome::offeredPps),
                        mean(trials, TrialOutcome::deliveredPps), mean(trials, TrialOutcome::deliveredBps),
                        farthest.duePps()));
    }

    private static List<TrialOutcome> longest(List<TrialOutcome> trials) {
        long longestNs = trials.stream().mapToLong(trial -> trial.request().durationNs()).max().orElse(0);
        return trials.stream().filter(trial -> trial.request().durationNs() == longestNs).toList();
    }

    private static double mean(List<TrialOutcome> trials, ToDoubleFunction<TrialOutcome> figure) {
        return trials.stream().mapToDouble(figure).average().orElseThrow();
    }
}
