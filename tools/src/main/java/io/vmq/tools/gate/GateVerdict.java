package io.vmq.tools.gate;

/** What a comparison, or all of them together, came to. */
public enum GateVerdict {
    /** Not seen to be worse by the smallest effect that matters, and not worse by twice that. */
    PASS("pass"),
    /** Worse, beyond chance and beyond the smallest effect that matters. */
    REGRESSED("regressed"),
    /** Better, beyond chance and beyond the smallest effect that matters. */
    IMPROVED("improved"),
    /** Too few trials, or too noisy, to say. */
    INCONCLUSIVE("inconclusive");

    private final String label;

    GateVerdict(String label) {
        this.label = label;
    }

    /** The name in documents. */
    public String label() {
        return label;
    }
}
