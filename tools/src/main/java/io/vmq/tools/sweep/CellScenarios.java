package io.vmq.tools.sweep;

import io.vmq.nic.notation.Refusal;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.scenario.ScenarioReader;
import io.vmq.tools.scenario.ScenarioSource;
import io.vmq.tools.scenario.Setting;
import io.vmq.tools.scenario.TrialDefaults;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes the scenario of a cell from the sweep's and the values that the cell has on the axes. */
record CellScenarios(ScenarioSource source, Map<Setting, String> settings) {

    /** The scenario at some coordinates as the command line gives it: modes, trials and seed are the sweep's. */
    Scenario ofSweep(Grid grid, List<String> coordinates) {
        return read(grid, coordinates, Map.of());
    }

    /** The scenario of one trial of a cell. */
    Scenario ofCell(Grid grid, List<String> coordinates, long seed) {
        return read(grid, coordinates, Map.of(Setting.TRIALS, "1", Setting.SEED, Long.toString(seed)));
    }

    private Scenario read(Grid grid, List<String> coordinates, Map<Setting, String> more) {
        Map<Setting, String> all = new EnumMap<>(Setting.class);
        all.putAll(settings);
        for (int i = 0; i < grid.axes().size(); i++) {
            all.put(grid.axes().get(i).setting(), coordinates.get(i));
        }
        all.putAll(more);
        all.put(Setting.CLOCK, "virtual");
        return ScenarioReader.read(source, all, TrialDefaults.ONE);
    }

    /**
     * Refuses values without quotes that could as well be one with a comma inside.
     *
     * @throws BadInputException
     *             with both ways to write it
     */
    void refuseAmbiguous(Grid grid) {
        for (Axis axis : grid.axes()) {
            for (String joined : axis.joined()) {
                if (isPossible(grid, grid.firstBut(axis, joined))) {
                    String several = "\"" + joined.replace(",", "\",\"") + "\"";
                    throw new BadInputException("--vary " + axis.key() + ": " + Refusal.quoted(joined)
                            + " may be one value or several (expected double quotes: \"" + joined + "\" for one, "
                            + several + " for several)");
                }
            }
        }
    }

    private boolean isPossible(Grid grid, List<String> coordinates) {
        try {
            ofSweep(grid, coordinates);
            return true;
        } catch (BadInputException e) {
            return false;
        }
    }

    /**
     * Refuses values that are spelled in two ways, such as 1s and 1000ms.
     *
     * @throws BadInputException
     *             with both
     */
    void refuseSame(Grid grid) {
        for (Axis axis : grid.axes()) {
            Map<Scenario, String> seen = new HashMap<>();
            for (String value : axis.values()) {
                String before = seen.putIfAbsent(ofCell(grid, grid.firstBut(axis, value), 0), value);
                if (before != null) {
                    throw new BadInputException("--vary " + axis.key() + ": " + Refusal.quoted(before) + " and "
                            + Refusal.quoted(value) + " are the same (expected each value once)");
                }
            }
        }
    }

    /** A refusal, and the cell in which it is one. */
    static BadInputException inCell(BadInputException refusal, Map<String, String> coordinates) {
        String place = coordinates.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue())
                .collect(Collectors.joining(", "));
        return new BadInputException(refusal.getMessage() + " (in the cell " + place + ")");
    }
}
