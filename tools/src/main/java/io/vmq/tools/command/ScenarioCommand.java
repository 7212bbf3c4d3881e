package io.vmq.tools.command;

import io.vmq.tools.scenario.ScenarioReader;
import io.vmq.tools.scenario.ScenarioSource;
import io.vmq.tools.scenario.ScenarioWriter;
import io.vmq.tools.scenario.ShippedScenarios;
import io.vmq.tools.scenario.TrialDefaults;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vmq scenario}: the scenarios that ship, and whether a file is right. */
@Command(name = "scenario", description = "List shipped scenarios, show one, or check a file",
        mixinStandardHelpOptions = true, synopsisSubcommandLabel = "(list | show | check)")
final class ScenarioCommand {

    @Command(name = "list", description = "Names of the scenarios that ship", mixinStandardHelpOptions = true)
    void list() {
        ShippedScenarios.names().forEach(System.out::println);
    }

    @Command(name = "show", description = "A scenario as it ships, with its comments", mixinStandardHelpOptions = true)
    void show(@Parameters(paramLabel = "SCENARIO") String name) {
        System.out.print(ShippedScenarios.yaml(name));
    }

    @Command(name = "check", description = "Check a scenario and print it with nothing left to defaults",
            mixinStandardHelpOptions = true)
    void check(@Parameters(paramLabel = "SCENARIO") String name) {
        System.out.print(ScenarioWriter.yaml(
                ScenarioReader.read(ScenarioSource.open(name), Map.of(), TrialDefaults.COMPARE)));
    }
}
