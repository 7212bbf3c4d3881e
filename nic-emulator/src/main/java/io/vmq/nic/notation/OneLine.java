package io.vmq.nic.notation;

import java.util.regex.Pattern;

/** Text from outside, made fit for one line of a terminal or of a log. */
public final class OneLine {

    /** What moves a cursor, turns the direction of writing, breaks a line, or is no character. */
    private static final Pattern UNSEEN = Pattern
            .compile("[\\p{Cntrl}\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\uFFFE\\uFFFF]");
    /** Runners of GitHub take {@code ##[…]} for a command wherever it stands in a line. */
    private static final Pattern COMMAND = Pattern.compile("##(?=\\[)");

    private OneLine() {}

    /** The text; what is no printable character is shown as {@code ?}, and so is what would make a command of it. */
    public static String of(String text) {
        return COMMAND.matcher(UNSEEN.matcher(text).replaceAll("?")).replaceAll("#?");
    }

    /** The same, of a longer text its first {@code most} characters, none of them halved. */
    public static String of(String text, int most) {
        String line = of(text);
        return line.codePointCount(0, line.length()) <= most ? line
                : line.substring(0, line.offsetByCodePoints(0, most)) + "…";
    }
}
