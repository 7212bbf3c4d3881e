package io.vmq.tools.report;

import io.vmq.nic.notation.OneLine;

/** Names and sentences from outside, made fit for one line of a terminal or of a log. */
public final class PlainText {

    private static final int LONGEST_NAME = 80;

    private PlainText() {}

    /** The text in one line; what is no printable character is shown as {@code ?}. */
    public static String of(String text) {
        return OneLine.of(text);
    }

    /** The same, of a long name its first {@value #LONGEST_NAME} characters. */
    public static String name(String text) {
        return OneLine.of(text, LONGEST_NAME);
    }

    /** The text as a sentence in one line: without blanks at its ends, with a full stop if it has no other end. */
    public static String sentence(String text) {
        String line = of(text).strip();
        return line.isEmpty() || line.endsWith(".") || line.endsWith("!") || line.endsWith("?") ? line : line + ".";
    }
}
