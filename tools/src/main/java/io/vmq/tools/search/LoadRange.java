package io.vmq.tools.search;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Where a search looks.
 *
 * @param minPps
 *            smallest load, frames per second: Min Load of RFC 9971
 * @param maxPps
 *            largest load, no less: Max Load
 * @param isLink
 *            whether the link carries no more than the largest load, in its bursts too
 */
public record LoadRange(double minPps, double maxPps, boolean isLink) {

    private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.FLOOR);
    private static final int DECIMALS = 6;

    public LoadRange {
        if (!(minPps > 0 && maxPps >= minPps)) {
            throw new IllegalArgumentException(
                    "minPps=" + minPps + ", maxPps=" + maxPps + ": above 0 and no less than that expected");
        }
    }

    /** The load with its first six digits, rounded down: far finer than any width, and short enough to be typed. */
    public static double rounded(double pps) {
        return new BigDecimal(pps).round(SIX_DIGITS).doubleValue();
    }

    /** Digits without an exponent, as {@code --rate} reads them; up to six decimals. */
    public static BigDecimal plain(double pps) {
        BigDecimal exact = BigDecimal.valueOf(pps).setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    double clamp(double pps) {
        return Math.clamp(rounded(pps), minPps, maxPps);
    }
}
