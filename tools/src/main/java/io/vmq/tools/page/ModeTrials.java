package io.vmq.tools.page;

import io.vmq.tools.archive.StoredTrial;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The trials of one mode of one result, each with what the log has of it.
 *
 * @param name
 *            of the mode; where there are several results, after the name of its result
 */
record ModeTrials(String mode, String name, List<Logged> trials) {

    ModeTrials {
        trials = List.copyOf(trials);
    }

    /** A trial and its log. */
    record Logged(StoredTrial trial, TrialLog log) {}

    /** The trial that stands for all: the one with the median p99, or the median rate where there is no latency. */
    Logged shown() {
        Comparator<Logged> byTail = Comparator
                .comparingDouble(logged -> Values.numberOrZero(logged.trial().tree(), "latencyNs", "p99"));
        List<Logged> sorted = trials.stream().sorted(byTail.thenComparingDouble(
                logged -> Values.numberOrZero(logged.trial().tree(), "rate", "deliveredPps"))).toList();
        return sorted.get((sorted.size() - 1) / 2);
    }

    /** Which trial {@link #shown} is, in words. */
    String shownText() {
        StoredTrial trial = shown().trial();
        String which = "trial " + trial.trial() + ", seed " + trial.seed();
        return trials.size() == 1 ? which : which + ", the median of " + trials.size() + " by p99";
    }

    /** Median over the trials of a number in their documents; null if none has it. */
    @Nullable
    Double median(String... path) {
        return Values.median(trials, logged -> Values.number(logged.trial().tree(), path));
    }

    boolean valid() {
        return trials.stream().allMatch(logged -> logged.trial().valid());
    }
}
