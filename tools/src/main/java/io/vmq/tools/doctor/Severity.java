package io.vmq.tools.doctor;

/** How bad a finding is. Errors and warnings make the doctor's exit code 1, information does not. */
public enum Severity {
    /** Windows logs an error for it, or results are unpredictable. */
    ERROR("error"),
    /** Throughput is lost that the hardware has. */
    WARNING("warning"),
    /** Worth knowing; nothing is lost by it. */
    INFO("info");

    private final String label;

    Severity(String label) {
        this.label = label;
    }

    /** The name in results. */
    public String label() {
        return label;
    }
}
