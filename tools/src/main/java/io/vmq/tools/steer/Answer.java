package io.vmq.tools.steer;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is to be shown.
 *
 * @param rows
 *            the whole table
 * @param notes
 *            what the user should know beside it, a sentence each
 */
public record Answer(HeldText rows, List<String> notes) {

    public Answer {
        notes = List.copyOf(notes);
    }

    /** The same rows with these notes behind the others. */
    Answer with(List<String> more) {
        return new Answer(rows, Stream.concat(notes.stream(), more.stream()).toList());
    }
}
