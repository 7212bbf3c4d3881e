package io.vmq.tools.report;

import io.vmq.dispatch.measure.LatencySummary;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as tables show them: one notation for each quantity, its unit in the heading. */
public final class Figures {

    /** Stands where there is no value. */
    public static final String NONE = "-";

    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_UP);
    private static final double GIGA = 1e9;
    private static final double MEGA = 1e6;
    private static final double NS_PER_US = 1e3;

    private Figures() {}

    /** Gb/s with three decimals. */
    public static String gbps(double bps) {
        return fixed(bps / GIGA, 3);
    }

    /** Millions of frames per second with three decimals. */
    public static String mpps(double pps) {
        return fixed(pps / MEGA, 3);
    }

    /** Microseconds: four significant digits, but no more than whole nanoseconds. */
    public static String us(double ns) {
        BigDecimal us = BigDecimal.valueOf(ns / NS_PER_US).round(FOUR_DIGITS);
        int whole = us.precision() - us.scale();
        return us.setScale(Math.clamp(FOUR_DIGITS.getPrecision() - whole, 0, 3), RoundingMode.HALF_UP).toPlainString();
    }

    /** A percentile in microseconds, or nothing. */
    static String us(@Nullable LatencySummary latency, double percentile) {
        return latency == null ? NONE : us((double) latency.atNs(percentile));
    }

    /** The maximum in microseconds, or nothing. */
    static String maxUs(@Nullable LatencySummary latency) {
        return latency == null ? NONE : us((double) latency.maxNs());
    }

    /** A fraction in percent. What is not zero is not shown as zero, what is not all is not shown as all. */
    public static String percent(double fraction) {
        double percent = 100 * fraction;
        if (percent > 0 && percent < 0.005) {
            return "<0.01";
        }
        return percent < 100 && percent >= 99.995 ? ">99.99" : fixed(percent, 2);
    }

    /** A ratio with three decimals, or nothing. */
    public static String ratio(@Nullable Double value) {
        return value == null ? NONE : fixed(value, 3);
    }

    /** A number of frames, or a median between two. */
    public static String frames(double value) {
        return value == Math.rint(value) ? count((long) value) : fixed(value, 1);
    }

    /** A whole number. */
    public static String count(long value) {
        return Long.toString(value);
    }

    static String count(@Nullable Long value) {
        return value == null ? NONE : Long.toString(value);
    }

    /** With a fixed number of decimals. */
    public static String fixed(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
