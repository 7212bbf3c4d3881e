package io.vmq.tools.archive;

import java.nio.file.Path;
import java.util.List;

/**
 * A distribution as a table of percentiles (.hgrm).
 *
 * @param rows
 *            in rising order, the last of them at 1 or very near
 * @param isOfWrk2
 *            whether wrk2 printed it, whose values are ms
 * @param tables
 *            how many tables the file has; this is the first
 */
public record PercentileText(Path file, List<Row> rows, boolean isOfWrk2, int tables) {

    /** What is added to a fraction before it is compared: it was printed with six places or more. */
    private static final double PRINTED = 1e-9;

    /**
     * One row.
     *
     * @param fraction
     *            from 0 to 1: how much of what was recorded is not above the value
     */
    public record Row(double value, double fraction) {}

    public PercentileText {
        rows = List.copyOf(rows);
    }

    /** The value of the first row that is at the percentile or above it, from 0 to 100. */
    public double valueAt(double percentile) {
        return rows.stream().filter(row -> row.fraction() + PRINTED >= percentile / 100).findFirst()
                .orElseGet(rows::getLast).value();
    }
}
