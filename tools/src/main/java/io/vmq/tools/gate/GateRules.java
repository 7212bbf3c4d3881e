package io.vmq.tools.gate;

/**
 * What counts as a change.
 *
 * @param minEffect
 *            smallest change that matters, as a fraction: 0.05 is a ratio of 1.05, or of 1/1.05
 * @param alpha
 *            how often, at most, all comparisons together may call a change where there is none
 * @param seed
 *            of the permutations and of the bootstrap, so that the same files give the same verdict
 */
public record GateRules(double minEffect, double alpha, long seed) {

    /** Smallest effect 5 %, false alarms 5 %. */
    public static final GateRules DEFAULT = new GateRules(0.05, 0.05, 1);

    public GateRules {
        if (!(minEffect > 0 && minEffect < 10)) {
            throw new IllegalArgumentException("smallest effect " + minEffect + ": above 0 and below 10 expected");
        }
        if (!(alpha > 0 && alpha < 0.5)) {
            throw new IllegalArgumentException("alpha " + alpha + ": above 0 and below 0.5 expected");
        }
    }
}
