package io.vmq.tools.gate.history;

import io.vmq.tools.scenario.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One row of comma-separated values, which may stand in double quotes; rows hold no line breaks.
 *
 * @param line
 *            its number in the file, from 1
 */
record CsvRecord(int line, List<String> cells) {

    CsvRecord {
        cells = List.copyOf(cells);
    }

    /** All rows of a file but empty ones. */
    static List<CsvRecord> all(Path file, String text) {
        List<CsvRecord> records = new ArrayList<>();
        List<String> lines = text.replaceFirst("^\uFEFF", "").lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                records.add(new CsvRecord(i + 1, cells(file, i + 1, lines.get(i))));
            }
        }
        return records;
    }

    private static List<String> cells(Path file, int number, String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            if (quoted && line.startsWith("\"\"", at)) {
                cell.append(c);
                at++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        if (quoted) {
            throw new BadInputException(
                    file + ", line " + number + ": a quote is not closed (expected a second one in the line)");
        }
        cells.add(cell.toString());
        return cells;
    }
}
