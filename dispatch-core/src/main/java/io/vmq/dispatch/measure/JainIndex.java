package io.vmq.dispatch.measure;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Jain's fairness index of shares x: (sum x)^2 / (n sum x^2); 1 if all are equal, 1/n if one has everything (R. Jain, D. Chiu,
 * W. Hawe, "A Quantitative Measure of Fairness", DEC-TR-301, 1984).
 */
public final class JainIndex {

    private JainIndex() {}

    /** The index, or null if there is no share or all are zero. */
    public static @Nullable Double of(double[] shares) {
        double sum = Arrays.stream(shares).sum();
        double squares = Arrays.stream(shares).map(x -> x * x).sum();
        return squares == 0 ? null : sum * sum / (shares.length * squares);
    }
}
