package io.vmq.tools.report;

import io.vmq.tools.gate.Comparison;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Figures of a gate as people read them: changes in percent, latency in microseconds, everything else in its own unit. */
final class GateFigures {

    private static final MathContext FIVE_DIGITS = new MathContext(5, RoundingMode.HALF_UP);
    private static final String NANOSECONDS = "ns";
    private static final double NS_PER_US = 1e3;
    /** From here on a ratio says more than a percentage. */
    private static final double MANY_TIMES = 10;

    private GateFigures() {}

    /** The unit of both values of a comparison. */
    static String unit(Comparison comparison) {
        return isInMicroseconds(comparison) ? "us" : PlainText.name(comparison.metric().unit());
    }

    /** A value of a comparison without its unit, or nothing. */
    static String value(Comparison comparison, @Nullable Double value) {
        if (value == null || !Double.isFinite(value)) {
            return Figures.NONE;
        }
        return isInMicroseconds(comparison) ? Figures.us(value) : plain(value);
    }

    /** Latency is, unless both values are less than one. */
    private static boolean isInMicroseconds(Comparison comparison) {
        return comparison.metric().unit().equals(NANOSECONDS) && Math.max(orZero(comparison.baseline()),
                orZero(comparison.candidate())) >= NS_PER_US;
    }

    private static double orZero(@Nullable Double value) {
        return value == null ? 0 : value;
    }

    /** Five significant digits, but no digit before the point is rounded away. */
    private static String plain(double value) {
        BigDecimal exact = BigDecimal.valueOf(value);
        BigDecimal rounded = exact.precision() - exact.scale() > FIVE_DIGITS.getPrecision()
                ? exact.setScale(0, RoundingMode.HALF_UP)
                : exact.round(FIVE_DIGITS);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** A ratio as {@code +9.8 %}, {@code -0.42 %}, or {@code 0 %} if nothing changed at all. */
    static String change(@Nullable Double ratio) {
        return ratio == null || !Double.isFinite(ratio) ? Figures.NONE : signed(ratio) + " %";
    }

    /** The interval of the ratio as {@code +8.1 to +11.4 %}, or nothing. */
    static String interval(Comparison comparison) {
        Double low = comparison.ciLow();
        Double high = comparison.ciHigh();
        return low == null || high == null || !Double.isFinite(low) || !Double.isFinite(high) ? Figures.NONE
                : signed(low) + " to " + signed(high) + " %";
    }

    /** What is not zero is not shown as zero, what is not all is not shown as all. */
    private static String signed(double ratio) {
        double percent = 100 * (ratio - 1);
        if (ratio == 1) {
            return "0";
        }
        if (ratio > 0 && percent <= -99.95) {
            return "<-99.9";
        }
        return (percent > 0 ? "+" : "-") + amount(Math.abs(percent));
    }

    /** The same without sign, in words: {@code 9.8 % higher}, {@code 12.5 times as high}. */
    static String words(double ratio) {
        if (ratio == 1) {
            return "the same";
        }
        if (ratio >= MANY_TIMES) {
            return Figures.fixed(ratio, 1) + " times as high";
        }
        return amount(Math.abs(100 * (ratio - 1))) + " % " + (ratio > 1 ? "higher" : "lower");
    }

    private static String amount(double percent) {
        if (percent < 0.005) {
            return "<0.01";
        }
        return Figures.fixed(percent, percent < 0.995 ? 2 : percent < 999.95 ? 1 : 0);
    }

    /** A fraction of noise as {@code 1.2 %}, or nothing. */
    static String noise(@Nullable Double fraction) {
        if (fraction == null || !Double.isFinite(fraction)) {
            return Figures.NONE;
        }
        return (fraction == 0 ? "0" : amount(100 * fraction)) + " %";
    }

    /** A fraction that was asked for, with all its digits: {@code 5 %}. */
    static String exactPercent(double fraction) {
        return BigDecimal.valueOf(fraction).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
    }

    /** A chance with three decimals, or nothing. */
    static String chance(@Nullable Double p) {
        if (p == null || !Double.isFinite(p)) {
            return Figures.NONE;
        }
        return p < 0.0005 ? "<0.001" : Figures.fixed(p, 3);
    }
}
