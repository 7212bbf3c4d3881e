package io.vmq.tools.report;

import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.scenario.ScenarioWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The scenario inside a result document: the keys and values of the normalised scenario file, as JSON. */
final class ScenarioDocument {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ScenarioDocument() {}

    static JsonNode of(Scenario scenario) {
        return MAPPER.valueToTree(ScenarioWriter.document(scenario));
    }
}
