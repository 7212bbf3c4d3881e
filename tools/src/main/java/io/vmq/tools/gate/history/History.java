package io.vmq.tools.gate.history;

import java.util.List;

/**
 * A series of results.
 *
 * @param source
 *            where they come from, as the user gave it
 * @param order
 *            a few words on how they were put in order
 * @param points
 *            oldest first
 * @param traces
 *            one for each figure of each series
 * @param remarks
 *            sentences about what was left out, and other things to know
 */
public record History(String source, String order, List<Point> points, List<Trace> traces, List<String> remarks) {

    public History {
        points = List.copyOf(points);
        traces = List.copyOf(traces);
        remarks = List.copyOf(remarks);
    }
}
