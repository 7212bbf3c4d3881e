package io.vmq.tools.steer;

import java.util.List;

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
}
