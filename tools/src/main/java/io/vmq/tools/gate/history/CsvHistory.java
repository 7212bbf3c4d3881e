package io.vmq.tools.gate.history;

import io.vmq.tools.gate.Metric;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.FileRefusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A history as a CSV file that Apache Otava reads: a heading, a column {@code time}, a column {@code commit} if there is one, and a column a
 * figure, {@code series.metric}; an empty cell is a gap. The file does not say the units.
 */
final class CsvHistory {

    private static final String TIME = "time";
    private static final String COMMIT = "commit";
    private static final int MOST_BYTES = 64 << 20;

    private final Path file;
    private final Order order;
    private final FigureChoice choice;

    private record Row(int number, List<String> cells, Instant time) {}

    CsvHistory(Path file, Order order, FigureChoice choice) {
        this.file = file;
        this.order = order;
        this.choice = choice;
    }

    History read(String source) {
        List<CsvRecord> records = CsvRecord.all(file, text());
        if (records.size() < 2) {
            throw new BadInputException(file + ": holds no rows (expected a heading and rows)");
        }
        List<String> heading = heading(records.getFirst());
        int time = heading.indexOf(TIME);
        choice.refuseWhatFitsNoColumn(IntStream.of(figures(heading)).mapToObj(heading::get).toList());
        HistoryDraft draft = new HistoryDraft();
        List<Row> rows = new ArrayList<>(records.stream().skip(1).map(record -> row(record, heading, time)).toList());
        if (order == Order.TIME) {
            rows.sort(Comparator.comparing(Row::time));
        }
        if (rows.size() > HistoryReader.MOST_POINTS) {
            draft.remark("Only the newest " + HistoryReader.MOST_POINTS + " of " + rows.size()
                    + " results are looked at.");
        }
        rows.subList(Math.max(0, rows.size() - HistoryReader.MOST_POINTS), rows.size())
                .forEach(row -> add(draft, heading, row, areCommitsNames(heading, rows)));
        remarkOnDirections(draft, heading);
        return draft.history(source, order == Order.TIME ? "in the order of their times" : "in the order of the file",
                choice);
    }

    private String text() {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new BadInputException(
                        file + ": has " + Files.size(file) + " bytes (expected at most " + MOST_BYTES
                                + ")");
            }
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read (" + FileRefusal.reason(e) + ")");
        }
    }

    private List<String> heading(CsvRecord record) {
        List<String> heading = record.cells().stream().map(String::strip).toList();
        Set<String> seen = new HashSet<>();
        for (String name : heading) {
            if (name.isEmpty() || !seen.add(name)) {
                throw new BadInputException(file + ", line " + record.line() + ": the column '" + name
                        + "' is there " + (name.isEmpty() ? "without a name" : "twice")
                        + " (expected a name for each column)");
            }
        }
        if (!seen.contains(TIME) || figures(heading).length == 0) {
            throw new BadInputException(file + ", line " + record.line()
                    + ": is no heading of a history (expected the columns time, commit and one a figure)");
        }
        return heading;
    }

    private Row row(CsvRecord record, List<String> heading, int time) {
        if (record.cells().size() != heading.size()) {
            throw new BadInputException(file + ", line " + record.line() + ": has " + record.cells().size()
                    + " values (expected " + heading.size() + ", as the heading has)");
        }
        String text = record.cells().get(time).strip();
        return new Row(record.line(), record.cells(), CsvTime.parse(text).orElseThrow(() -> new BadInputException(
                file + ", line " + record.line() + ": '" + text
                        + "' is no time (expected one such as 2026-01-31T12:00:00Z)")));
    }

    /** Whether each result has a commit of its own, so that it can be called by it; otherwise it is called by its time. */
    private static boolean areCommitsNames(List<String> heading, List<Row> rows) {
        int commit = heading.indexOf(COMMIT);
        return commit >= 0 && rows.stream().map(row -> row.cells().get(commit).strip()).filter(name -> !name.isEmpty())
                .distinct().count() == rows.size();
    }

    private void add(HistoryDraft draft, List<String> heading, Row row, boolean areCommitsNames) {
        int commit = heading.indexOf(COMMIT);
        String name = commit < 0 ? "" : row.cells().get(commit).strip();
        draft.point(new Point(areCommitsNames ? name : row.time().toString(), name.isEmpty() ? null : name,
                row.time()));
        for (int column : figures(heading)) {
            String cell = row.cells().get(column).strip();
            if (!cell.isEmpty()) {
                draft.add(series(heading.get(column)), metric(heading.get(column)), number(row, cell));
            }
        }
    }

    private double number(Row row, String cell) {
        try {
            double value = Double.parseDouble(cell);
            if (value >= 0 && value < Double.POSITIVE_INFINITY) {
                return value;
            }
        } catch (NumberFormatException _) {
            // Refused below, with the others.
        }
        throw new BadInputException(
                file + ", line " + row.number() + ": '" + cell + "' is no figure (expected a number not below zero)");
    }

    private static int[] figures(List<String> heading) {
        return IntStream.range(0, heading.size())
                .filter(i -> !heading.get(i).equals(TIME) && !heading.get(i).equals(COMMIT)
                        && !heading.get(i).equals("branch"))
                .toArray();
    }

    /** What stands before the metric; a percentile has a point of its own: vmq.p99.9. */
    private static int split(String column) {
        int percentile = column.lastIndexOf(".p");
        boolean isPercentile = percentile > 0 && HistoryDraft.isPercentile(column.substring(percentile + 1));
        return isPercentile ? percentile : column.lastIndexOf('.');
    }

    private static String series(String column) {
        return split(column) <= 0 ? "all" : column.substring(0, split(column));
    }

    private Metric metric(String column) {
        String name = column.substring(split(column) + 1);
        return new Metric(name, "", grows(column, name) ? Metric.Better.HIGHER : Metric.Better.LOWER);
    }

    private boolean grows(String column, String metric) {
        return metric.equals(Metric.rate().name()) || choice.grows(column);
    }

    private void remarkOnDirections(HistoryDraft draft, List<String> heading) {
        List<String> lower = IntStream.of(figures(heading)).mapToObj(heading::get)
                .filter(column -> !grows(column, metric(column).name()))
                .filter(column -> !HistoryDraft.isPercentile(metric(column).name())).toList();
        if (!lower.isEmpty()) {
            draft.remark("Taken as better when lower: " + String.join(", ", lower.subList(0, Math.min(5, lower.size())))
                    + (lower.size() > 5 ? " and " + (lower.size() - 5) + " more" : "")
                    + " (--higher-is-better names columns that are not).");
        }
    }
}
