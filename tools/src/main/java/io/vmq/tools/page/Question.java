package io.vmq.tools.page;

import io.vmq.dispatch.steering.SteeringModes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** What was asked: the scenario in a few lines and in full, and the command that asks it again. */
final class Question {

    private static final YAMLMapper YAML = YAMLMapper.builder().disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES).build();
    private static final int LONGEST = 400;

    private Question() {}

    /** A line each for traffic, VMs, NICs and what fails or changes on purpose. */
    static List<String> lines(JsonNode scenario) {
        List<String> lines = new ArrayList<>();
        add(lines, "Traffic", scenario.path("traffic"));
        add(lines, "VMs", scenario.path("vms"));
        add(lines, "NICs", scenario.path("nics"));
        add(lines, "Balancing", scenario.path("balance"));
        add(lines, "Timeline", scenario.path("timeline"));
        add(lines, "Faults", scenario.path("faults"));
        return lines;
    }

    private static void add(List<String> lines, String name, JsonNode part) {
        String text = part.isArray()
                ? Values.items(part).stream().map(Question::members).collect(Collectors.joining("; "))
                : members(part);
        if (!text.isEmpty()) {
            lines.add(name + ": " + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text));
        }
    }

    /** Names and values, without what is nested. */
    private static String members(JsonNode node) {
        return node.isObject()
                ? node.properties().stream().filter(entry -> entry.getValue().isValueNode())
                        .map(entry -> entry.getKey() + " " + Values.text(entry.getValue()))
                        .collect(Collectors.joining(", "))
                : Values.text(node);
    }

    /** The whole scenario as YAML. */
    static String yaml(JsonNode scenario) {
        return YAML.writeValueAsString(scenario);
    }

    /** The command that runs the scenario, as a file, with the same modes. */
    static String command(List<String> modes) {
        boolean plugged = modes.stream().anyMatch(mode -> !SteeringModes.load().names().contains(mode));
        String command = modes.size() == 1 ? "run scenario.yaml --mode " + modes.getFirst() : "compare scenario.yaml";
        return "./vmq " + command + (plugged ? " --plugins DIR" : "");
    }
}
