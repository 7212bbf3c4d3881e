package io.vmq.tools.report;

import io.vmq.tools.gate.GateResult;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The ways to write down what a gate found. */
public enum GateFormat {
    /** For people. */
    TABLE("table"),
    /** For programs, schema {@value GateDocument#SCHEMA}. */
    JSON("json"),
    /** For what shows test results. */
    JUNIT("junit"),
    /** For a pull request or a job summary. */
    MARKDOWN("markdown"),
    /** For the log of a GitHub Actions job, which makes annotations of it. */
    GITHUB("github");

    private final String label;

    GateFormat(String label) {
        this.label = label;
    }

    /** The name that people give it. */
    public String label() {
        return label;
    }

    /** The format of that name. */
    public static Optional<GateFormat> named(String label) {
        return Arrays.stream(values()).filter(format -> format.label.equals(label)).findFirst();
    }

    /** All names, for a refusal. */
    public static String labels() {
        return Arrays.stream(values()).map(GateFormat::label).collect(Collectors.joining(", "));
    }

    /**
     * The result in this format; ends with a line feed.
     *
     * @param all
     *            whether the table shows every comparison, however many there are
     */
    public String text(GateResult result, boolean all) {
        return switch (this) {
            case TABLE -> GateTable.text(result, all);
            case JSON -> GateDocument.text(result);
            case JUNIT -> GateJUnit.text(result);
            case MARKDOWN -> GateMarkdown.text(result);
            case GITHUB -> GateAnnotations.text(result);
        };
    }
}
