package io.vmq.tools.search;

import java.util.Comparator;
import java.util.List;

/**
 * The trials at one load, added up as RFC 9971 (Multiple Loss Ratio Search) does to classify the load. A trial is low-loss if it
 * meets the goal, otherwise high-loss; it is short if it is shorter than the Goal Final Trial Duration, otherwise full-length.
 *
 * @param fullLowNs
 *            time of the full-length low-loss trials, ns; the others likewise
 */
record TrialSums(double fullLowNs, double fullHighNs, double shortLowNs, double shortHighNs) {

    static TrialSums of(SearchGoal goal, long finalTrialNs, List<TrialOutcome> trials) {
        double[] sums = new double[4];
        for (TrialOutcome trial : trials) {
            long durationNs = trial.request().durationNs();
            sums[(durationNs >= finalTrialNs ? 0 : 2) + (goal.isMetBy(trial) ? 0 : 1)] += durationNs;
        }
        return new TrialSums(sums[0], sums[1], sums[2], sums[3]);
    }

    /**
     * The load classification of RFC 9971, appendix A: short high-loss trials count as far as short low-loss ones do not make up
     * for them, and the load is a bound once the trials that are missing cannot change that.
     */
    Bound classify(double durationSumNs, double exceedRatio) {
        double balanceNs = shortLowNs * exceedRatio / (1 - exceedRatio);
        double highNs = fullHighNs + Math.max(0, shortHighNs - balanceNs);
        double wholeNs = Math.max(fullLowNs + highNs, durationSumNs);
        double toleratedNs = wholeNs * exceedRatio;
        if (highNs > toleratedNs) {
            return Bound.UPPER;
        }
        return wholeNs - fullLowNs <= toleratedNs ? Bound.LOWER : Bound.UNDECIDED;
    }

    /**
     * The Conditional Throughput of RFC 9971, appendix B: the load less the loss of the worst full-length trial that is not
     * tolerated; trials missing from the Goal Duration Sum count as lost.
     */
    static double conditionalPps(double durationSumNs, double exceedRatio, long finalTrialNs,
            List<TrialOutcome> trials) {
        List<TrialOutcome> full = trials.stream().filter(trial -> trial.request().durationNs() >= finalTrialNs)
                .sorted(Comparator.comparingDouble(TrialOutcome::lossRatio)).toList();
        double fullNs = full.stream().mapToDouble(trial -> trial.request().durationNs()).sum();
        double remainingNs = Math.max(durationSumNs, fullNs) * (1 - exceedRatio);
        double lossRatio = full.isEmpty() ? 1 : full.getFirst().lossRatio();
        for (TrialOutcome trial : full) {
            if (remainingNs > 0) {
                lossRatio = trial.lossRatio();
                remainingNs -= trial.request().durationNs();
            }
        }
        return trials.getFirst().request().loadPps() * (remainingNs > 0 ? 0 : 1 - lossRatio);
    }
}
