package io.vmq.tools.gate;

import org.jspecify.annotations.Nullable;

/**
 * One figure of one series, candidate beside baseline.
 *
 * @param baselineTrials
 *            trials behind {@code baseline}
 * @param candidateTrials
 *            trials behind {@code candidate}
 * @param baseline
 *            median over trials, geometric mean where they are few, in the unit of the metric; null for the shape, which has no value of its own
 * @param candidate
 *            the same of the candidate
 * @param ratio
 *            candidate over baseline; null if one of the sides has no trials with that figure
 * @param ciLow
 *            lower end of the interval of the ratio; null where there are too few trials for one
 * @param ciHigh
 *            upper end
 * @param noise
 *            what chance alone does to the ratio of two such sides, as a fraction, learned from the baseline's trials against each other; null with
 *            one trial
 * @param pValue
 *            chance to see this anywhere in the whole gate if nothing had changed, corrected for all comparisons; null if it was not tested
 * @param rankP
 *            chance of the Mann-Whitney test for this figure alone, not corrected; null if it was not tested
 * @param moreTrials
 *            how many more trials a side should settle it; null if it is settled or no number of trials would do
 * @param reason
 *            one sentence on the verdict; empty for a plain pass
 */
public record Comparison(String series, Metric metric, int baselineTrials, int candidateTrials,
        @Nullable Double baseline, @Nullable Double candidate, @Nullable Double ratio, @Nullable Double ciLow,
        @Nullable Double ciHigh, @Nullable Double noise, @Nullable Double pValue, @Nullable Double rankP,
        GateVerdict verdict, @Nullable Integer moreTrials, String reason) {}
