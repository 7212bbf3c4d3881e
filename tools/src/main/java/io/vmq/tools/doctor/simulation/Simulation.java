package io.vmq.tools.doctor.simulation;

import io.vmq.tools.scenario.Scenario;
import java.util.List;

/**
 * What the plan for a host is worth in the model.
 *
 * @param load
 *            how much comes
 * @param comparisons
 *            each virtual switch by itself, then each NIC of the host whose RSS the plan changes
 * @param interrupted
 *            whether it was stopped; then the comparisons are those that were complete
 */
public record Simulation(SimulatedLoad load, List<Comparison> comparisons, boolean interrupted) {

    public Simulation {
        comparisons = List.copyOf(comparisons);
    }

    /** The frames and flows of all runs; their rate is the load's. */
    public Scenario.Emulated traffic() {
        return Drafts.traffic();
    }

    /** What a frame costs the cores of all runs. */
    public Scenario.Host host() {
        return Drafts.host();
    }

    /** How all are run. */
    public Scenario.Run run() {
        return Drafts.run();
    }
}
