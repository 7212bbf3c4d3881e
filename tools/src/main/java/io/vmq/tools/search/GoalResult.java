package io.vmq.tools.search;

import org.jspecify.annotations.Nullable;

/**
 * What was found for one goal; loads in frames per second.
 *
 * @param lowerPps
 *            Relevant Lower Bound: the largest load that meets the goal below the upper bound; null if there is none
 * @param upperPps
 *            Relevant Upper Bound: the smallest load that does not; null if there is none
 * @param conditionalPps
 *            Conditional Throughput at the lower bound; null without one
 * @param hostLimitPps
 *            the load at which this machine could not follow; null if none was met
 * @param metAbovePps
 *            the largest load above the upper bound at which trials for other goals met this one too, against the
 *            assumption that a search makes; null if none did
 * @param limit
 *            what kept the mode from more, in a few words
 */
public record GoalResult(SearchGoal goal, Ending ending, @Nullable Double lowerPps, @Nullable Double upperPps,
        @Nullable Double conditionalPps, @Nullable Double hostLimitPps, @Nullable Double metAbovePps,
        String limit) {

    /** Distance of the bounds as a fraction of the upper one; null unless both exist. */
    public @Nullable Double relativeWidth() {
        return lowerPps == null || upperPps == null ? null : Double.valueOf((upperPps - lowerPps) / upperPps);
    }
}
