package io.vmq.tools.search;

import io.vmq.dispatch.engine.StopSignal;
import io.vmq.dispatch.engine.TrialWatcher;
import io.vmq.dispatch.measure.InvalidReason;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.dispatch.steering.SteeringModes;
import io.vmq.tools.experiment.CpuPlan;
import io.vmq.tools.experiment.Experiment;
import io.vmq.tools.scenario.BadInputException;
import java.util.HashSet;
import java.util.Set;

/** Runs the trials of a search on the engine that its scenario asks for. A live mode is rehearsed before its first trial. */
public final class ExperimentMeasurer implements Measurer {

    private final SearchPlan plan;
    private final SteeringModes known;
    private final CpuPlan cpus;
    private final StopSignal stop;
    private final Set<String> rehearsed = new HashSet<>();

    /**
     * @throws BadInputException
     *             if a mode does not exist, or the machine cannot give what the scenario asks for
     */
    public ExperimentMeasurer(SearchPlan plan, SteeringModes known, CpuPlan cpus, StopSignal stop) {
        this.plan = plan;
        this.known = known;
        this.cpus = cpus;
        this.stop = stop;
        new Experiment(plan.scenario(), known, cpus, stop).close();
    }

    @Override
    public TrialOutcome measure(String mode, TrialRequest request) throws InterruptedException {
        try (Experiment experiment = new Experiment(plan.trial(mode, request), known, cpus, stop)) {
            if (rehearsed.add(mode)) {
                experiment.rehearse();
            }
            TrialResult trial = experiment.runFirst(TrialWatcher.NONE);
            return outcome(request, trial, experiment.lossOf(trial));
        }
    }

    private static TrialOutcome outcome(TrialRequest request, TrialResult trial, String lossAt) {
        TrialResult.Frames frames = trial.frames();
        return new TrialOutcome(request, trial.seed(), frames.generated(), frames.unsent(), frames.dropped().total(),
                trial.rate().deliveredPps(), trial.rate().deliveredBps(), trial.latency(),
                trial.invalidReasons().stream().map(InvalidReason::label).toList(), lossAt, trial.partial());
    }
}
