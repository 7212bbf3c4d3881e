package io.vmq.tools.archive;

import io.vmq.tools.scenario.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads tables of percentiles as HdrHistogram's implementations print them, in columns or comma-separated, alone or among what wrk2
 * prints.
 */
public final class PercentileTextReader {

    private static final String TABLE = "a table of percentiles of HdrHistogram, headed Value, Percentile, TotalCount";
    private static final String ROW = "a row of value, percentile from 0 to 1, and count; up to one at percentile 1";
    private static final Pattern HEADING = Pattern
            .compile("\"?Value\"?(,|\\s+)\"?Percentile\"?(,|\\s+)\"?TotalCount\"?.*");
    private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*|\\s+");
    private static final String WRK2 = "Detailed Percentile spectrum:";

    private final Path file;
    private final TextFileLines lines;
    private final List<PercentileText.Row> rows = new ArrayList<>();
    private boolean isOfWrk2;
    private int tables;

    private PercentileTextReader(Path file, TextFileLines lines) {
        this.file = file;
        this.lines = lines;
    }

    /** Whether a table begins below this line. */
    static boolean isHeading(String line) {
        return HEADING.matcher(line.strip()).matches();
    }

    /**
     * Reads the first table.
     *
     * @throws BadInputException
     *             with file, line and what was expected, if there is no table, or not a whole one
     */
    public static PercentileText read(Path file) {
        try (TextFileLines lines = new TextFileLines(file)) {
            return new PercentileTextReader(file, lines).text();
        }
    }

    private PercentileText text() {
        for (String line = lines.next(); line != null; line = lines.next()) {
            isOfWrk2 |= line.equals(WRK2);
            if (!isHeading(line)) {
                continue;
            }
            tables++;
            if (tables == 1) {
                readRows();
            }
        }
        if (tables == 0) {
            throw new BadInputException(file + ": " + (lines.number() == 0 ? "is empty" : "holds no table")
                    + " (expected " + TABLE + ")");
        }
        return new PercentileText(file, rows, isOfWrk2, tables);
    }

    private void readRows() {
        while (rows.isEmpty() || rows.getLast().fraction() < 1) {
            String line = lines.next();
            if (line == null) {
                throw lines.refusal("the table ends before percentile 1", ROW);
            }
            if (!line.isEmpty()) {
                rows.add(row(line));
            }
        }
    }

    private PercentileText.Row row(String line) {
        String[] columns = SEPARATOR.split(line, -1);
        if (columns.length < 3 || columns.length > 4) {
            throw lines.impossible(line, ROW);
        }
        PercentileText.Row row = new PercentileText.Row(number(columns[0], line), number(columns[1], line));
        number(columns[2], line);
        PercentileText.@Nullable Row last = rows.isEmpty() ? null : rows.getLast();
        if (row.fraction() > 1 || (last != null && (row.value() < last.value() || row.fraction() < last.fraction()))) {
            throw lines.impossible(line, ROW + ", none below the row before it");
        }
        return row;
    }

    private double number(String column, String line) {
        double value = PlainNumber.of(column);
        if (Double.isNaN(value)) {
            throw lines.impossible(line, ROW);
        }
        return value;
    }
}
