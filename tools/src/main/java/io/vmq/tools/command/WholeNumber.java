package io.vmq.tools.command;

import io.vmq.nic.notation.Refusal;
import io.vmq.tools.scenario.BadInputException;
import java.util.regex.Pattern;

/** Reads whole numbers as people give them to options: digits, without sign or leading zeros. */
final class WholeNumber {

    private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,18}");

    private WholeNumber() {}

    /**
     * The number of an option.
     *
     * @param min
     *            at least 0
     * @throws BadInputException
     *             if the text is no number from {@code min} to {@code max}
     */
    static long of(String option, String text, long min, long max) {
        long value = read(text);
        if (value < min || value > max) {
            throw new BadInputException(option + ": " + Refusal.quoted(text)
                    + " is not possible (expected a whole number from " + min + " to " + max + ")");
        }
        return value;
    }

    /** The same for a range of {@code int}. */
    static int of(String option, String text, int min, int max) {
        return (int) of(option, text, (long) min, (long) max);
    }

    private static long read(String text) {
        try {
            return WHOLE.matcher(text).matches() ? Long.parseLong(text) : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
