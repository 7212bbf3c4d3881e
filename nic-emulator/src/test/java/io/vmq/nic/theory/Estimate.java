package io.vmq.nic.theory;

import java.util.Arrays;

/**
 * A figure of a run and its standard error, in the same unit. The error comes from batches of equal length: frames in a
 * row depend on each other, batches of many relaxation times hardly do (batch means).
 */
record Estimate(double value, double error) {

    /** Batches that a run is cut into. */
    static final int BATCHES = 20;

    /** {@code value} of the whole run, which is {@code batches} in its parts. */
    static Estimate of(double value, double[] batches) {
        double mean = Arrays.stream(batches).average().orElseThrow();
        double squares = Arrays.stream(batches).map(batch -> (batch - mean) * (batch - mean)).sum();
        return new Estimate(value, Math.sqrt(squares / (batches.length - 1) / batches.length));
    }
}
