package io.vmq.tools.gate;

/**
 * A figure of which every trial of a series has one value above zero, or none.
 *
 * @param name
 *            as tables and documents call it, such as {@code p99}
 * @param unit
 *            of the value, such as {@code ns}; empty if the file does not say
 * @param better
 *            which way is good
 */
public record Metric(String name, String unit, Better better) {

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

    /** Frames, or recorded values, per second. */
    public static Metric rate() {
        return new Metric("rate", "1/s", Better.HIGHER);
    }

    /** Whether a ratio of candidate to baseline above one is bad. */
    public boolean growthIsBad() {
        return better == Better.LOWER;
    }
}
