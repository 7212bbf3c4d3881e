package io.vmq.tools.report;

import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.scenario.ScenarioWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The scenario inside a result document: the normalised scenario file, as JSON. */
final class ScenarioDocument {

    private static final YAMLMapper YAML = new YAMLMapper();

    private ScenarioDocument() {
    }

    static JsonNode of(Scenario scenario) {
        return YAML.readTree(ScenarioWriter.text(scenario));
    }
}
