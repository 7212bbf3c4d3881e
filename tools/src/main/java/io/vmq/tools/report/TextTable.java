package io.vmq.tools.report;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A plain table: headings, a rule, rows; no borders, so that it can be pasted and cut. */
final class TextTable {

    /** Names from outside must not reach a terminal as commands. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\n]]");

    private final List<Column> columns = new ArrayList<>();
    private final List<String[]> rows = new ArrayList<>();

    /** A column of words, flush left. */
    TextTable words(String heading) {
        columns.add(new Column().header(heading).headerAlign(HorizontalAlign.LEFT).dataAlign(HorizontalAlign.LEFT)
                .maxWidth(Integer.MAX_VALUE));
        return this;
    }

    /** A column of figures, flush right. */
    TextTable figures(String heading) {
        columns.add(new Column().header(heading).headerAlign(HorizontalAlign.RIGHT).dataAlign(HorizontalAlign.RIGHT)
                .maxWidth(Integer.MAX_VALUE));
        return this;
    }

    TextTable row(String... cells) {
        rows.add(Arrays.stream(cells).map(cell -> CONTROL.matcher(cell).replaceAll("?")).toArray(String[]::new));
        return this;
    }

    /** The lines of the table, without blanks at their ends. */
    String text() {
        String table = AsciiTable.builder().border(AsciiTable.NO_BORDERS).lineSeparator("\n")
                .data(columns.toArray(Column[]::new), rows.toArray(String[][]::new)).asString();
        StringBuilder text = new StringBuilder();
        table.lines().forEach(line -> text.append(line.stripTrailing()).append('\n'));
        return text.toString();
    }
}
