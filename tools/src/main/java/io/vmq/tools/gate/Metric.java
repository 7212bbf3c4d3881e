package io.vmq.tools.gate;

/**
 * A figure of which every trial of a series has one value, or none. Values are above zero; only a rate may be zero.
 *
 * @param name
 *            as tables and documents call it, such as {@code p99}
 * @param unit
 *            of the value, such as {@code ns}; empty if the file does not say
 * @param better
 *            which way is good
 */
public record Metric(String name, String unit, Better better) {

    private static final String RATE = "rate";

    /** Which way is good. */
    public enum Better {
        LOWER, HIGHER
    }

    /** The whole distribution: how much slower its slower part is. It has no value of its own, only a ratio. */
    public static final Metric SHAPE = new Metric("shape", "", Better.LOWER);

    /** A percentile of latency in ns, such as {@code p99.9}. */
    public static Metric latency(String name) {
        return new Metric(name, "ns", Better.LOWER);
    }

    /** Recorded values per second. */
    public static Metric rate() {
        return new Metric(RATE, "1/s", Better.HIGHER);
    }

    /** Delivered frames per second. */
    public static Metric frameRate() {
        return new Metric(RATE, "frames/s", Better.HIGHER);
    }

    /** Whether it is a number of things per second, of which there may be none. */
    public boolean isRate() {
        return name.equals(RATE);
    }

    /** Whether a ratio of candidate to baseline above one is bad. */
    public boolean growthIsBad() {
        return better == Better.LOWER;
    }
}
