package io.vmq.tools.search;

import io.vmq.dispatch.measure.LatencySummary;
import io.vmq.nic.notation.Quantity;
import io.vmq.nic.notation.Refusal;
import io.vmq.nic.notation.TimeSpan;
import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The longest that a part of the frames may take.
 *
 * @param point
 *            which figure of the distribution is held against it
 * @param limitNs
 *            ns, 1 or more; a figure equal to it is within it
 */
public record LatencyLimit(Point point, long limitNs) {

    /** What {@link #parse} takes, in words. */
    public static final String EXPECTED = "p50, p90, p99, p99.9, p99.99 or max, and a duration above 0, such as "
            + "p99.9=100us";

    public LatencyLimit {
        if (limitNs < 1) {
            throw new IllegalArgumentException("limitNs=" + limitNs + ": 1 or more expected");
        }
    }

    /** A figure of a distribution of latencies. */
    public enum Point {

        P50("p50", 50), P90("p90", 90), P99("p99", 99), P99_9("p99.9", 99.9), P99_99("p99.99", 99.99), MAX("max", 100);

        private final String label;
        private final double percentile;

        Point(String label, double percentile) {
            this.label = label;
            this.percentile = percentile;
        }

        /** The name in options and results. */
        public String label() {
            return label;
        }

        /** The figure, ns. */
        public long ofNs(LatencySummary latency) {
            return this == MAX ? latency.maxNs() : latency.atNs(percentile);
        }
    }

    /**
     * Reads {@code p99.9=100us}. The unit must be there: a plain number, elsewhere seconds, would be no limit at all.
     *
     * @throws IllegalArgumentException
     *             for anything else
     */
    public static LatencyLimit parse(String text) {
        String[] parts = text.split("=", -1);
        if (parts.length != 2) {
            throw Refusal.impossible(text, EXPECTED);
        }
        Point point = Arrays.stream(Point.values()).filter(known -> known.label.equals(parts[0])).findFirst()
                .orElseThrow(() -> Refusal.impossible(text, EXPECTED));
        long limitNs = TimeSpan.parse(parts[1]).ns();
        if (Character.isDigit(parts[1].charAt(parts[1].length() - 1))) {
            throw Refusal.impossible(text, "a unit after the number, such as us or ms");
        }
        if (limitNs == 0) {
            throw Refusal.impossible(text, EXPECTED);
        }
        return new LatencyLimit(point, limitNs);
    }

    /** Whether the figure is within the limit; without a sample it is not. */
    boolean isKept(@Nullable LatencySummary latency) {
        return latency != null && point.ofNs(latency) <= limitNs;
    }

    /** What the figure was, for a trial that broke the limit. */
    String broken(@Nullable LatencySummary latency) {
        return latency == null ? "no frame was delivered"
                : point.label + " is " + Quantity.plain(BigDecimal.valueOf(point.ofNs(latency), 3)) + "us";
    }

    /** As {@link #parse} reads it. */
    public String text() {
        return point.label + "=" + new TimeSpan(limitNs).text();
    }
}
