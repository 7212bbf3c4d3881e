package io.vmq.tools.scenario;

import io.vmq.tools.scenario.Scenario.Clock;

/**
 * How many trials a command runs when the user does not say.
 *
 * @param live
 *            in real time
 * @param virtual
 *            in virtual time
 */
public record TrialDefaults(int live, int virtual) {

    /** For a comparison: virtual time is cheap enough for an interval. */
    public static final TrialDefaults COMPARE = new TrialDefaults(1, 3);
    /** One trial on either clock. */
    public static final TrialDefaults ONE = new TrialDefaults(1, 1);

    int on(Clock clock) {
        return switch (clock) {
            case LIVE -> live;
            case VIRTUAL -> virtual;
        };
    }
}
