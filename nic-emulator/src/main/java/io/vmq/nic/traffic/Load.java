package io.vmq.nic.traffic;

import io.vmq.nic.port.LinkRate;

/**
 * How much traffic comes, and when.
 *
 * @param link
 *            rate of the link on which the frames come
 * @param ratePps
 *            frames per second in the long run, {@link #MIN_RATE_PPS} to what the link carries, or {@link #BACK_TO_BACK}
 * @param arrivals
 *            how the gaps vary; without meaning at {@link #BACK_TO_BACK}
 */
public record Load(LinkRate link, double ratePps, Arrivals arrivals) {

    /** The rate of a sender that fills the link: each frame starts when the wire is free. */
    public static final double BACK_TO_BACK = Double.POSITIVE_INFINITY;

    public static final double MIN_RATE_PPS = 0.001;

    public Load {
        if (!(ratePps >= MIN_RATE_PPS)) {
            throw new IllegalArgumentException("rate " + ratePps + " frames/s: " + MIN_RATE_PPS + " or more expected");
        }
    }

    public boolean isBackToBack() {
        return ratePps == BACK_TO_BACK;
    }

    /**
     * Checks that the link carries the load with frames of this length in the mean.
     *
     * @throws IllegalArgumentException
     *             if not, with the rate and what was expected
     */
    void checkLink(double meanBytes) {
        if (!isBackToBack()) {
            link.checkRate(ratePps, meanBytes);
        }
    }
}
