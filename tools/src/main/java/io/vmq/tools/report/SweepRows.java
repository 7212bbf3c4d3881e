package io.vmq.tools.report;

import io.vmq.tools.sweep.Axis;
import io.vmq.tools.sweep.CellResult;
import io.vmq.tools.sweep.SweepPlan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The rows of a sweep as text, as far as they are there: first the value on each axis, then trial and seed, then the
 * figures. They are given in grid order, in whatever order they came. For one thread.
 */
public final class SweepRows {

    private static final String VALID = "valid";

    private final SweepPlan plan;
    private final List<String> header = new ArrayList<>();
    private final TreeMap<Integer, List<String>> rows = new TreeMap<>();
    private final Map<List<String>, Integer> rowOfBeginning = new HashMap<>();
    private final int validAt;

    /** No rows yet. */
    public SweepRows(SweepPlan plan) {
        this.plan = plan;
        plan.axes().stream().map(Axis::key).forEach(header::add);
        header.addAll(List.of("trial", "seed"));
        SweepColumn.FIGURES.forEach(column -> header.add(column.name()));
        validAt = header.indexOf(VALID);
        for (int row = 0; row < plan.rows(); row++) {
            rowOfBeginning.put(beginning(row), row);
        }
    }

    /** What a row begins with: nothing of it was measured, and no two are equal. */
    private List<String> beginning(int row) {
        List<String> values = new ArrayList<>(plan.coordinates(row));
        values.add(Integer.toString(plan.trial(row)));
        values.add(Long.toString(plan.seed(row)));
        return values;
    }

    /** Adds what a row gave. */
    public void add(int row, CellResult result) {
        List<String> values = beginning(row);
        SweepColumn.FIGURES.forEach(column -> values.add(column.text(result)));
        rows.put(row, values);
    }

    /** Adds a line that {@link #line} gave before; false if it is none of this sweep, or there already. */
    boolean addLine(String line) {
        List<String> values = CsvLine.values(line);
        if (values.size() != header.size() || !CsvLine.of(values).equals(line) || !hasFigures(values)) {
            return false;
        }
        Integer row = rowOfBeginning.get(values.subList(0, beginningLength()));
        return row != null && rows.putIfAbsent(row, values) == null;
    }

    private boolean hasFigures(List<String> values) {
        return IntStream.range(beginningLength(), values.size())
                .allMatch(i -> SweepColumn.FIGURES.get(i - beginningLength()).accepts(values.get(i)));
    }

    private int beginningLength() {
        return plan.axes().size() + 2;
    }

    /** Names of the columns. */
    List<String> header() {
        return header;
    }

    /** What is there, in grid order. */
    List<List<String>> values() {
        return List.copyOf(rows.values());
    }

    /** A row that is there, as a line of CSV without its end. */
    String line(int row) {
        return CsvLine.of(rows.getOrDefault(row, List.of()));
    }

    /** The header as a line of CSV without its end. */
    String headerLine() {
        return CsvLine.of(header);
    }

    /** Header and rows that are there, in grid order, each with a line feed at its end. */
    public String csv() {
        return headerLine() + "\n"
                + rows.keySet().stream().map(row -> line(row) + "\n").collect(Collectors.joining());
    }

    /** Which rows are there. */
    public BitSet there() {
        BitSet there = new BitSet();
        rows.keySet().forEach(there::set);
        return there;
    }

    /** How many rows are there. */
    public int count() {
        return rows.size();
    }

    /** How many of them must not be believed. */
    public int invalidCount() {
        return (int) rows.values().stream().filter(values -> !Boolean.parseBoolean(values.get(validAt))).count();
    }

    /** Whether every row of the sweep is there. */
    public boolean isComplete() {
        return rows.size() == plan.rows();
    }
}
