package io.vmq.tools.gate.statistics;

import org.jspecify.annotations.Nullable;

/**
 * What statistics say of one comparison; differences in logarithms.
 *
 * @param shift
 *            candidate less baseline: the median of all differences between trials, or the difference of the means if there are few trials; of a shape how much slower its slower part is
 * @param interval
 *            where the shift lies; null with too few trials
 * @param noise
 *            what chance does to the shift between two such sides of nothing but baseline; null if there are no two trials to learn it from
 * @param pValue
 *            corrected for all comparisons; null if it could not be tested
 * @param rankP
 *            of a rank test for this comparison alone, not corrected; null if it could not be tested
 */
public record Finding(double shift, @Nullable Interval interval, @Nullable Double noise, @Nullable Double pValue,
        @Nullable Double rankP) {}
