package io.vmq.tools.experiment;

import org.jspecify.annotations.Nullable;

/**
 * What one mode is worth beside the baseline, which is the first mode of the experiment.
 *
 * @param ratioToBaseline
 *            delivered rate over the baseline's, geometric mean over trials of the same seed; null if one of the two delivered
 *            nothing
 * @param ciLow
 *            lower end of the 95 % interval of that ratio over trials; null with one trial
 * @param ciHigh
 *            upper end
 * @param limit
 *            what keeps the mode from delivering more
 * @param text
 *            one plain sentence
 */
public record Verdict(String mode, @Nullable Double ratioToBaseline, @Nullable Double ciLow, @Nullable Double ciHigh,
        Limit limit, String text) {

    /** What limits a mode. */
    public enum Limit {
        /** A core had no time left. */
        CORE("core"),
        /** One flow filled a core: it cannot be split. */
        FLOW("flow"),
        /** A queue overflowed although its core had time left, or VMs had to share the default queue. */
        QUEUE("queue"),
        /** The wire was full. */
        LINK("link"),
        /** No part of the modelled host: what reached a queue was delivered, and the wire had room. */
        NONE("none");

        private final String label;

        Limit(String label) {
            this.label = label;
        }

        /** The name in results. */
        public String label() {
            return label;
        }
    }
}
