package io.vmq.nic.traffic;

import java.util.Arrays;

/**
 * Picks with given weights in constant time: Walker's alias method, table made as Vose (1991) does.
 *
 * <p>
 * The high half of the random bits chooses a column, each with the same probability; the low half then decides
 * between the column itself and its alias. An entry holds both answers, so a pick reads one word:
 *
 * <pre>
 *  63                    32 31          0
 * +------------------------+-------------+
 * | column's share * 2^32  | alias       |
 * +------------------------+-------------+
 * </pre>
 */
public final class AliasTable implements Choice {

    private static final double TWO_TO_32 = 0x1p32;
    private static final long LOW_HALF = 0xFFFF_FFFFL;

    private final long[] entries;

    /**
     * @param weights
     *            at least one; finite, none negative, not all 0
     */
    public AliasTable(double... weights) {
        entries = new long[weights.length];
        fill(scaledToMeanOne(weights));
    }

    @Override
    public int pick(long randomBits) {
        int column = (int) (((randomBits >>> Integer.SIZE) * entries.length) >>> Integer.SIZE);
        long entry = entries[column];
        return (randomBits & LOW_HALF) < (entry >>> Integer.SIZE) ? column : (int) entry;
    }

    /**
     * Whether one of {@code n} things with this share of the whole is ever picked: a share that is too small for the 32
     * bits of its column is not.
     */
    static boolean isPickable(double share, int n) {
        return share * n * TWO_TO_32 >= 1;
    }

    private static double[] scaledToMeanOne(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            if (!(weight >= 0)) {
                throw new IllegalArgumentException("weight " + weight + ": 0 or more expected");
            }
            sum += weight;
        }
        if (!(sum > 0) || Double.isInfinite(sum)) {
            throw new IllegalArgumentException("weights sum to " + sum + ": a finite sum above 0 expected");
        }
        double factor = weights.length / sum;
        return Arrays.stream(weights).map(weight -> weight * factor).toArray();
    }

    /** Pairs each column that has less than its share with one that has more, until none is left. */
    private void fill(double[] shares) {
        int n = shares.length;
        int[] columns = new int[n];
        int smallEnd = 0;
        int largeStart = n;
        for (int i = 0; i < n; i++) {
            if (shares[i] < 1) {
                columns[smallEnd++] = i;
            } else {
                columns[--largeStart] = i;
            }
        }
        while (smallEnd > 0 && largeStart < n) {
            int small = columns[--smallEnd];
            int large = columns[largeStart];
            entries[small] = entry(shares[small], large);
            shares[large] -= 1 - shares[small];
            if (shares[large] < 1) {
                largeStart++;
                columns[smallEnd++] = large;
            }
        }
        // What is left has exactly its share, but for rounding.
        for (int i = 0; i < smallEnd; i++) {
            entries[columns[i]] = columns[i];
        }
        for (int i = largeStart; i < n; i++) {
            entries[columns[i]] = columns[i];
        }
    }

    private static long entry(double share, int alias) {
        return Math.min((long) (share * TWO_TO_32), LOW_HALF) << Integer.SIZE | alias;
    }
}
