package io.vmq.tools.command;

import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.ScenarioReader;
import io.vmq.tools.scenario.ScenarioSource;
import io.vmq.tools.scenario.ScenarioWriter;
import io.vmq.tools.scenario.ShippedScenarios;
import io.vmq.tools.scenario.TrialDefaults;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vmq scenario}: the scenarios that ship, and whether a file is right. */
@Command(name = "scenario", description = "List shipped scenarios, show one, or check a file",
        mixinStandardHelpOptions = true, synopsisSubcommandLabel = "(list | show | check)")
final class ScenarioCommand {

    @Spec
    private @Nullable CommandSpec spec;

    @Command(name = "list", description = "Names of the scenarios that ship", mixinStandardHelpOptions = true)
    void list() {
        print(String.join("\n", ShippedScenarios.names()) + "\n");
    }

    @Command(name = "show", description = "A scenario as it ships, with its comments", mixinStandardHelpOptions = true)
    void show(@Parameters(paramLabel = "SCENARIO") String name) {
        if (!ShippedScenarios.names().contains(name)) {
            throw new BadInputException("'" + name + "' is not a scenario that ships (expected one of: "
                    + String.join(", ", ShippedScenarios.names()) + ")");
        }
        print(ShippedScenarios.yaml(name));
    }

    @Command(name = "check", description = "Check a scenario and print it with nothing left to defaults",
            mixinStandardHelpOptions = true)
    void check(@Parameters(paramLabel = "SCENARIO") String name) {
        print(ScenarioWriter.yaml(
                ScenarioReader.read(ScenarioSource.open(name), Map.of(), TrialDefaults.COMPARE)));
    }

    private void print(String text) {
        StandardOutput.print(Objects.requireNonNull(spec).commandLine(), text);
    }
}
