package io.vmq.tools.experiment;

import io.vmq.dispatch.engine.StopSignal;
import io.vmq.dispatch.engine.ThreadPinning;
import io.vmq.dispatch.steering.SteeringModes;
import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.scenario.ScenarioReader;
import io.vmq.tools.scenario.ScenarioSource;
import io.vmq.tools.scenario.Setting;
import io.vmq.tools.scenario.ShippedScenarios;
import io.vmq.tools.scenario.TrialDefaults;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

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
        ScenarioSource source = ScenarioSource.parse("f.yaml", Path.of(""), yaml.getBytes(StandardCharsets.UTF_8));
        return run(ScenarioReader.read(source, all, TrialDefaults.ONE), IntervalSinks.NONE);
    }

    /** The same with another text in place of one in the scenario's file, which it holds once; an empty one changes nothing. */
    public static ExperimentResult changed(String name, String text, String replacement, Map<Setting, String> settings)
            throws InterruptedException {
        String yaml = ShippedScenarios.yaml(name);
        if (!text.isEmpty() && yaml.split(Pattern.quote(text), -1).length != 2) {
            throw new IllegalArgumentException("'" + text + "' does not stand once in " + name);
        }
        Map<Setting, String> all = new TreeMap<>(settings);
        all.put(Setting.CLOCK, "virtual");
        all.put(Setting.TRIALS, "1");
        byte[] changed = (text.isEmpty() ? yaml : yaml.replace(text, replacement)).getBytes(StandardCharsets.UTF_8);
        return run(ScenarioReader.read(ScenarioSource.parse(name, Path.of("/"), changed), all, TrialDefaults.ONE),
                IntervalSinks.NONE);
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

    /** Runs a scenario that ships in virtual time, and keeps intervals. */
    public static ExperimentResult virtual(String name, Map<Setting, String> settings, IntervalSinks sinks)
            throws InterruptedException {
        return run(name, "virtual", settings, sinks);
    }

    /** Runs a scenario that ships in real time, with no thread tied to a CPU, and keeps intervals. */
    public static ExperimentResult live(String name, Map<Setting, String> settings, IntervalSinks sinks)
            throws InterruptedException {
        return run(name, "live", settings, sinks);
    }

    private static ExperimentResult run(String name, String clock, Map<Setting, String> settings, IntervalSinks sinks)
            throws InterruptedException {
        Map<Setting, String> all = new TreeMap<>(settings);
        all.put(Setting.CLOCK, clock);
        return run(ScenarioReader.read(ScenarioSource.open(name), all, TrialDefaults.ONE), sinks);
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
