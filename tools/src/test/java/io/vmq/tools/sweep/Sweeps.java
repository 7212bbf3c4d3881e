package io.vmq.tools.sweep;

import io.vmq.dispatch.engine.StopSignal;
import io.vmq.dispatch.engine.TrialWatcher;
import io.vmq.dispatch.steering.SteeringModes;
import io.vmq.tools.scenario.ScenarioSource;
import io.vmq.tools.scenario.Setting;
import io.vmq.tools.scenario.ShippedScenarios;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Small sweeps of the default scenario, for the tests of this package and of reports. */
public final class Sweeps {

    public static final SteeringModes MODES = SteeringModes.load();

    private static final Map<Setting, String> SHORT = Map.of(Setting.DURATION, "2ms", Setting.WARMUP, "0",
            Setting.DETAIL, "total");

    private Sweeps() {}

    /** A plan of 2 ms a cell. */
    public static SweepPlan plan(String... vary) {
        return plan(Map.of(), vary);
    }

    /** A plan of 2 ms a cell with further settings. */
    public static SweepPlan plan(Map<Setting, String> settings, String... vary) {
        Map<Setting, String> all = new TreeMap<>(SHORT);
        all.putAll(settings);
        return SweepPlan.of(ScenarioSource.open(ShippedScenarios.DEFAULT), all, List.of(vary), MODES);
    }

    /** What each row gives, one after the other on this thread. */
    public static List<CellResult> results(SweepPlan plan) throws InterruptedException {
        List<CellResult> results = new ArrayList<>();
        for (int row = 0; row < plan.rows(); row++) {
            results.add(plan.cell(row).run(MODES, new StopSignal(), TrialWatcher.NONE));
        }
        return results;
    }

    /** What each row gives, on some threads. */
    public static List<CellResult> results(SweepPlan plan, int jobs) throws IOException, InterruptedException {
        TreeMap<Integer, CellResult> results = new TreeMap<>();
        new Sweep(plan, new BitSet(), MODES, new StopSignal()).run(jobs, results::put, SweepWatcher.NONE);
        return Collections.unmodifiableList(new ArrayList<>(results.values()));
    }
}
