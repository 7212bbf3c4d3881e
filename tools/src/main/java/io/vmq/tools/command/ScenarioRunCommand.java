package io.vmq.tools.command;

import io.vmq.dispatch.steering.SteeringModes;
import io.vmq.nic.linux.AllowedCpus;
import io.vmq.nic.linux.LinuxThreadPinning;
import io.vmq.tools.experiment.CpuPlan;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.scenario.ScenarioSource;
import io.vmq.tools.scenario.Setting;
import io.vmq.tools.scenario.ShippedScenarios;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the commands that run a scenario share: scenario, settings, machine, modes and the form of the answer. */
abstract sealed class ScenarioRunCommand implements Callable<Integer> permits ExperimentCommand, SearchCommand {

    /** Set by the launcher when standard error is a terminal. */
    private static final boolean TERMINAL = Boolean.getBoolean("vmq.terminal");

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "SCENARIO",
            description = "A shipped scenario (see: vmq scenario list) or a file; default "
                    + ShippedScenarios.DEFAULT)
    private String scenarioName = ShippedScenarios.DEFAULT;

    @Option(names = "--json", description = "Print the result document and nothing else")
    private boolean json;

    @Option(names = {"-q", "--quiet"}, description = "No progress bar")
    private boolean quiet;

    @Option(names = "--plugins", paramLabel = "DIR",
            description = "Add the steering modes of the jars in this folder")
    private @Nullable Path plugins;

    CommandLine command() {
        return Objects.requireNonNull(spec).commandLine();
    }

    /** The settings that the user gave. */
    Map<Setting, String> settings() {
        return SettingOptions.given(command().getParseResult());
    }

    ScenarioSource source() {
        return ScenarioSource.open(scenarioName);
    }

    static CpuPlan cpus(Scenario scenario) {
        List<Integer> allowed = Arrays.stream(AllowedCpus.ofThisProcess().numbers()).boxed().toList();
        return CpuPlan.choose(scenario, allowed, LinuxThreadPinning.orNone());
    }

    SteeringModes modes() {
        return PluginFolder.modes(plugins);
    }

    boolean isJson() {
        return json;
    }

    /** Whether someone watches who wants a progress bar. */
    boolean hasProgress() {
        return TERMINAL && !quiet;
    }

    static void refuse(boolean refused, String sentence) {
        if (refused) {
            throw new BadInputException(sentence);
        }
    }
}
