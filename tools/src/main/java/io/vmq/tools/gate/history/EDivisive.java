package io.vmq.tools.gate.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * E-divisive: splits a series where its two sides differ most, if chance would hardly do it, and then each side again. Chance is what
 * random orders of the same values give, so nothing is assumed of their distribution. Changes nothing that it is given; one thread at a time.
 */
final class EDivisive {

    /** As many random orders as good as the real one, and it is no use to go on. */
    private static final int ENOUGH = 12;
    /** As many are enough where fewer could be held against the level too. */
    private static final int MANY = 19_999;
    /** Permutations for each one that may be as good as the real order. */
    private static final int FOR_EACH = 4;
    private static final double TIE = 1 - 1e-9;

    private final double[] values;
    private final EnergyScan scan;
    private final SplittableRandom random;

    /**
     * A split that was tested.
     *
     * @param at
     *            first value of the right side, negative if there is no room for a split
     * @param pValue
     *            chance of such a split of the stretch, not corrected
     */
    record Tested(int at, double pValue) {}

    EDivisive(double[] values, long seed) {
        this.values = values.clone();
        scan = new EnergyScan(values.length);
        random = new SplittableRandom(seed);
    }

    /** The first split, of all of the values, tested well enough to be held against {@code level}. */
    Tested first(double level) {
        return test(0, values.length, level);
    }

    /**
     * Further splits on both sides of the first, in order.
     *
     * @param level
     *            chance of any false split allowed; a stretch gets its share by its length
     */
    List<Tested> further(Tested first, double level) {
        List<Tested> found = new ArrayList<>();
        divide(0, first.at(), level, found);
        found.add(first);
        divide(first.at(), values.length, level, found);
        return found;
    }

    private void divide(int from, int to, double level, List<Tested> found) {
        double share = level * (to - from) / values.length;
        Tested tested = test(from, to, share);
        if (tested.at() < 0 || tested.pValue() > share) {
            return;
        }
        divide(from, tested.at(), level, found);
        found.add(new Tested(tested.at(), tested.pValue() * values.length / (to - from)));
        divide(tested.at(), to, level, found);
    }

    /** Ends early where it is clear that chance does as well; the p-value is good then too (Besag and Clifford, 1991). */
    private Tested test(int from, int to, double level) {
        double[] stretch = Arrays.copyOfRange(values, from, to);
        EnergyScan.Split real = scan.best(stretch);
        if (real.at() < 0 || !(real.statistic() > 0)) {
            return new Tested(-1, 1);
        }
        long permutations = permutations(level);
        int asGood = 0;
        for (long done = 1; done <= permutations; done++) {
            shuffle(stretch);
            if (scan.best(stretch).statistic() >= real.statistic() * TIE && ++asGood == ENOUGH) {
                return new Tested(from + real.at(), (double) asGood / done);
            }
        }
        return new Tested(from + real.at(), (asGood + 1.0) / (permutations + 1.0));
    }

    /** As many as it takes at least for a p-value of the level, however many figures share it. */
    private static long permutations(double level) {
        return (long) Math.max(Math.ceil(1 / level), Math.min(MANY, Math.ceil(FOR_EACH / level)));
    }

    private void shuffle(double[] stretch) {
        for (int i = stretch.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double value = stretch[i];
            stretch[i] = stretch[j];
            stretch[j] = value;
        }
    }
}
