package io.vmq.tools.scenario;

import io.vmq.nic.notation.Refusal;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads plain values. Refuses with {@link IllegalArgumentException}: the value and what was expected. */
final class Values {

    private static final int LONGEST_NAME = 64;
    private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,18}");

    private Values() {}

    /** A whole number, in plain digits without leading zeros. */
    static long whole(String text, long min, long max) {
        if (WHOLE.matcher(text).matches()) {
            long value = Long.parseUnsignedLong(text);
            if (value >= min && value <= max) {
                return value;
            }
        }
        throw Refusal.impossible(text, "a whole number from " + min + " to " + max);
    }

    static int wholeInt(String text, int min, int max) {
        return (int) whole(text, min, max);
    }

    /** The constant whose {@link #word} is {@code text}. */
    static <E extends Enum<E>> E choice(String text, Class<E> type) {
        E[] constants = type.getEnumConstants();
        return Arrays.stream(constants).filter(constant -> word(constant).equals(text)).findFirst()
                .orElseThrow(() -> Refusal.impossible(text,
                        Arrays.stream(constants).map(Values::word).collect(Collectors.joining(" or "))));
    }

    /** The word for a constant in files and options: its name in lower case, with dashes. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A name that a person gave: up to 64 visible characters, with blanks only inside. */
    static String name(String text) {
        boolean possible = !text.isEmpty() && text.length() <= LONGEST_NAME && text.strip().equals(text)
                && text.codePoints().allMatch(Values::isVisible);
        if (!possible) {
            throw Refusal.impossible(text, "a name of 1 to " + LONGEST_NAME + " visible characters");
        }
        return text;
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
