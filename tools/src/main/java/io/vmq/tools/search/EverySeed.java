package io.vmq.tools.search;

import java.util.List;

/**
 * The rule of virtual time, which has no noise: a load meets a goal if the trial of every seed does, and one that does not is
 * enough to know that it does not.
 *
 * @param trials
 *            seeds, 1 or more
 * @param durationNs
 *            measured time of each trial
 */
public record EverySeed(int trials, long durationNs) implements LoadRule {

    /** As the Goal Width of FD.io CSIT: half a percent. */
    static final double WIDTH = 0.005;

    @Override
    public int levels() {
        return 1;
    }

    @Override
    public double width(int level) {
        return WIDTH;
    }

    @Override
    public long shortestTrialNs() {
        return durationNs;
    }

    @Override
    public Bound classify(int level, SearchGoal goal, List<TrialOutcome> done) {
        if (!done.stream().allMatch(goal::isMetBy)) {
            return Bound.UPPER;
        }
        return done.size() >= trials ? Bound.LOWER : Bound.UNDECIDED;
    }

    @Override
    public TrialRequest next(int level, double loadPps, int done) {
        return new TrialRequest(loadPps, durationNs, done);
    }

    @Override
    public double conditionalPps(SearchGoal goal, List<TrialOutcome> done) {
        TrialOutcome first = done.getFirst();
        return first.request().loadPps() * (1 - done.stream().mapToDouble(TrialOutcome::lossRatio).max().orElse(0));
    }
}
