package io.vmq.tools.gate;

import java.util.List;
import java.util.Map;

/**
 * Baseline or candidate: all that was read for it.
 *
 * @param source
 *            where it comes from, as the user gave it
 * @param series
 *            none with a name twice
 * @param circumstances
 *            what has to be the same on both sides for a comparison to mean something, such as {@code scenario traffic.rate} or
 *            {@code machine cpu}, with its value
 * @param remarks
 *            sentences about what was left out, and other things to know
 */
public record Side(String source, List<Series> series, Map<String, String> circumstances, List<String> remarks) {

    public Side {
        series = List.copyOf(series);
        circumstances = Map.copyOf(circumstances);
        remarks = List.copyOf(remarks);
    }
}
