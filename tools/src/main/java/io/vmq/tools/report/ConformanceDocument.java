package io.vmq.tools.report;

import io.vmq.nic.machine.Machine;
import io.vmq.tools.conformance.Check;
import io.vmq.tools.conformance.Conformance;
import io.vmq.tools.conformance.Difference;
import io.vmq.tools.experiment.Tool;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The document of a check, schema {@value #SCHEMA}; a JSON Schema file of that name ships beside this class. */
public final class ConformanceDocument {

    /** Name of the schema; a change that breaks readers gets a new number. */
    public static final String SCHEMA = "vmq.conformance/1";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ConformanceDocument() {}

    /** The document as indented text that ends with a line feed. */
    public static String text(Check check, Conformance conformance, Tool tool, Machine machine) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("schema", SCHEMA);
        document.set("tool", ResultDocument.tool(tool));
        document.set("machine", ResultDocument.machine(machine));
        document.put("interface", check.interfaceName()).put("peer", check.peer()).put("mode", check.subject().mode())
                .put("backend", check.backend()).put("queues", check.queueCount()).put("seed", check.seed());
        document.put("outcome", conformance.outcome().label()).put("reason", conformance.reason())
                .put("frames", conformance.frames()).put("agree", conformance.agree())
                .put("differ", conformance.differ()).put("missing", conformance.missing());
        ArrayNode rules = document.putArray("rules");
        conformance.rules().forEach(count -> rules.addObject().put("rule", count.rule().label())
                .put("frames", count.frames()).put("agree", count.agree()).put("differ", count.differ())
                .put("missing", count.missing()));
        ArrayNode differences = document.putArray("differences");
        conformance.differences().forEach(difference -> add(difference, differences.addObject()));
        ArrayNode notes = document.putArray("notes");
        conformance.notes().forEach(notes::add);
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    }

    private static void add(Difference difference, ObjectNode node) {
        node.put("frame", difference.frame()).put("rule", difference.rule().label()).put("what", difference.what())
                .put("predicted", difference.predicted()).put("actual", difference.actual())
                .put("predictedHash", hexOrNull(difference.predictedHash()))
                .put("reportedHash", hexOrNull(difference.reportedHash())).put("likely", difference.likely());
    }

    private static @Nullable String hexOrNull(@Nullable Integer hash) {
        return hash == null ? null : hex(hash);
    }

    static String hex(int hash) {
        return "0x" + HexFormat.of().toHexDigits(hash);
    }
}
