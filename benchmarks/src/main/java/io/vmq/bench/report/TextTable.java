package io.vmq.bench.report;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.ArrayList;
import java.util.List;

/** A table without lines: names to the left, figures to the right. */
public final class TextTable {

    private TextTable() {}

    /**
     * The table as text, with a line end behind each line.
     *
     * @param rows
     *            a text for each column
     * @param first
     *            heading of the names
     */
    public static String of(List<String[]> rows, String first, String... figures) {
        List<Column> columns = new ArrayList<>();
        columns.add(column(first, HorizontalAlign.LEFT));
        for (String figure : figures) {
            columns.add(column(figure, HorizontalAlign.RIGHT));
        }
        String table = AsciiTable.builder().border(AsciiTable.NO_BORDERS).lineSeparator("\n")
                .data(columns.toArray(Column[]::new), rows.toArray(String[][]::new)).asString();
        StringBuilder text = new StringBuilder();
        table.lines().forEach(line -> text.append(line.stripTrailing()).append('\n'));
        return text.toString();
    }

    private static Column column(String heading, HorizontalAlign align) {
        return new Column().header(heading).headerAlign(align).dataAlign(align).maxWidth(Integer.MAX_VALUE);
    }
}
