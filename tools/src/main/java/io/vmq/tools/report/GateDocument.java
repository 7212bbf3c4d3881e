package io.vmq.tools.report;

import io.vmq.tools.gate.Comparison;
import io.vmq.tools.gate.GateResult;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The document of a gate, schema {@value #SCHEMA}; a JSON Schema file of that name ships beside this class. */
public final class GateDocument {

    /** Name of the schema; a change that breaks readers gets a new number. */
    public static final String SCHEMA = "vmq.gate/1";

    private GateDocument() {}

    /** The document as indented text that ends with a line feed. */
    public static String text(GateResult result) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("schema", SCHEMA).put("verdict", result.verdict().label()).put("baseline", result.baseline())
                .put("candidate", result.candidate());
        document.putObject("rules").put("minEffect", result.rules().minEffect()).put("alpha", result.rules().alpha())
                .put("seed", result.rules().seed());
        document.put("confidence", result.confidence()).put("method", result.method());
        ArrayNode comparisons = document.putArray("comparisons");
        result.comparisons()
                .forEach(comparison -> add(comparisons.addObject(), comparison, result.rules().minEffect()));
        ArrayNode remarks = document.putArray("remarks");
        result.remarks().forEach(remarks::add);
        return DocumentText.of(document);
    }

    private static void add(ObjectNode node, Comparison comparison, double minEffect) {
        node.put("series", comparison.series()).put("metric", comparison.metric().name())
                .put("unit", comparison.metric().unit())
                .put("better", comparison.metric().better().name().toLowerCase(Locale.ROOT))
                .put("baselineTrials", comparison.baselineTrials())
                .put("candidateTrials", comparison.candidateTrials());
        number(node, "baseline", comparison.baseline());
        number(node, "candidate", comparison.candidate());
        number(node, "ratio", comparison.ratio());
        number(node, "ciLow", comparison.ciLow());
        number(node, "ciHigh", comparison.ciHigh());
        node.put("minEffect", minEffect);
        number(node, "noise", comparison.noise());
        number(node, "pValue", comparison.pValue());
        number(node, "rankP", comparison.rankP());
        node.put("verdict", comparison.verdict().label()).put("moreTrials", comparison.moreTrials()).put("reason",
                comparison.reason());
    }

    /** JSON has no number for what is infinite or none. */
    private static void number(ObjectNode node, String name, @Nullable Double value) {
        node.put(name, value == null || !Double.isFinite(value) ? null : value);
    }
}
