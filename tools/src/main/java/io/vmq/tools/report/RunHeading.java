package io.vmq.tools.report;

import io.vmq.dispatch.measure.TrialResult;
import io.vmq.tools.experiment.ExperimentResult;
import io.vmq.tools.scenario.Scenario;
import java.util.List;
import java.util.Locale;

/** The lines above every table: what was run, on which clock and cores, with which traffic and host. */
final class RunHeading {

    private RunHeading() {}

    static String of(ExperimentResult result) {
        Scenario scenario = result.scenario();
        int trials = scenario.run().trials();
        return scenario.name() + ": " + scenario.run().clock().name().toLowerCase(Locale.ROOT) + " clock"
                + cores(result) + ", " + ScenarioText.time(scenario.run()) + ", " + trials
                + (trials == 1 ? " trial" : " trials") + " a mode, seed " + scenario.run().seed() + "\n"
                + ScenarioText.traffic(scenario) + "\n" + ScenarioText.host(scenario) + "\n";
    }

    private static String cores(ExperimentResult result) {
        List<String> modes = result.trials().stream().map(TrialResult::coreMode).distinct().toList();
        return modes.isEmpty() || modes.contains("virtual") ? "" : ", " + String.join("/", modes) + " cores";
    }
}
