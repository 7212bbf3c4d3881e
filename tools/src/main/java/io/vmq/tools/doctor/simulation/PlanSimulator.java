package io.vmq.tools.doctor.simulation;

import io.vmq.dispatch.engine.StopSignal;
import io.vmq.dispatch.engine.ThreadPinning;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.dispatch.steering.SteeringModes;
import io.vmq.tools.doctor.export.HostExport;
import io.vmq.tools.doctor.hyperv.HyperVDoctor;
import io.vmq.tools.experiment.CpuPlan;
import io.vmq.tools.experiment.Experiment;
import io.vmq.tools.experiment.ExperimentWatcher;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the parts of a host as they are and as the doctor's plan leaves them, in virtual time, on the calling thread. */
public final class PlanSimulator {

    private static final CpuPlan VIRTUAL = new CpuPlan(false, false, List.of(), ThreadPinning.NONE);

    private final SteeringModes modes = SteeringModes.load();
    private final ExperimentWatcher watcher;
    private final StopSignal stop;
    private int runs;
    private int done;

    private PlanSimulator(ExperimentWatcher watcher, StopSignal stop) {
        this.watcher = watcher;
        this.stop = stop;
    }

    /** Simulates a host and the plan for it; the same for the same export and load. */
    public static Simulation simulate(HostExport host, SimulatedLoad load, ExperimentWatcher watcher, StopSignal stop)
            throws InterruptedException {
        return new PlanSimulator(watcher, stop).simulated(host, load);
    }

    private Simulation simulated(HostExport host, SimulatedLoad load) throws InterruptedException {
        List<Part> parts = Part.of(host, HyperVDoctor.mended(host), load);
        runs = parts.stream().mapToInt(Part::runs).sum();
        List<Comparison> comparisons = new ArrayList<>();
        for (Part part : parts) {
            Comparison comparison = compare(part);
            if (!stop.isRaised()) {
                comparisons.add(comparison);
            }
        }
        return new Simulation(load, comparisons, stop.isRaised());
    }

    private Comparison compare(Part part) throws InterruptedException {
        if (part.gap().isPresent()) {
            return part.incomparable(part.gap().get());
        }
        try {
            Outcome before = run(part.before().orElseThrow(), part.eventBefore());
            Optional<Outcome> after = part.changes()
                    ? Optional.of(run(part.after().orElseThrow(), part.eventAfter()))
                    : Optional.empty();
            return new Comparison(part.name(), part.traffic(), Optional.empty(), Optional.of(before), after);
        } catch (BadInputException e) {
            return part.incomparable(String.valueOf(e.getMessage()));
        }
    }

    private Outcome run(Scenario scenario, boolean event106) throws InterruptedException {
        try (Experiment experiment = new Experiment(scenario, modes, VIRTUAL, stop)) {
            double lengthNs = (double) scenario.run().warmupNs() + scenario.run().durationNs();
            String mode = scenario.run().modes().getFirst();
            TrialResult trial = experiment.runFirst(reachedNs -> watcher.progress(mode, 0,
                    (done + Math.clamp(reachedNs / lengthNs, 0.0, 1.0)) / runs));
            done++;
            return Outcome.of(trial, event106, experiment.lossOf(trial));
        }
    }
}
