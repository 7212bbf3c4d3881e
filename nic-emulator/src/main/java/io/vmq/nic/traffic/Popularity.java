package io.vmq.nic.traffic;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How traffic divides over n things, by rank: over VMs, or over the flows of a VM. Immutable. */
public sealed interface Popularity {

    /** The shares of ranks 1 to n; they sum to 1 and never rise. */
    double[] shares(int n);

    /** Picks a rank, counted from 0, with these shares. */
    Choice choice(int n);

    /** As {@link #parse} reads it. */
    String text();

    /**
     * Reads {@code uniform} or {@code zipf:S}, in any case.
     *
     * @throws IllegalArgumentException
     *             for anything else, with the text and what was expected
     */
    static Popularity parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.equals("uniform")) {
            return new Uniform();
        }
        if (lower.startsWith("zipf:")) {
            try {
                return new Zipf(Double.parseDouble(text.substring("zipf:".length())));
            } catch (NumberFormatException e) {
                throw refusal(text, e);
            }
        }
        throw refusal(text, null);
    }

    private static IllegalArgumentException refusal(String text, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "'" + text + "' is not a popularity (expected uniform, or zipf:S such as zipf:1.2)", cause);
    }

    /** Equal shares. */
    record Uniform() implements Popularity {

        @Override
        public double[] shares(int n) {
            double[] shares = new double[n];
            Arrays.fill(shares, 1.0 / n);
            return shares;
        }

        @Override
        public Choice choice(int n) {
            return new EvenChoice(n);
        }

        @Override
        public String text() {
            return "uniform";
        }
    }

    /**
     * Rank k weighs 1/k^s.
     *
     * @param s
     *            the exponent, finite, 0 (uniform) or more
     */
    record Zipf(double s) implements Popularity {

        public Zipf {
            if (!(s >= 0) || Double.isInfinite(s)) {
                throw new IllegalArgumentException("zipf exponent " + s + ": a finite number of 0 or more expected");
            }
        }

        @Override
        public double[] shares(int n) {
            double[] shares = new double[n];
            double sum = 0;
            // The smallest first, so that many small weights are not lost beside the large ones.
            for (int k = n; k >= 1; k--) {
                shares[k - 1] = StrictMath.pow(k, -s);
                sum += shares[k - 1];
            }
            for (int i = 0; i < n; i++) {
                shares[i] /= sum;
            }
            return shares;
        }

        @Override
        public Choice choice(int n) {
            return new AliasTable(shares(n));
        }

        @Override
        public String text() {
            return "zipf:" + s;
        }
    }
}
