package io.vmq.tools.sweep;

import io.vmq.tools.scenario.BadInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cells that axes span, in grid order: the last axis turns fastest.
 *
 * @param axes
 *            each key once
 */
record Grid(List<Axis> axes) {

    /** More than anybody looks at, and few enough to be checked before the first one runs. */
    static final int MOST_ROWS = 100_000;

    Grid {
        axes = List.copyOf(axes);
    }

    /**
     * How many cells there are.
     *
     * @throws BadInputException
     *             if they and their trials make more than {@value #MOST_ROWS} rows
     */
    int cells(int trials) {
        long rows = trials;
        for (Axis axis : axes) {
            rows = Math.min(rows * axis.values().size(), Integer.MAX_VALUE);
        }
        if (rows > MOST_ROWS) {
            throw new BadInputException("--vary: the grid has more than " + MOST_ROWS
                    + " rows (expected fewer values or trials)");
        }
        return (int) (rows / trials);
    }

    /** The values of a cell, one for each axis. */
    List<String> coordinates(int cell) {
        String[] values = new String[axes.size()];
        int rest = cell;
        for (int i = values.length - 1; i >= 0; i--) {
            List<String> ofAxis = axes.get(i).values();
            values[i] = ofAxis.get(rest % ofAxis.size());
            rest /= ofAxis.size();
        }
        return List.of(values);
    }

    /** The first value of each axis, but {@code value} on {@code axis}. */
    List<String> firstBut(Axis axis, String value) {
        List<String> values = new ArrayList<>();
        axes.forEach(one -> values.add(one.equals(axis) ? value : one.values().getFirst()));
        return values;
    }

    /** Coordinates by key, in the order of the axes. */
    Map<String, String> named(List<String> coordinates) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < axes.size(); i++) {
            named.put(axes.get(i).key(), coordinates.get(i));
        }
        return named;
    }
}
