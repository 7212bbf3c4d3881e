package io.vmq.tools.sweep;

import io.vmq.dispatch.engine.StopSignal;
import io.vmq.dispatch.engine.ThreadPinning;
import io.vmq.dispatch.engine.TrialWatcher;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.dispatch.steering.SteeringModes;
import io.vmq.tools.experiment.CpuPlan;
import io.vmq.tools.experiment.Experiment;
import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.scenario.ScenarioReader;
import io.vmq.tools.scenario.ScenarioSource;
import io.vmq.tools.scenario.TrialDefaults;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One trial of one cell of the grid: what it gives depends on the text of its scenario and on nothing else, so it may be run
 * anywhere and in any order. It can be written down and read back by serialisation.
 *
 * @param coordinates
 *            its value on each axis of the grid
 * @param trial
 *            number of the trial, from 0
 * @param scenario
 *            a normalised scenario file with one mode, one trial, virtual time and the trial's own seed
 */
public record Cell(List<String> coordinates, int trial, String scenario) implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final Path HERE = Path.of("");

    public Cell {
        coordinates = List.copyOf(coordinates);
    }

    /**
     * Runs it on the calling thread.
     *
     * @param modes
     *            must know the mode of the scenario
     * @return what it gave; its trial is {@link TrialResult#partial()} if the stop signal came first
     */
    public CellResult run(SteeringModes modes, StopSignal stop, TrialWatcher watcher) throws InterruptedException {
        ScenarioSource source = ScenarioSource.parse("cell.yaml", HERE, scenario.getBytes(StandardCharsets.UTF_8));
        Scenario read = ScenarioReader.read(source, Map.of(), TrialDefaults.ONE);
        try (Experiment experiment = open(read, modes, stop)) {
            TrialResult result = experiment.runFirst(watcher);
            return new CellResult(result, experiment.limitOf(result));
        }
    }

    /** Virtual time needs no CPU of its own. */
    static Experiment open(Scenario scenario, SteeringModes modes, StopSignal stop) {
        return new Experiment(scenario, modes, new CpuPlan(false, false, List.of(), ThreadPinning.NONE), stop);
    }
}
