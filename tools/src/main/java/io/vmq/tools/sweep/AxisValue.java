package io.vmq.tools.sweep;

import io.vmq.nic.notation.Refusal;
import io.vmq.tools.scenario.BadInputException;
import java.util.ArrayList;
import java.util.List;

/**
 * One value in a list of them.
 *
 * @param quoted
 *            whether it stood in double quotes, so that its commas are its own
 */
record AxisValue(String text, boolean quoted) {

    private static final char QUOTE = '"';

    /**
     * Reads {@code A,"B,C",D}; two double quotes inside a quoted value mean one.
     *
     * @param key
     *            of the axis, for refusals
     * @throws BadInputException
     *             if a value is empty or holds a control character, or quotes are not where they belong
     */
    static List<AxisValue> list(String key, String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw refusal(key, text, "holds a control character (expected none)");
        }
        List<AxisValue> values = new ArrayList<>();
        int at = 0;
        while (at <= text.length()) {
            boolean quoted = at < text.length() && text.charAt(at) == QUOTE;
            int end = quoted ? endOfQuoted(key, text, at) : endOfPlain(key, text, at);
            String value = quoted ? text.substring(at + 1, end - 1).replace("\"\"", "\"") : text.substring(at, end);
            if (value.isEmpty()) {
                throw refusal(key, text, "holds an empty value (expected one before and after each comma)");
            }
            values.add(new AxisValue(value, quoted));
            at = end + 1;
        }
        return values;
    }

    private static int endOfPlain(String key, String text, int from) {
        int comma = text.indexOf(',', from);
        int end = comma < 0 ? text.length() : comma;
        if (text.substring(from, end).indexOf(QUOTE) >= 0) {
            throw refusal(key, text, "has a double quote inside a value (expected quotes around whole values)");
        }
        return end;
    }

    /** The place behind the closing quote. */
    private static int endOfQuoted(String key, String text, int from) {
        int at = from + 1;
        while (true) {
            int quote = text.indexOf(QUOTE, at);
            if (quote < 0) {
                throw refusal(key, text, "opens a double quote that nothing closes (expected another)");
            }
            int next = quote + 1;
            if (next == text.length() || text.charAt(next) == ',') {
                return next;
            }
            if (text.charAt(next) != QUOTE) {
                throw refusal(key, text, "goes on behind a closing double quote (expected a comma there)");
            }
            at = next + 1;
        }
    }

    private static BadInputException refusal(String key, String text, String why) {
        return new BadInputException("--vary " + key + ": " + Refusal.quoted(text) + " " + why);
    }
}
