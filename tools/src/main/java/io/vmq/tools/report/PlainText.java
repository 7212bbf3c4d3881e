package io.vmq.tools.report;

import java.util.regex.Pattern;

/** Names and sentences from outside, made fit for one line of a terminal or of a log. */
public final class PlainText {

    /** What moves a cursor, turns the direction of writing, breaks a line, or is no character. */
    private static final Pattern UNSEEN = Pattern
            .compile("[\\p{Cntrl}\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\uFFFE\\uFFFF]");
    /** Runners of GitHub take {@code ##[…]} for a command wherever it stands in a line. */
    private static final Pattern COMMAND = Pattern.compile("##(?=\\[)");

    private static final int LONGEST_NAME = 80;

    private PlainText() {}

    /** The text in one line; what is no printable character is shown as {@code ?}. */
    public static String of(String text) {
        return COMMAND.matcher(UNSEEN.matcher(text).replaceAll("?")).replaceAll("#?");
    }

    /** The same, of a long name its first {@value #LONGEST_NAME} characters. */
    public static String name(String text) {
        String plain = of(text);
        return plain.codePointCount(0, plain.length()) <= LONGEST_NAME ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, LONGEST_NAME)) + "…";
    }

    /** The text as a sentence in one line: without blanks at its ends, with a full stop if it has no other end. */
    public static String sentence(String text) {
        String line = of(text).strip();
        return line.isEmpty() || line.endsWith(".") || line.endsWith("!") || line.endsWith("?") ? line : line + ".";
    }
}
