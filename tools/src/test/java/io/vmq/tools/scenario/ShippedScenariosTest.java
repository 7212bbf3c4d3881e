package io.vmq.tools.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.measure.InvalidReason;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.tools.experiment.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("computed")
class ShippedScenariosTest {

    private static final Path FOLDER = Path.of("src/main/resources/io/vmq/tools/scenario");
    private static final int LONGEST_TITLE = 80;

    static List<String> names() {
        return ShippedScenarios.names();
    }

    private static Scenario read(String name) {
        return ScenarioReader.read(ScenarioSource.open(name), Map.of(), TrialDefaults.COMPARE);
    }

    @Test
    void shouldListEveryFileThatShipsAndTheDefaultFirst() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<String> shipped = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".yaml"))
                    .map(file -> file.substring(0, file.length() - ".yaml".length())).toList();
            assertThat(ShippedScenarios.names()).containsExactlyInAnyOrderElementsOf(shipped)
                    .startsWith(ShippedScenarios.DEFAULT);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldBeginWithATitleAndSayWhatToLookForInEachMode(String name) {
        String yaml = ShippedScenarios.yaml(name);
        String comment = yaml.substring(0, yaml.indexOf("\nversion: 1\n"));

        assertThat(comment.lines()).allMatch(line -> line.startsWith("#"));
        assertThat(ShippedScenarios.title(name)).isNotBlank().hasSizeLessThanOrEqualTo(LONGEST_TITLE);
        assertThat(comment).startsWith("# " + ShippedScenarios.title(name)).contains("\n# What to look for:\n",
                "Then try ");
        String looks = comment.substring(comment.indexOf("What to look for:"));
        assertThat(read(name).run().modes()).allMatch(looks::contains);
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldReadBackEqualWhenNormalised(String name) {
        Scenario scenario = read(name);

        assertThat(scenario.name()).isEqualTo(name);
        assertThat(Scenarios.read(ScenarioWriter.yaml(scenario))).isEqualTo(scenario);
    }

    /** A trial whose timeline or faults would not fit keeps its length, in one mode. */
    @ParameterizedTest
    @MethodSource("names")
    void shouldRunInVirtualTime(String name) throws InterruptedException {
        Scenario scenario = read(name);
        boolean planned = !scenario.timeline().isEmpty() || !scenario.faults().isEmpty();
        Map<Setting, String> settings = planned
                ? Map.of(Setting.MODES, "vmq")
                : Map.of(Setting.DURATION, "50ms", Setting.WARMUP, "10ms");

        List<TrialResult> trials = Runs.shipped(name, settings).trials();

        assertThat(trials).isNotEmpty().allSatisfy(trial -> {
            assertThat(trial.invalidReasons()).allMatch(reason -> !planned && reason == InvalidReason.TOO_SHORT);
            assertThat(trial.frames().delivered()).isPositive();
        });
    }
}
