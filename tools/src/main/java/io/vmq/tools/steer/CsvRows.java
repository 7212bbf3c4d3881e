package io.vmq.tools.steer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows with commas between the values, below a header; a value that needs it is quoted (RFC 4180), none is empty. */
final class CsvRows implements RowWriter {

    private final HeldText out;
    private boolean rowIsNew = true;

    CsvRows(HeldText out, List<String> header) {
        this.out = out;
        header.forEach(this::text);
        endRow();
    }

    @Override
    public void text(@Nullable String value) {
        separate();
        if (value != null) {
            out.write(needsQuotes(value) ? '"' + value.replace("\"", "\"\"") + '"' : value);
        }
    }

    private static boolean needsQuotes(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return false;
    }

    @Override
    public void number(long value) {
        separate();
        out.write(Long.toString(value));
    }

    @Override
    public void missing() {
        separate();
    }

    private void separate() {
        if (!rowIsNew) {
            out.write(",");
        }
        rowIsNew = false;
    }

    @Override
    public void endRow() {
        out.write("\n");
        rowIsNew = true;
    }

    @Override
    public void end() {
        // The last row is the end.
    }
}
