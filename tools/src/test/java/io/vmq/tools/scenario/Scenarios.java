package io.vmq.tools.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.Map;

/** Reads scenarios from text for the tests. */
final class Scenarios {

    static final Path FOLDER = Path.of("/lab/files");

    private Scenarios() {}

    static Scenario read(String yaml) {
        return read(yaml, Map.of());
    }

    static Scenario read(String yaml, Map<Setting, String> options) {
        return ScenarioReader.read(ScenarioSource.parse("f.yaml", FOLDER, yaml.getBytes(UTF_8)), options,
                TrialDefaults.COMPARE);
    }

    static Scenario shipped(Map<Setting, String> options) {
        return ScenarioReader.read(ScenarioSource.open(ShippedScenarios.DEFAULT), options, TrialDefaults.COMPARE);
    }
}
