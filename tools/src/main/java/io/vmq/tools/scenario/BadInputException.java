package io.vmq.tools.scenario;

import io.vmq.nic.notation.OneLine;

/**
 * What the user gave cannot be used. The message is one line that names the place, the value and what was expected; a
 * command prints it and ends with exit code 2.
 */
public final class BadInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 1_000;

    /** The message is made fit for one line, as {@link OneLine} does it; what is longer than a thousand characters is cut. */
    public BadInputException(String message) {
        super(OneLine.of(message, LONGEST));
    }

    /** What a part of the program refused, after the name of the option or key that asked for it. */
    public static BadInputException of(String place, IllegalArgumentException refusal) {
        return new BadInputException(place + ": " + refusal.getMessage());
    }
}
