package io.vmq.dispatch.measure;

/**
 * When a trial is INVALID. The values stand in every result.
 *
 * @param maxLateNs
 *            a frame not handed over this long after it was due is unsent
 * @param maxLateP99Ns
 *            99 % of the frames must be handed over within this time after they were due
 * @param maxGapNs
 *            longest time between two clock reads of a source or pinned core loop
 * @param minFrames
 *            fewest measured frames
 */
public record Thresholds(long maxLateNs, long maxLateP99Ns, long maxGapNs, long minFrames) {

    /** Lateness travels in an int of ns. */
    private static final long MOST_LATE_NS = 2_000_000_000;

    public static final Thresholds DEFAULT = new Thresholds(10_000_000, 1_000_000, 10_000_000, 10_000);

    public Thresholds {
        if (maxLateNs < 0 || maxLateNs > MOST_LATE_NS) {
            throw new IllegalArgumentException("maxLateNs=" + maxLateNs + ": 0 to " + MOST_LATE_NS + " expected");
        }
    }

    /**
     * The same where frames arrive by themselves: how late they were handed over is part of their latency, and says nothing of
     * a source. Only what was not looked at for two seconds, the most that can be noted, was not received at all.
     */
    public Thresholds ofArrivals() {
        return new Thresholds(MOST_LATE_NS, MOST_LATE_NS, maxGapNs, minFrames);
    }

    /** The same for a capture that is played a fixed number of times: it holds as many frames as it holds. */
    public Thresholds withoutMinFrames() {
        return new Thresholds(maxLateNs, maxLateP99Ns, maxGapNs, 0);
    }
}
