package io.vmq.tools.steer;

import org.jspecify.annotations.Nullable;

/**
 * Writes rows, value by value in the order of the header that it was made with. Every row has one value for each
 * column.
 */
public sealed interface RowWriter permits CsvRows, JsonRows {

    /** A word, or no value if it is null. */
    void text(@Nullable String value);

    void number(long value);

    /** No value. */
    void missing();

    /** A queue, or no value for {@link Prediction#NO_QUEUE}. */
    default void queue(int queue) {
        if (queue == Prediction.NO_QUEUE) {
            missing();
        } else {
            number(queue);
        }
    }

    /** Ends the row in hand. */
    void endRow();

    /** Writes a whole row. */
    default void write(SteerRow row) {
        row.writeTo(this);
        endRow();
    }

    /** Ends the table. */
    void end();
}
