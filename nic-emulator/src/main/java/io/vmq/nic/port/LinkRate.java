package io.vmq.nic.port;

import io.vmq.dispatch.frame.EthernetLayout;
import java.util.Locale;

/**
 * The bit rate of a link on layer 1, and what it means for frames. Lengths are bytes with FCS; on layer 1 a frame
 * occupies {@value EthernetLayout#WIRE_OVERHEAD_BYTES} bytes more (preamble, start delimiter, inter-frame gap: IEEE
 * 802.3).
 *
 * @param bps
 *            bits per second, {@link #MIN_BPS} to {@link #MAX_BPS}
 */
public record LinkRate(long bps) {

    public static final long MIN_BPS = 1_000;
    public static final long MAX_BPS = 1_000_000_000_000L;

    private static final double PERCENT = 100;
    private static final long PS_PER_SECOND = 1_000_000_000_000L;
    /** Room for the rounding of a rate that was computed as 100 % of the link. */
    private static final double ROUNDING = 1 + 1e-9;

    public LinkRate {
        if (bps < MIN_BPS || bps > MAX_BPS) {
            throw new IllegalArgumentException("link rate " + bps + " b/s: 1 kb/s to 1 Tb/s expected");
        }
    }

    public static LinkRate ofGbps(long gbps) {
        return new LinkRate(Math.multiplyExact(gbps, 1_000_000_000L));
    }

    /** Bits that a frame occupies on layer 1. */
    public static double l1Bits(double lengthBytes) {
        return (lengthBytes + EthernetLayout.WIRE_OVERHEAD_BYTES) * Byte.SIZE;
    }

    /** Time that a frame of {@code lengthBytes} occupies the link, ps, rounded down. */
    public long l1Ps(int lengthBytes) {
        return ((long) lengthBytes + EthernetLayout.WIRE_OVERHEAD_BYTES) * Byte.SIZE * PS_PER_SECOND / bps;
    }

    /** Frames per second that the link carries at most if they have this length in the mean. */
    public double maxPps(double meanLengthBytes) {
        return bps / l1Bits(meanLengthBytes);
    }

    /** Frames per second that fill {@code percent} of the link (layer 1) if they have this length in the mean. */
    public double pps(double percent, double meanLengthBytes) {
        return maxPps(meanLengthBytes) * percent / PERCENT;
    }

    /** Percent of the link (layer 1) that {@code pps} frames per second of this mean length fill. */
    public double percent(double pps, double meanLengthBytes) {
        return PERCENT * pps / maxPps(meanLengthBytes);
    }

    /** Whether the link carries {@code pps} frames per second of this mean length. */
    public boolean carries(double pps, double meanLengthBytes) {
        return pps <= maxPps(meanLengthBytes) * ROUNDING;
    }

    /**
     * Checks that the link carries {@code pps} frames per second of this mean length.
     *
     * @throws IllegalArgumentException
     *             if not, with the rate and what was expected
     */
    public void checkRate(double pps, double meanLengthBytes) {
        if (!carries(pps, meanLengthBytes)) {
            throw new IllegalArgumentException(String.format(Locale.ROOT,
                    "rate %.3f frames/s: at most %.3f expected, what a link of %d b/s carries at %.1f bytes a frame",
                    pps,
                    maxPps(meanLengthBytes), bps, meanLengthBytes));
        }
    }
}
