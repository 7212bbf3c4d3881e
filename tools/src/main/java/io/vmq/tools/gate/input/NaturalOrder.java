package io.vmq.tools.gate.input;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Orders names as people count: trial-2 before trial-10. */
public final class NaturalOrder implements Comparator<String> {

    /** The one there is. */
    public static final NaturalOrder INSTANCE = new NaturalOrder();

    private static final Pattern PART = Pattern.compile("[0-9]+|[^0-9]+");

    private NaturalOrder() {}

    @Override
    public int compare(String a, String b) {
        List<String> as = parts(a);
        List<String> bs = parts(b);
        for (int i = 0; i < Math.min(as.size(), bs.size()); i++) {
            int order = compareParts(as.get(i), bs.get(i));
            if (order != 0) {
                return order;
            }
        }
        return as.size() == bs.size() ? a.compareTo(b) : Integer.compare(as.size(), bs.size());
    }

    private static List<String> parts(String name) {
        return PART.matcher(name).results().map(MatchResult::group).toList();
    }

    private static int compareParts(String a, String b) {
        return isNumber(a) && isNumber(b) ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
    }

    private static boolean isNumber(String part) {
        return part.charAt(0) >= '0' && part.charAt(0) <= '9';
    }
}
