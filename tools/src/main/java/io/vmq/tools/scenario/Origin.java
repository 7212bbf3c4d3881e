package io.vmq.tools.scenario;

/**
 * Where a part of a scenario came from.
 *
 * @param place
 *            {@code hyperv.yaml:9:14} (line and column count from 1), or an option such as {@code --vms}
 * @param option
 *            true if it came from an option
 */
public record Origin(String place, boolean option) {

    /** A place in a file. */
    public static Origin file(String file, int line, int column) {
        return new Origin(file + ":" + line + ":" + column, false);
    }

    /** An option as the user typed it. */
    public static Origin option(String name) {
        return new Origin(name, true);
    }

    /** A refusal of {@code key}: place, key and sentence; an option stands for its key. */
    BadInputException refusal(String key, String sentence) {
        String subject = option || key.isEmpty() ? place : place + ": " + key;
        return new BadInputException(subject + ": " + sentence);
    }
}
