package io.vmq.tools.scenario;

import java.util.Collection;
import java.util.Comparator;
import java.util.function.ToLongFunction;

/** How far apart two words are. */
final class Spelling {

    private static final int LONGEST = 40;

    private Spelling() {}

    /** {@code , did you mean 'x'?} with the word that is closest; empty if none is close to {@code unknown}. */
    static String hint(String unknown, Collection<String> known) {
        ToLongFunction<String> distance = word -> distance(unknown, word);
        return known.stream().min(Comparator.comparingLong(distance))
                .filter(nearest -> distance.applyAsLong(nearest) <= 1 + nearest.length() / 4)
                .map(nearest -> ", did you mean '" + nearest + "'?").orElse("");
    }

    /**
     * Letters to insert, delete or replace until {@code a} is {@code b}, case aside; words over 40 letters are far from
     * all others.
     */
    static int distance(String a, String b) {
        if (a.length() > LONGEST || b.length() > LONGEST) {
            return Integer.MAX_VALUE;
        }
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
                row[j] = Math.min(above[j - 1] + (same ? 0 : 1), 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
