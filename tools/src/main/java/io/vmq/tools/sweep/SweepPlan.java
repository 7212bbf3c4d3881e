package io.vmq.tools.sweep;

import io.vmq.dispatch.engine.StopSignal;
import io.vmq.dispatch.steering.SteeringModes;
import io.vmq.tools.experiment.Experiment;
import io.vmq.tools.experiment.TrialSeeds;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.scenario.ScenarioSource;
import io.vmq.tools.scenario.ScenarioWriter;
import io.vmq.tools.scenario.Setting;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A sweep, checked: every cell can be run. Rows are trials of cells, in grid order, the trials of a cell one after the
 * other. Any thread may use it.
 */
public final class SweepPlan {

    private final CellScenarios scenarios;
    private final Grid grid;
    private final String name;
    private final int trials;
    private final long masterSeed;
    private final double[] framesOfCell;
    private final double[] lengthNsOfCell;
    private int cellsThatFit = Integer.MAX_VALUE;
    private String digest = "";

    private SweepPlan(CellScenarios scenarios, Grid varied) {
        this.scenarios = scenarios;
        scenarios.refuseAmbiguous(varied);
        Scenario first = first(scenarios, varied);
        grid = withModes(varied, first.run().modes());
        name = first.name();
        trials = first.run().trials();
        masterSeed = first.run().seed();
        framesOfCell = new double[grid.cells(trials)];
        lengthNsOfCell = new double[framesOfCell.length];
    }

    /**
     * Plans a sweep: reads the scenario of every cell, and opens and closes its traffic.
     *
     * @param settings
     *            what is fixed for all cells
     * @param vary
     *            axes as {@code KEY=A,B}; modes that are not among them are an axis too, the last
     * @throws BadInputException
     *             if an axis is none, a key is there twice or fixed as well, or any cell cannot be run
     */
    public static SweepPlan of(ScenarioSource source, Map<Setting, String> settings, List<String> vary,
            SteeringModes modes) {
        List<Axis> axes = vary.stream().map(Axis::parse).toList();
        refuseTwice(axes, settings);
        String clock = settings.getOrDefault(Setting.CLOCK, "virtual");
        if (!clock.equals("virtual")) {
            throw new BadInputException("--clock: '" + clock + "' is not possible in a sweep (expected virtual: cells "
                    + "share the CPUs of this machine, which real time cannot)");
        }
        SweepPlan plan = new SweepPlan(new CellScenarios(source, Collections.unmodifiableMap(new TreeMap<>(settings))),
                new Grid(axes));
        plan.check(modes);
        plan.scenarios.refuseSame(plan.grid);
        return plan;
    }

    private static void refuseTwice(List<Axis> axes, Map<Setting, String> settings) {
        Set<Setting> seen = new HashSet<>();
        for (Axis axis : axes) {
            if (!seen.add(axis.setting())) {
                throw new BadInputException("--vary: '" + axis.key()
                        + "' is varied twice (expected all its values in one list)");
            }
            if (settings.containsKey(axis.setting())) {
                throw new BadInputException("--vary: '" + axis.key() + "' is varied and fixed by "
                        + axis.setting().option() + " (expected one of the two)");
            }
        }
    }

    private static Scenario first(CellScenarios scenarios, Grid grid) {
        try {
            return scenarios.ofSweep(grid, grid.coordinates(0));
        } catch (BadInputException e) {
            throw grid.axes().isEmpty() ? e : CellScenarios.inCell(e, grid.named(grid.coordinates(0)));
        }
    }

    private static Grid withModes(Grid varied, List<String> modes) {
        if (varied.axes().stream().anyMatch(axis -> axis.setting() == Setting.MODES)) {
            return varied;
        }
        List<Axis> axes = new ArrayList<>(varied.axes());
        axes.add(Axis.ofModes(modes));
        return new Grid(axes);
    }

    private void check(SteeringModes modes) {
        MessageDigest texts = CellSeed.sha256();
        for (int cell = 0; cell < framesOfCell.length; cell++) {
            List<String> coordinates = grid.coordinates(cell);
            try {
                Scenario scenario = scenarios.ofCell(grid, coordinates, seed(coordinates, 0));
                texts.update(ScenarioWriter.yaml(scenario).getBytes(StandardCharsets.UTF_8));
                lengthNsOfCell[cell] = (double) scenario.run().warmupNs() + scenario.run().durationNs();
                try (Experiment experiment = Cell.open(scenario, modes, new StopSignal())) {
                    framesOfCell[cell] = experiment.expectedFrames();
                    cellsThatFit = Math.min(cellsThatFit, experiment.trialsThatFit());
                }
            } catch (BadInputException e) {
                throw CellScenarios.inCell(e, grid.named(coordinates));
            }
        }
        digest = HexFormat.of().formatHex(texts.digest());
    }

    private long seed(List<String> coordinates, int trial) {
        return TrialSeeds.of(CellSeed.of(masterSeed, grid.named(coordinates)), trial);
    }

    /** The name of the scenario. */
    public String name() {
        return name;
    }

    /** What is fixed for all cells. */
    public Map<Setting, String> settings() {
        return scenarios.settings();
    }

    /** The axes of the grid, with that of modes. */
    public List<Axis> axes() {
        return grid.axes();
    }

    /** The seed from which those of the cells are derived. */
    public long masterSeed() {
        return masterSeed;
    }

    /** How many trials each cell has. */
    public int trials() {
        return trials;
    }

    /** How many trials of cells there are in all. */
    public int rows() {
        return framesOfCell.length * trials;
    }

    /** 256 bits over the scenarios of all cells, as hex digits: another sweep has others. */
    public String digest() {
        return digest;
    }

    /** How many cells the heap holds at a time, about; 1 or more. */
    public int cellsThatFit() {
        return cellsThatFit;
    }

    /** About how many frames a row sends: what its length on this machine goes by. */
    public double frames(int row) {
        return framesOfCell[row / trials];
    }

    /** How long a row lasts in its own time, warm-up and all. */
    public double lengthNs(int row) {
        return lengthNsOfCell[row / trials];
    }

    /** The values of a row on the axes. */
    public List<String> coordinates(int row) {
        return grid.coordinates(row / trials);
    }

    /** The number of a row's trial, from 0. */
    public int trial(int row) {
        return row % trials;
    }

    /** The seed of a row. */
    public long seed(int row) {
        return seed(coordinates(row), trial(row));
    }

    /** What is to be run for a row. */
    public Cell cell(int row) {
        Scenario scenario = scenarios.ofCell(grid, coordinates(row), seed(row));
        return new Cell(coordinates(row), trial(row), ScenarioWriter.yaml(scenario));
    }
}
