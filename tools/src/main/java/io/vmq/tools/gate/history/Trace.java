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

    public Trace {
        readings = List.copyOf(readings);
    }

    /** Logarithms of the values, in order. */
    double[] logs() {
        return readings.stream().mapToDouble(reading -> Math.log(reading.value())).toArray();
    }
}
