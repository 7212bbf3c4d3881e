package io.vmq.nic.traffic;

import io.vmq.nic.notation.Quantity;
import io.vmq.nic.notation.Refusal;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
     * Checks that it can divide over n things.
     *
     * @throws IllegalArgumentException
     *             if not, with itself and what was expected
     */
    default void checkFits(int n) {}

    /**
     * Reads {@code uniform}, {@code zipf:S} or {@code elephants:N,SHARE%}, in any case.
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
        Matcher elephants = Elephants.TEXT.matcher(lower);
        if (elephants.matches()) {
            return new Elephants(Integer.parseInt(elephants.group(1)), new BigDecimal(elephants.group(2)));
        }
        throw refusal(text, null);
    }

    private static IllegalArgumentException refusal(String text, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "'" + text + "' is not a popularity (expected uniform, zipf:S such as zipf:1.2,"
                        + " or elephants:N,SHARE% such as elephants:4,80%)",
                cause);
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

    /**
     * The first ranks share a percentage of the frames evenly, the others share the rest evenly.
     *
     * @param count
     *            how many elephants there are, 1 or more
     * @param percent
     *            what they have together, above 0 and below 100; none may have less than one of the others, which shows
     *            when it is known how many these are
     */
    record Elephants(int count, BigDecimal percent) implements Popularity {

        private static final Pattern TEXT = Pattern.compile(
                "elephants:([0-9]{1,9}),([0-9]{1,18}(?:\\.[0-9]{1,18})?)%");
        private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

        public Elephants {
            if (count < 1 || percent.signum() <= 0 || percent.compareTo(HUNDRED) >= 0) {
                throw Refusal.impossible(text(count, percent),
                        "elephants:N,SHARE% with N of 1 or more and SHARE above 0 and below 100");
            }
            percent = percent.stripTrailingZeros();
        }

        @Override
        public void checkFits(int n) {
            if (n <= count) {
                throw new IllegalArgumentException(
                        Refusal.quoted(text()) + " leaves nobody else of " + n
                                + " (expected fewer elephants than that)");
            }
            BigDecimal elephants = percent.multiply(BigDecimal.valueOf(n - count));
            BigDecimal mice = HUNDRED.subtract(percent).multiply(BigDecimal.valueOf(count));
            if (elephants.compareTo(mice) < 0) {
                throw new IllegalArgumentException(Refusal.quoted(text()) + " gives each of " + count
                        + " elephants less than each of the " + (n - count) + " others (expected at least "
                        + count + "/" + n + " for the elephants)");
            }
        }

        @Override
        public double[] shares(int n) {
            checkFits(n);
            double[] shares = new double[n];
            Arrays.fill(shares, 0, count, percent.doubleValue() / 100 / count);
            double mouse = HUNDRED.subtract(percent).doubleValue() / 100 / (n - count);
            Arrays.fill(shares, count, n, Math.min(mouse, shares[0]));
            return shares;
        }

        @Override
        public Choice choice(int n) {
            return new AliasTable(shares(n));
        }

        @Override
        public String text() {
            return text(count, percent);
        }

        private static String text(int count, BigDecimal percent) {
            return "elephants:" + count + "," + Quantity.plain(percent) + "%";
        }
    }
}
