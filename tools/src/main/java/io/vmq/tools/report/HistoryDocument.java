package io.vmq.tools.report;

import io.vmq.tools.gate.Metric;
import io.vmq.tools.gate.history.Change;
import io.vmq.tools.gate.history.History;
import io.vmq.tools.gate.history.HistoryResult;
import io.vmq.tools.gate.history.HistoryRules;
import io.vmq.tools.gate.history.Point;
import io.vmq.tools.gate.history.Suspect;
import io.vmq.tools.gate.history.Trace;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The document of a history, schema {@value #SCHEMA}; a JSON Schema file of that name ships beside this class. */
public final class HistoryDocument {

    /** Name of the schema; a change that breaks readers gets a new number. */
    public static final String SCHEMA = "vmq.history/1";

    private HistoryDocument() {}

    /** The document as indented text that ends with a line feed. */
    public static String text(HistoryResult result) {
        return DocumentText.of(of(result));
    }

    private static ObjectNode of(HistoryResult result) {
        History history = result.history();
        HistoryRules rules = result.rules();
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("schema", SCHEMA)
                .put("source", history.source()).put("order", history.order()).put("verdict", result.verdict().label());
        document.putObject("rules").put("minEffect", rules.minEffect()).put("alpha", rules.alpha())
                .put("last", rules.last()).put("seed", rules.seed()).put("neededResults", result.needed());
        ArrayNode points = document.putArray("results");
        history.points().forEach(point -> add(points.addObject(), point));
        ArrayNode traces = document.putArray("figures");
        history.traces().forEach(trace -> add(traces.addObject(), trace, history.points().size()));
        ArrayNode changes = document.putArray("changes");
        result.changes().forEach(change -> add(changes.addObject(), result, change));
        ArrayNode suspects = document.putArray("suspects");
        result.suspects().forEach(suspect -> add(suspects.addObject(), history, suspect));
        ArrayNode drifts = document.putArray("drifts");
        result.drifts().forEach(drift -> figure(drifts.addObject(), drift.series(), drift.metric())
                .put("ratio", drift.ratio()));
        ArrayNode untested = document.putArray("untested");
        result.untested().forEach(one -> figure(untested.addObject(), one.series(), one.metric())
                .put("results", one.readings()).put("recent", one.isRecent()));
        ArrayNode remarks = document.putArray("remarks");
        history.remarks().forEach(remarks::add);
        return document;
    }

    private static ObjectNode figure(ObjectNode node, String series, Metric metric) {
        return node.put("series", series).put("metric", metric.name()).put("unit", metric.unit());
    }

    private static void add(ObjectNode node, Point point) {
        node.put("label", point.label()).put("commit", point.commit()).put("time", point.time().toString());
    }

    private static void add(ObjectNode node, Trace trace, int points) {
        figure(node, trace.series(), trace.metric()).put("better",
                trace.metric().growthIsBad() ? "lower" : "higher");
        Map<Integer, Double> values = new HashMap<>();
        trace.readings().forEach(reading -> values.put(reading.point(), reading.value()));
        ArrayNode array = node.putArray("values");
        for (int i = 0; i < points; i++) {
            array.add(values.get(i));
        }
    }

    private static void add(ObjectNode node, HistoryResult result, Change change) {
        Point point = result.history().points().get(change.at());
        figure(node, change.series(), change.metric()).put("result", change.at()).put("label", point.label())
                .put("commit", point.commit()).put("from", change.from()).put("to", change.to())
                .put("ratio", ratio(change.ratio())).put("pValue", change.pValue()).put("before", change.before())
                .put("after", change.after()).put("worse", change.worse()).put("undone", change.undone())
                .put("recent", result.isRecent(change));
    }

    private static void add(ObjectNode node, History history, Suspect suspect) {
        Point point = history.points().get(suspect.since());
        figure(node, suspect.series(), suspect.metric()).put("result", suspect.since()).put("label", point.label())
                .put("commit", point.commit()).put("results", suspect.points()).put("level", suspect.level())
                .put("value", suspect.value()).put("low", suspect.low()).put("high", suspect.high())
                .put("ratio", ratio(suspect.ratio())).put("worse", suspect.worse());
    }

    /** JSON has no number for what is infinite. */
    private static @Nullable Double ratio(double ratio) {
        return Double.isFinite(ratio) ? Double.valueOf(ratio) : null;
    }
}
