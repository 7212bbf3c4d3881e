package io.vmq.dispatch.balance;

/**
 * When queues move.
 *
 * @param intervalNs
 *            time from one decision to the next, ns; the product's interval is not public, 100 ms is our choice
 * @param upper
 *            a core with more load is relieved, 0 to 1; 0.9 is the one figure that Microsoft has published ("VMQ CPU assignment
 *            tips and tricks")
 * @param lower
 *            a core with less load is given up if others have room, 0 to {@code upper}; not public, 0.5 is our choice
 */
public record BalanceRule(long intervalNs, double upper, double lower) {

    public static final BalanceRule DEFAULT = new BalanceRule(100_000_000, 0.9, 0.5);

    /** Intervals that a queue rests after a move: our choice, against ping-pong. */
    static final int REST_INTERVALS = 3;

    /** Share of the upper threshold that noise may use up: our choice. */
    private static final double HEADROOM = 0.05;

    public BalanceRule {
        if (intervalNs < 1 || !(upper > 0 && upper <= 1) || !(lower >= 0 && lower <= upper)) {
            throw new IllegalArgumentException("interval " + intervalNs + " ns, thresholds " + upper + " and " + lower
                    + ": an interval above 0 and 0 <= lower <= upper <= 1 expected");
        }
    }

    /**
     * Load up to which the queues of an overloaded core may fill another one: the upper threshold, or a little less if the core
     * that they leave does keep up.
     */
    double roomForSpreading(double load) {
        return load > 1 ? upper : upper * (1 - HEADROOM);
    }

    /**
     * Load up to which queues of a core that is given up may fill another one: half-way, so that it does not spill over at once.
     */
    double roomForCoalescing() {
        return (upper + lower) / 2;
    }
}
