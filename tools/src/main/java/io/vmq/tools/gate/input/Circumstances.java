package io.vmq.tools.gate.input;

import io.vmq.nic.notation.OneLine;
import io.vmq.tools.gate.Side;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * In what the two sides of a gate are not alike. Keys begin with a kind: {@code scenario}, {@code machine}, {@code jmh}, and {@code
 * noted} for what may differ, but is worth a remark. A kind that one side has nothing of, such as the machine of trials in virtual
 * time, is not compared.
 */
public final class Circumstances {

    static final String SCENARIO = "scenario ";
    static final String MACHINE = "machine ";
    static final String JMH = "jmh ";
    static final String NOTED = "noted ";
    /** Value of what one file has and another has not. */
    static final String NOT_SET = "not set";

    private static final int MOST_SHOWN = 5;
    private static final int LONGEST_SHOWN = 80;
    /** Keys that a scenario has only if one of its modes needs them. */
    private static final Pattern BY_MODE = Pattern.compile("scenario (nics\\[[0-9]+]\\.queuesPerVm|vrss\\..*)");

    private Circumstances() {}

    /**
     * What makes a comparison of the two questionable.
     *
     * @return a sentence each without its full stop, at most five; then how many more there are; none if they are alike
     */
    public static List<String> difference(Side baseline, Side candidate) {
        List<String> all = differences(baseline, candidate).stream().filter(key -> !isOnlyNoted(key))
                .map(key -> sentence(key, baseline, candidate)).toList();
        if (all.size() <= MOST_SHOWN) {
            return all;
        }
        List<String> shown = new ArrayList<>(all.subList(0, MOST_SHOWN));
        shown.add("and " + (all.size() - MOST_SHOWN) + " more");
        return List.copyOf(shown);
    }

    /** What is not alike and need not be, such as the Java virtual machine: a whole sentence each. */
    public static List<String> remarks(Side baseline, Side candidate) {
        return differences(baseline, candidate).stream().filter(Circumstances::isOnlyNoted)
                .map(key -> sentence(key, baseline, candidate).substring(NOTED.length()) + ".").toList();
    }

    private static List<String> differences(Side baseline, Side candidate) {
        if (baseline.source().equals(candidate.source())) {
            return List.of();
        }
        Map<String, String> base = baseline.circumstances();
        Map<String, String> other = candidate.circumstances();
        Set<String> keys = new TreeSet<>(NaturalOrder.INSTANCE);
        keys.addAll(base.keySet());
        keys.addAll(other.keySet());
        return keys.stream().filter(key -> hasKind(base, kind(key)) && hasKind(other, kind(key)))
                .filter(key -> !base.getOrDefault(key, NOT_SET).equals(other.getOrDefault(key, NOT_SET)))
                .filter(key -> !isByMode(key, List.of(base.getOrDefault(key, NOT_SET),
                        other.getOrDefault(key, NOT_SET))))
                .toList();
    }

    private static String kind(String key) {
        return key.startsWith(JMH) || key.startsWith(NOTED) ? key : key.substring(0, key.indexOf(' ') + 1);
    }

    private static boolean hasKind(Map<String, String> circumstances, String kind) {
        return circumstances.keySet().stream().anyMatch(key -> key.startsWith(kind));
    }

    private static String sentence(String key, Side baseline, Side candidate) {
        return shown(key) + " is " + shown(baseline.circumstances().getOrDefault(key, NOT_SET)) + " in "
                + baseline.source() + " and " + shown(candidate.circumstances().getOrDefault(key, NOT_SET)) + " in "
                + candidate.source();
    }

    static boolean isOnlyNoted(String key) {
        return key.startsWith(NOTED);
    }

    /** Whether the key says nothing where it is missing, and has one value where it is not. */
    static boolean isByMode(String key, Collection<String> values) {
        return BY_MODE.matcher(key).matches()
                && values.stream().filter(value -> !value.equals(NOT_SET)).distinct().count() <= 1;
    }

    static String shown(String value) {
        return OneLine.of(value, LONGEST_SHOWN);
    }
}
