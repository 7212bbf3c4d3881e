package io.vmq.dispatch.engine;

/**
 * One loop's view of a live trial's time: ns since the trial began, and the longest time between two of the loop's own reads
 * within the measured window. One thread uses it.
 */
final class TrialClock {

    private final NanoClock clock;
    private final long originNs;
    private final long watchFromNs;
    private long lastNs;
    private long maxGapNs;

    /**
     * @param originNs
     *            when the trial begins, on {@code clock}
     * @param watchFromNs
     *            the part of a gap before this moment of the trial does not count
     */
    TrialClock(NanoClock clock, long originNs, long watchFromNs) {
        this.clock = clock;
        this.originNs = originNs;
        this.watchFromNs = watchFromNs;
        lastNs = clock.nowNs() - originNs;
    }

    long nowNs() {
        long now = clock.nowNs() - originNs;
        long gapNs = now - Math.max(lastNs, watchFromNs);
        if (gapNs > maxGapNs) {
            maxGapNs = gapNs;
        }
        lastNs = now;
        return now;
    }

    long maxGapNs() {
        return maxGapNs;
    }
}
