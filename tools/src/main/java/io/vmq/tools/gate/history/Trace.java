package io.vmq.tools.gate.history;

import io.vmq.tools.gate.Metric;
import java.util.List;

/**
 * One figure of one series over a history.
 *
 * @param readings
 *            in order of their points; a point without the figure has none
 */
public record Trace(String series, Metric metric, List<Reading> readings) {

    private static final double FAR_BELOW = Math.log(1_000);

    public Trace {
        readings = List.copyOf(readings);
    }

    /** Logarithms of the values, in order; for zero stands what lies further below every other value than any effect that matters. */
    double[] logs() {
        double none = lowest() - FAR_BELOW;
        return readings.stream().mapToDouble(reading -> reading.value() > 0 ? Math.log(reading.value()) : none)
                .toArray();
    }

    /** The value of which something is the logarithm; zero if it lies below all values because one is zero. */
    double value(double log) {
        return hasZeros() && log < lowest() ? 0 : Math.exp(log);
    }

    /** Whether any value is zero. */
    boolean hasZeros() {
        return readings.stream().anyMatch(reading -> reading.value() == 0);
    }

    private double lowest() {
        return readings.stream().filter(reading -> reading.value() > 0)
                .mapToDouble(reading -> Math.log(reading.value())).min().orElse(0);
    }
}
