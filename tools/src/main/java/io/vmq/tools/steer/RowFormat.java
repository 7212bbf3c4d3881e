package io.vmq.tools.steer;

import java.util.List;
import java.util.function.Consumer;

/** How rows are written. */
public enum RowFormat {

    CSV("csv") {
        @Override
        public RowWriter begin(List<String> header, HeldText out) {
            return new CsvRows(out, header);
        }
    },
    JSON("json") {
        @Override
        public RowWriter begin(List<String> header, HeldText out) {
            return new JsonRows(out, header);
        }
    };

    private final String label;

    RowFormat(String label) {
        this.label = label;
    }

    /** Begins a table with the given columns. */
    public abstract RowWriter begin(List<String> header, HeldText out);

    /** The whole answer to a question that passes on rows. */
    Answer answer(List<String> header, Consumer<RowWriter> question, List<String> notes) {
        HeldText text = new HeldText();
        RowWriter rows = begin(header, text);
        question.accept(rows);
        rows.end();
        return new Answer(text, notes);
    }

    /**
     * The format whose name on the command line is {@code text}.
     *
     * @throws IllegalArgumentException
     *             if there is none, with the text and what was expected
     */
    public static RowFormat parse(String text) {
        for (RowFormat format : values()) {
            if (format.label.equals(text)) {
                return format;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not possible (expected csv or json)");
    }
}
