package io.vmq.nic.notation;

/** The sentence that refuses a value: the value, and what was expected. */
public final class Refusal {

    private static final int LONGEST_SHOWN = 80;

    private Refusal() {}

    /** The text between quotes; of a long one its first 80 characters. */
    public static String quoted(String text) {
        return "'" + (text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…") + "'";
    }

    /** The refusal of {@code text}: {@code '0' is not possible (expected a whole number)}. */
    public static IllegalArgumentException impossible(String text, String expected) {
        String value = text.isEmpty() ? "no value" : quoted(text) + " is not possible";
        return new IllegalArgumentException(value + " (expected " + expected + ")");
    }
}
