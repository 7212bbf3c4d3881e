package io.vmq.tools.command;

import io.vmq.nic.notation.Refusal;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.ScenarioReader;
import io.vmq.tools.scenario.ScenarioSource;
import io.vmq.tools.scenario.ScenarioWriter;
import io.vmq.tools.scenario.ShippedScenarios;
import io.vmq.tools.scenario.TrialDefaults;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vmq scenario}: the scenarios that ship, and whether a file is right. */
@Command(name = "scenario",
        description = "List shipped scenarios, show one, check a file, or print the JSON Schema of such files",
        mixinStandardHelpOptions = true, synopsisSubcommandLabel = "(list | show | check | schema)")
final class ScenarioCommand {

    @Spec
    private @Nullable CommandSpec spec;

    @Command(name = "list", description = "Names of the scenarios that ship, each with its title",
            mixinStandardHelpOptions = true)
    void list() {
        List<String> names = ShippedScenarios.names();
        int width = names.stream().mapToInt(String::length).max().orElse(0);
        print(names.stream()
                .map(name -> name + " ".repeat(width - name.length() + 2) + ShippedScenarios.title(name) + "\n")
                .collect(Collectors.joining()));
    }

    @Command(name = "show", description = "A scenario as it ships, with its comments", mixinStandardHelpOptions = true)
    void show(@Parameters(paramLabel = "SCENARIO") String name) {
        if (!ShippedScenarios.names().contains(name)) {
            throw new BadInputException(Refusal.quoted(name) + " is not a scenario that ships"
                    + ShippedScenarios.expected(name, ""));
        }
        print(ShippedScenarios.yaml(name));
    }

    @Command(name = "check", description = "Check a scenario and print it with nothing left to defaults",
            mixinStandardHelpOptions = true)
    void check(@Parameters(paramLabel = "SCENARIO") String name) {
        print(ScenarioWriter.yaml(
                ScenarioReader.read(ScenarioSource.open(name), Map.of(), TrialDefaults.COMPARE)));
    }

    @Command(name = "schema", description = "The JSON Schema of scenario files, for editors",
            mixinStandardHelpOptions = true)
    void schema() {
        print(ShippedScenarios.schema());
    }

    private void print(String text) {
        StandardOutput.print(Objects.requireNonNull(spec).commandLine(), text);
    }
}
