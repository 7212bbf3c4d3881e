package io.vmq.tools.conformance;

/** What came of a check. */
public enum Outcome {

    /** Every frame arrived, at the queue that was predicted. */
    CONFORMS("conforms"),
    /** A frame arrived at another queue. */
    DIFFERS("differs"),
    /** Neither can be said. */
    NOT_VALIDATED("not-validated");

    private final String label;

    Outcome(String label) {
        this.label = label;
    }

    /** The name in reports. */
    public String label() {
        return label;
    }
}
