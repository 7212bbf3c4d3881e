package io.vmq.nic.notation;

import java.math.BigDecimal;
import java.util.Map;

/**
 * A length of time in whole nanoseconds, up to 720 hours.
 *
 * @param ns
 *            nanoseconds
 */
public record TimeSpan(long ns) {

    /** Longest span: 720 hours. */
    public static final long MAX_NS = 720L * 3_600 * 1_000_000_000;

    private static final String EXPECTED = "a duration such as 500us, 10ms, 5s, 10m or 1h (a plain number is seconds) "
            + "in whole nanoseconds, up to 720h";
    private static final Map<String, BigDecimal> UNITS_NS = Map.of("ns", BigDecimal.ONE, "us", new BigDecimal("1e3"),
            "ms", new BigDecimal("1e6"), "s", new BigDecimal("1e9"), "", new BigDecimal("1e9"), "m",
            new BigDecimal("6e10"), "h", new BigDecimal("3.6e12"));
    private static final String[] NAMES = {"h", "m", "s", "ms", "us"};
    private static final long[] SIZES_NS = {3_600_000_000_000L, 60_000_000_000L, 1_000_000_000L, 1_000_000L, 1_000L};

    public TimeSpan {
        if (ns < 0 || ns > MAX_NS) {
            throw new IllegalArgumentException("ns=" + ns + ": 0 to " + MAX_NS + " expected");
        }
    }

    /**
     * Reads {@code 500us}, {@code 1.5s}, {@code 10m}, {@code 1h}, in any case; a plain number is seconds.
     *
     * @throws IllegalArgumentException
     *             for anything else, for what is finer than a nanosecond and for more than 720 hours
     */
    public static TimeSpan parse(String text) {
        return Quantity.parse(text).flatMap(quantity -> quantity.wholeIn(UNITS_NS)).filter(ns -> ns <= MAX_NS)
                .map(TimeSpan::new).orElseThrow(() -> Refusal.impossible(text, EXPECTED));
    }

    /** A whole number of the largest unit that gives one; reads back equal. */
    public String text() {
        if (ns == 0) {
            return "0s";
        }
        for (int i = 0; i < NAMES.length; i++) {
            if (ns % SIZES_NS[i] == 0) {
                return ns / SIZES_NS[i] + NAMES[i];
            }
        }
        return ns + "ns";
    }
}
