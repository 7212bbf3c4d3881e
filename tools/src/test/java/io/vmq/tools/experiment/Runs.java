package io.vmq.tools.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vmq.dispatch.engine.StopSignal;
import io.vmq.dispatch.engine.ThreadPinning;
import io.vmq.dispatch.steering.SteeringModes;
import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.scenario.ScenarioReader;
import io.vmq.tools.scenario.ScenarioSource;
import io.vmq.tools.scenario.Setting;
import io.vmq.tools.scenario.ShippedScenarios;
import io.vmq.tools.scenario.TrialDefaults;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs the default scenario with other settings, for the tests of this package and of reports. */
public final class Runs {

    private Runs() {}

    /** The default scenario with these settings in place of its own. */
    public static Scenario scenario(Map<Setting, String> settings) {
        return ScenarioReader.read(ScenarioSource.open(ShippedScenarios.DEFAULT), settings, TrialDefaults.ONE);
    }

    /** Runs one trial a mode of a scenario that ships in virtual time, with these settings in place of its own. */
    public static ExperimentResult shipped(String name, Map<Setting, String> settings) throws InterruptedException {
        Map<Setting, String> all = new TreeMap<>(settings);
        all.put(Setting.CLOCK, "virtual");
        all.put(Setting.TRIALS, "1");
        return run(ScenarioReader.read(ScenarioSource.open(name), all, TrialDefaults.ONE), IntervalSinks.NONE);
    }

    /** Runs one trial a mode of this scenario file in virtual time, with these settings in place of its own. */
    static ExperimentResult virtual(String yaml, Map<Setting, String> settings) throws InterruptedException {
        Map<Setting, String> all = new TreeMap<>(settings);
        all.put(Setting.CLOCK, "virtual");
        ScenarioSource source = ScenarioSource.parse("f.yaml", Path.of(""), yaml.getBytes(UTF_8));
        return run(ScenarioReader.read(source, all, TrialDefaults.ONE), IntervalSinks.NONE);
    }

    /** Runs it in virtual time. */
    public static ExperimentResult virtual(Map<Setting, String> settings) throws InterruptedException {
        return virtual(settings, IntervalSinks.NONE);
    }

    /** Runs it in virtual time and keeps intervals. */
    public static ExperimentResult virtual(Map<Setting, String> settings, IntervalSinks sinks)
            throws InterruptedException {
        Map<Setting, String> all = new TreeMap<>(settings);
        all.put(Setting.CLOCK, "virtual");
        return run(scenario(all), sinks);
    }

    /** Runs it in real time, with no thread tied to a CPU. */
    public static ExperimentResult live(Map<Setting, String> settings) throws InterruptedException {
        return live(settings, IntervalSinks.NONE);
    }

    /** Runs it in real time, with no thread tied to a CPU, and keeps intervals. */
    public static ExperimentResult live(Map<Setting, String> settings, IntervalSinks sinks)
            throws InterruptedException {
        Map<Setting, String> all = new TreeMap<>(settings);
        all.put(Setting.CLOCK, "live");
        return run(scenario(all), sinks);
    }

    private static ExperimentResult run(Scenario scenario, IntervalSinks sinks) throws InterruptedException {
        CpuPlan cpus = CpuPlan.choose(scenario, List.of(0, 1), ThreadPinning.NONE);
        try (Experiment experiment = new Experiment(scenario, SteeringModes.load(), cpus, new StopSignal())) {
            return experiment.run(ExperimentWatcher.NONE, sinks);
        }
    }
}
