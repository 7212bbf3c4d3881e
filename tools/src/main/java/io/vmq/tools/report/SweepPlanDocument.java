package io.vmq.tools.report;

import io.vmq.tools.experiment.Tool;
import io.vmq.tools.sweep.SweepPlan;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a sweep was asked for, as a JSON document of schema {@value #SCHEMA} beside its rows. */
final class SweepPlanDocument {

    static final String SCHEMA = "vmq.sweep-plan/1";

    private static final String[] IDENTITY = {"schema", "tool", "vary", "seed", "trials", "digest"};
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private SweepPlanDocument() {}

    static ObjectNode of(SweepPlan plan) {
        ObjectNode document = NODES.objectNode();
        document.put("schema", SCHEMA);
        Tool tool = Tool.current();
        document.putObject("tool").put("version", tool.version()).put("commit", tool.commit());
        document.put("scenario", plan.name());
        ObjectNode settings = document.putObject("settings");
        plan.settings().forEach((setting, value) -> settings.put(setting.option().substring("--".length()), value));
        ArrayNode vary = document.putArray("vary");
        plan.axes().forEach(axis -> {
            ArrayNode values = vary.addObject().put("key", axis.key()).putArray("values");
            axis.values().forEach(values::add);
        });
        return document.put("seed", plan.masterSeed()).put("trials", plan.trials()).put("rows", plan.rows())
                .put("digest", plan.digest());
    }

    /** The document as indented text that ends with a line feed. */
    static String text(SweepPlan plan) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(of(plan)) + "\n";
    }

    /** What tells the sweep of an earlier document from this one, in words; empty if they are the same. */
    static Optional<String> difference(String earlier, SweepPlan plan) {
        JsonNode before;
        try {
            before = MAPPER.readTree(earlier);
        } catch (JacksonException e) {
            return Optional.of("its plan cannot be read");
        }
        // As text and back, so that numbers are of the same kind on both sides.
        JsonNode now = MAPPER.readTree(text(plan));
        for (String key : IDENTITY) {
            if (!Objects.equals(before.get(key), now.get(key))) {
                return Optional.of(words(key));
            }
        }
        return Optional.empty();
    }

    private static String words(String key) {
        return switch (key) {
            case "schema" -> "its plan is of another format";
            case "tool" -> "another build of vmq began it";
            case "vary" -> "other values were varied";
            case "seed" -> "it has another seed";
            case "trials" -> "it has another number of trials";
            default -> "its scenario or its fixed options were others";
        };
    }
}
