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
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the commands that run trials of a scenario share: scenario, settings, plug-ins, and what they print. */
abstract sealed class TrialsCommand implements Callable<Integer>
        permits ExperimentCommand, SearchCommand, SendCommand, SweepCommand {

    /** Set by the launcher when standard error is a terminal. */
    static final boolean TERMINAL = Boolean.getBoolean("vmq.terminal");

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

    /** The scenario as it is written. */
    ScenarioSource source() {
        return ScenarioSource.open(scenarioName);
    }

    /** Settings that the command refuses or that mean nothing to it: its help does not list them. */
    Set<Setting> withoutUse() {
        return Set.of();
    }

    /** What the user gave in place of what the scenario says. */
    Map<Setting, String> settings() {
        return SettingOptions.given(command().getParseResult());
    }

    /** All modes that there are. */
    SteeringModes modes() {
        return PluginFolder.modes(plugins);
    }

    /** The CPUs of this machine that a live run of the scenario gets. */
    static CpuPlan cpus(Scenario scenario) {
        List<Integer> allowed = Arrays.stream(AllowedCpus.ofThisProcess().numbers()).boxed().toList();
        return CpuPlan.choose(scenario, allowed, LinuxThreadPinning.orNone());
    }

    /** Whether to print the document instead of text for people. */
    boolean printsJson() {
        return json;
    }

    /** Whether there is somebody to see a progress bar. */
    boolean showsProgress() {
        return TERMINAL && !quiet;
    }

    CommandLine command() {
        return Objects.requireNonNull(spec).commandLine();
    }

    /** Says a sentence to the user, on standard error. */
    void note(String sentence) {
        command().getErr().println("vmq: " + sentence);
        command().getErr().flush();
    }

    /** Says that the files of an earlier result are gone, if they are. */
    void noteIfReplaced(boolean replaces, Path out) {
        if (replaces) {
            note("--out: the earlier result in '" + out + "' is replaced");
        }
    }

    static void refuse(boolean refused, String sentence) {
        if (refused) {
            throw new BadInputException(sentence);
        }
    }
}
