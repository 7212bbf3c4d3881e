package io.vmq.tools.gate;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The whole distribution of one trial as its values at {@value #POINTS} evenly spaced percentiles, from 0.5 to 99.5, each standing for one
 * hundredth of what was recorded.
 *
 * @param values
 *            in the unit of the series, none below zero
 */
public record QuantileCurve(List<Double> values) {

    /** How many values a curve has. */
    public static final int POINTS = 100;

    public QuantileCurve {
        values = List.copyOf(values);
        if (values.size() != POINTS) {
            throw new IllegalArgumentException(values.size() + " values: " + POINTS + " expected");
        }
    }

    /**
     * The curve of a distribution.
     *
     * @param valueAt
     *            the value at a percentile between 0 and 100
     */
    public static QuantileCurve of(DoubleUnaryOperator valueAt) {
        double[] values = new double[POINTS];
        Arrays.setAll(values, i -> valueAt.applyAsDouble(percentile(i)));
        return new QuantileCurve(Arrays.stream(values).boxed().toList());
    }

    /** The percentile of value {@code i}, between 0 and 100. */
    public static double percentile(int i) {
        return 100 * (i + 0.5) / POINTS;
    }
}
