package io.vmq.tools.search;

import java.util.List;

/**
 * When a load counts as a bound, and which trials decide it. A search goes through levels, from rough and cheap to the one that
 * counts, and each begins at the bounds of the one before.
 */
public sealed interface LoadRule permits EverySeed, DurationSums {

    /** Levels, 1 or more. */
    int levels();

    /** Largest relative distance of the bounds at which a level ends, as a fraction of the upper one. */
    double width(int level);

    /** The shortest trial that will be asked for, ns. */
    long shortestTrialNs();

    /** What the trials at a load say; all of them valid. */
    Bound classify(int level, SearchGoal goal, List<TrialOutcome> trials);

    /** The next trial at a load at which {@code done} trials have counted. */
    TrialRequest next(int level, double loadPps, int done);

    /** The Conditional Throughput: frames per second that can be expected to arrive at a lower bound. */
    double conditionalPps(SearchGoal goal, List<TrialOutcome> trials);
}
