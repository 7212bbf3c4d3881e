package io.vmq.tools.conformance;

/** So few frames cannot show everything about what is checked; the message says how many there have to be. */
public final class TooFewFramesException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    TooFewFramesException(int frames, int fewest) {
        super("'" + frames + "' is too few (expected at least " + fewest + ", so that every rule is met)");
    }
}
