package io.vmq.tools.page;

import io.vmq.nic.notation.TimeSpan;
import io.vmq.tools.drawing.Ink;
import io.vmq.tools.drawing.LinePlot.Mark;
import io.vmq.tools.drawing.LinePlot.Span;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Fault;
import io.vmq.tools.scenario.FaultTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/** What the scenario plans and what was moved, at its time since the trial began, which the warm-up is part of. */
final class PlannedMarks {

    private static final double NS_PER_SECOND = 1e9;
    private static final int MOST_SPANS = 400;

    private PlannedMarks() {}

    /**
     * Marks that lie in a stretch of time.
     *
     * @param scenario
     *            the normalised scenario of the result
     */
    static List<Mark> of(JsonNode scenario, JsonNode trial, double from, double to) {
        List<Mark> marks = new ArrayList<>();
        double warmup = seconds(Values.text(scenario, "run", "warmup"));
        add(marks, "fault", Ink.BAND, faults(scenario, warmup, to), from, to);
        add(marks, "planned change", Ink.CHANGE, changes(scenario, warmup), from, to);
        add(marks, "move", Ink.MOVE, moves(trial), from, to);
        return marks;
    }

    private static void add(List<Mark> marks, String name, Ink ink, List<Span> spans, double from, double to) {
        List<Span> seen = spans.stream().filter(span -> span.to() >= from && span.from() <= to).toList();
        if (!seen.isEmpty()) {
            marks.add(new Mark(name + (seen.size() == 1 ? "" : "s: " + seen.size()), ink, thinned(seen)));
        }
    }

    /** So many marks are a carpet anyway. */
    private static List<Span> thinned(List<Span> spans) {
        int step = Math.ceilDiv(spans.size(), MOST_SPANS);
        List<Span> kept = new ArrayList<>();
        for (int i = 0; i < spans.size(); i += step) {
            kept.add(spans.get(i));
        }
        return kept;
    }

    private static List<Span> moves(JsonNode trial) {
        return Values.items(trial, "moves").stream().map(move -> Values.numberOrZero(move, "atNs") / NS_PER_SECOND)
                .map(at -> new Span(at, at)).toList();
    }

    private static List<Span> changes(JsonNode scenario, double warmup) {
        return Values.items(scenario, "timeline").stream().map(moment -> Values.text(moment, "at"))
                .filter(at -> !at.isEmpty()).map(at -> warmup + seconds(at)).map(at -> new Span(at, at)).toList();
    }

    private static List<Span> faults(JsonNode scenario, double warmup, double end) {
        List<Span> spans = new ArrayList<>();
        for (JsonNode text : Values.items(scenario, "faults")) {
            try {
                add(spans, Fault.parse(Values.text(text)).times(), warmup, end);
            } catch (IllegalArgumentException | BadInputException e) {
                // A fault of a later version: the scenario and the events name it.
            }
        }
        return spans;
    }

    private static void add(List<Span> spans, FaultTimes times, double warmup, double end) {
        double begin = warmup + times.atNs() / NS_PER_SECOND;
        double length = times.forNs() / NS_PER_SECOND;
        OptionalLong every = times.everyNs();
        spans.add(new Span(begin, begin + length));
        if (every.isPresent()) {
            double step = every.getAsLong() / NS_PER_SECOND;
            for (int i = 1; begin + i * step < end && i < 100 * MOST_SPANS; i++) {
                spans.add(new Span(begin + i * step, begin + i * step + length));
            }
        }
    }

    private static double seconds(String time) {
        try {
            return TimeSpan.parse(time).ns() / NS_PER_SECOND;
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }
}
