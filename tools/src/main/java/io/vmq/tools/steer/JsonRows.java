package io.vmq.tools.steer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.MinimalPrettyPrinter;

/** Rows as one JSON array of objects, a line each, with the columns as keys; numbers are numbers, no value is null. */
final class JsonRows implements RowWriter {

    private final JsonGenerator json;
    private final HeldText out;
    private final List<String> header;
    private int column;

    JsonRows(HeldText out, List<String> header) {
        this.out = out;
        this.header = header;
        json = new JsonFactory().createGenerator(new LineEach(), out);
        json.writeStartArray();
    }

    @Override
    public void text(@Nullable String value) {
        name();
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value);
        }
    }

    @Override
    public void number(long value) {
        name();
        json.writeNumber(value);
    }

    @Override
    public void missing() {
        name();
        json.writeNull();
    }

    private void name() {
        if (column == 0) {
            json.writeStartObject();
        }
        json.writeName(header.get(column));
        column++;
    }

    @Override
    public void endRow() {
        json.writeEndObject();
        column = 0;
    }

    @Override
    public void end() {
        json.writeEndArray();
        json.close();
        out.write('\n');
    }
}
