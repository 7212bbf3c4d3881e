package io.vmq.tools.conformance;

/**
 * What became of the probes of a rule.
 *
 * @param frames
 *            how many were to be sent
 */
public record RuleCount(Rule rule, int frames, int agree, int differ) {

    /** Probes that did not arrive. */
    public int missing() {
        return frames - agree - differ;
    }
}
