package io.vmq.nic.load;

/**
 * Arrivals whose rate changes in steps: unit gaps, sent through the inverse of the frames expected until a time.
 *
 * <pre>
 * arrival(i) = the last t with  rate(0..t) = gap(0) + ... + gap(i),   rate(0..t) = integral of rate * factor from 0 to t
 * </pre>
 *
 * Time is walked in segments on which rate and factor are both constant. Frames are counted from the start of their
 * segment, and what is left of a gap at its end is carried over, so sums stay small and nothing drifts. Where nothing
 * comes (rate or factor 0) a segment is passed in one step; while the rate is 0 that is the whole of its stretch.
 *
 * <p>
 * At another rate the same gaps fall on the same factor: sojourns keep their times. Times are rounded down to
 * picoseconds. A frame that falls on the end of a segment, up to a part in 10^12 of the segment's frames, belongs to the
 * next one: that part is what rounding leaves, and without it a burst would gain or lose its last frame by chance.
 */
final class ShapedArrivals implements ArrivalProcess {

    private static final double PS_PER_SECOND = 1e12;
    private static final double BUT_FOR_ROUNDING = 1 - 1e-12;

    private final StepFunction rate;
    private final StepFunction factor;
    private final UnitGaps gaps;

    private long fromPs;
    private long untilPs;
    private double gapPs;
    /** Frames expected on this segment. */
    private double segmentFrames;
    private double endFrames;
    /** Where the last frame lies, in expected frames from the start of this segment. */
    private double reached;

    /**
     * @param rate
     *            frames per second over time
     * @param factor
     *            what the rate is multiplied with; 1 in the long run
     * @param gaps
     *            the pattern
     */
    ShapedArrivals(StepFunction rate, StepFunction factor, UnitGaps gaps) {
        this.rate = rate;
        this.factor = factor;
        this.gaps = gaps;
        enter(0);
    }

    @Override
    public long nextArrivalPs() {
        reached += gaps.next();
        while (reached >= endFrames) {
            if (untilPs == StepFunction.FOREVER) {
                return NEVER;
            }
            reached = Math.max(0, reached - segmentFrames);
            enter(untilPs);
        }
        return fromPs + (long) (reached * gapPs);
    }

    private void enter(long startPs) {
        fromPs = startPs;
        rate.moveTo(startPs);
        factor.moveTo(startPs);
        boolean silent = rate.value() == 0;
        untilPs = silent ? rate.untilPs() : Math.min(rate.untilPs(), factor.untilPs());
        double pps = rate.value() * factor.value();
        gapPs = PS_PER_SECOND / pps;
        segmentFrames = pps * ((untilPs - startPs) / PS_PER_SECOND);
        endFrames = segmentFrames * BUT_FOR_ROUNDING;
    }
}
