package io.vmq.tools.steer;

import java.nio.file.Path;

/**
 * Answers where frames go. An answer is whole, or refused with {@link io.vmq.tools.scenario.BadInputException}; that is
 * also how a question is refused that the desk cannot answer.
 */
public sealed interface Desk permits SteerDesk, TableDesk {

    /** Where flows go. */
    Answer tuples(TupleReader flows);

    /** Where frames to MACs go. */
    Answer macs(MacReader macs);

    /** Where the frames of a capture go. */
    Answer capture(Path file);
}
