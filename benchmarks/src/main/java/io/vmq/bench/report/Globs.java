package io.vmq.bench.report;

import java.util.ArrayList;
import java.util.List;

/** Names as options pick them. */
public final class Globs {

    private Globs() {}

    /** Whether one of these patterns, separated by commas, is the whole name, such as {@code path/*}. */
    public static boolean pick(String globs, String name) {
        return patterns(globs).stream().anyMatch(name::matches);
    }

    private static List<String> patterns(String globs) {
        List<String> patterns = new ArrayList<>();
        for (String glob : globs.split(",", -1)) {
            patterns.add(glob.strip().replaceAll("[^*?]+", "\\\\Q$0\\\\E").replace("*", ".*").replace("?", "."));
        }
        return patterns;
    }
}
