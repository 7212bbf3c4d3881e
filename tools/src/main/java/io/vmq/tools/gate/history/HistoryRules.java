package io.vmq.tools.gate.history;

/**
 * What counts as a change in a history.
 *
 * @param minEffect
 *            smallest change that is reported, as a fraction: 0.05 is a ratio of 1.05, or of 1/1.05
 * @param alpha
 *            how often, at most, a history without any change may have one, over all its figures together
 * @param last
 *            how many of the newest results may not hold a change for the worse
 * @param seed
 *            of the permutations, so that the same files give the same answer
 */
public record HistoryRules(double minEffect, double alpha, int last, long seed) {

    /** Smallest effect 5 %, false alarms 5 %, the last ten results. */
    public static final HistoryRules DEFAULT = new HistoryRules(0.05, 0.05, 10, 1);

    public HistoryRules {
        if (!(minEffect > 0 && minEffect < 10)) {
            throw new IllegalArgumentException("smallest effect " + minEffect + ": above 0 and below 10 expected");
        }
        if (!(alpha >= 0.001 && alpha < 0.5)) {
            throw new IllegalArgumentException("alpha " + alpha + ": at least 0.001 and below 0.5 expected");
        }
        if (last < 1) {
            throw new IllegalArgumentException("last " + last + ": at least 1 expected");
        }
    }

    /** Whether a point of so many is among the last. */
    boolean isRecent(int point, int points) {
        return point >= points - last;
    }

    /** Whether a ratio is as far from one as a change has to be. */
    boolean matters(double ratio) {
        return Math.abs(Math.log(ratio)) >= Math.log1p(minEffect) * (1 - 1e-9);
    }
}
