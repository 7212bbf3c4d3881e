package io.vmq.tools.steer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/** Rows as one JSON array of objects, a line each, with the columns as keys; numbers are numbers, no value is null. */
final class JsonRows implements RowWriter {

    private final HeldText out;
    private final List<String> header;
    private final JsonStringEncoder encoder = new JsonStringEncoder();
    private final StringBuilder row = new StringBuilder();
    private boolean isFirst = true;
    private int column;

    JsonRows(HeldText out, List<String> header) {
        this.out = out;
        this.header = header;
        out.write("[");
    }

    @Override
    public void text(@Nullable String value) {
        if (value == null) {
            missing();
            return;
        }
        name();
        row.append('"');
        encoder.quoteAsString(value, row);
        row.append('"');
    }

    @Override
    public void number(long value) {
        name();
        row.append(value);
    }

    @Override
    public void missing() {
        name();
        row.append("null");
    }

    private void name() {
        row.append(column == 0 ? "{\"" : ", \"").append(header.get(column)).append("\": ");
        column++;
    }

    @Override
    public void endRow() {
        out.write(isFirst ? "\n  " : ",\n  ");
        out.write(row.append('}'));
        row.setLength(0);
        isFirst = false;
        column = 0;
    }

    @Override
    public void end() {
        out.write(isFirst ? "]\n" : "\n]\n");
    }
}
