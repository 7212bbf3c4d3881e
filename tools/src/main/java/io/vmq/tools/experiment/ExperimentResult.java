package io.vmq.tools.experiment;

import io.vmq.dispatch.measure.TrialResult;
import io.vmq.nic.machine.Machine;
import io.vmq.tools.scenario.Scenario;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an experiment gave: its trials in the order in which they ran, and a verdict for each mode.
 *
 * @param interrupted
 *            whether it was stopped before its end
 */
public record ExperimentResult(Tool tool, Machine machine, Scenario scenario, List<TrialResult> trials,
        List<Verdict> verdicts, boolean interrupted) {

    public ExperimentResult {
        trials = List.copyOf(trials);
        verdicts = List.copyOf(verdicts);
    }

    /** The trials of each mode, modes in the order in which they were asked for. */
    public Map<String, List<TrialResult>> trialsOfMode() {
        return byMode(trials);
    }

    static Map<String, List<TrialResult>> byMode(List<TrialResult> trials) {
        return trials.stream()
                .collect(Collectors.groupingBy(TrialResult::mode, LinkedHashMap::new, Collectors.toList()));
    }

    /** Trials that did not run, whoever stopped the experiment. */
    public int leftOut() {
        return scenario.run().trials() * scenario.run().modes().size() - trials.size();
    }

    /** Whether every trial may be believed, and none is missing that the user did not stop. */
    public boolean valid() {
        return trials.stream().allMatch(TrialResult::valid) && (interrupted || leftOut() == 0);
    }
}
