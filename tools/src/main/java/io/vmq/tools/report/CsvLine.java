package io.vmq.tools.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A line of comma-separated values as RFC 4180 has it; values hold no line breaks. */
final class CsvLine {

    private CsvLine() {}

    /** The line without its end; a value with a comma or a double quote is quoted. */
    static String of(List<String> values) {
        return values.stream().map(CsvLine::quoted).collect(Collectors.joining(","));
    }

    private static String quoted(String value) {
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("value='" + value + "': no line breaks expected");
        }
        boolean needsQuotes = value.indexOf(',') >= 0 || value.indexOf('"') >= 0;
        return needsQuotes ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }

    /** The values of a line that {@link #of} made; of any other line some values or other. */
    static List<String> values(String line) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        int at = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (quoted && c == '"' && line.startsWith("\"\"", at)) {
                value.append(c);
                at++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(c);
            }
            at++;
        }
        values.add(value.toString());
        return values;
    }
}
