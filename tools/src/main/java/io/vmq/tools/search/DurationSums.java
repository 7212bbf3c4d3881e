package io.vmq.tools.search;

import java.util.List;

/**
 * The rule of real time, which is noisy: MLRsearch (RFC 9971) with the values of FD.io CSIT, unless told otherwise. Trials at a
 * load go on until those still missing from the Goal Duration Sum cannot change what the load is.
 *
 * <p>
 * Two rough levels come first, with shorter sums and, if the Goal Initial Trial Duration is less than the final one, with shorter
 * trials, so that the long sums are spent near the bounds.
 *
 * @param initialTrialNs
 *            Goal Initial Trial Duration
 * @param finalTrialNs
 *            Goal Final Trial Duration, no shorter
 * @param durationSumNs
 *            Goal Duration Sum, no shorter than that
 */
public record DurationSums(long initialTrialNs, long finalTrialNs, long durationSumNs) implements LoadRule {

    /** Goal Duration Sum of FD.io CSIT. */
    public static final long USUAL_SUM_NS = 21_000_000_000L;
    /** Goal Exceed Ratio: part of the time that may be high-loss at a lower bound. */
    public static final double EXCEED_RATIO = 0.5;
    /** Goal Width. */
    static final double WIDTH = 0.005;

    private static final int LEVELS = 3;

    public DurationSums {
        if (initialTrialNs < 1 || finalTrialNs < initialTrialNs || durationSumNs < finalTrialNs) {
            throw new IllegalArgumentException("initialTrialNs=" + initialTrialNs + ", finalTrialNs=" + finalTrialNs
                    + ", durationSumNs=" + durationSumNs + ": above 0 and none less than the one before expected");
        }
    }

    @Override
    public int levels() {
        return LEVELS;
    }

    @Override
    public double width(int level) {
        return WIDTH * (1 << (LEVELS - 1 - level));
    }

    @Override
    public long shortestTrialNs() {
        return initialTrialNs;
    }

    @Override
    public Bound classify(int level, SearchGoal goal, List<TrialOutcome> trials) {
        return TrialSums.of(goal, trialNs(level), trials).classify((double) sumNs(level), EXCEED_RATIO);
    }

    @Override
    public TrialRequest next(int level, double loadPps, int done) {
        return new TrialRequest(loadPps, trialNs(level), done);
    }

    @Override
    public double conditionalPps(SearchGoal goal, List<TrialOutcome> trials) {
        return TrialSums.conditionalPps((double) durationSumNs, EXCEED_RATIO, finalTrialNs, trials);
    }

    /** The levels between lie evenly on a scale of ratios. */
    private long trialNs(int level) {
        return between(level, initialTrialNs, finalTrialNs);
    }

    private long sumNs(int level) {
        return between(level, initialTrialNs, durationSumNs);
    }

    private static long between(int level, long firstNs, long lastNs) {
        return switch (level) {
            case 0 -> firstNs;
            case LEVELS - 1 -> lastNs;
            default -> Math.round(Math.sqrt((double) firstNs * lastNs));
        };
    }
}
