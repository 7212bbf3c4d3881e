package io.vmq.tools.doctor.simulation;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One part of a host before and after its plan.
 *
 * @param part
 *            {@code switch NAME} or {@code host NIC NAME}
 * @param traffic
 *            who receives how much, in a few words
 * @param gap
 *            what is missing for a simulation, in half a sentence; then nothing else is here
 * @param before
 *            with the settings of the export
 * @param after
 *            with those of the plan; empty if it changes none that matter to this part
 */
public record Comparison(String part, String traffic, Optional<String> gap, Optional<Outcome> before,
        Optional<Outcome> after) {

    /** Delivered rate after over before; empty where there is nothing to compare. */
    public OptionalDouble ratio() {
        return before.isPresent() && after.isPresent() && before.get().deliveredBps() > 0
                ? OptionalDouble.of(after.get().deliveredBps() / before.get().deliveredBps())
                : OptionalDouble.empty();
    }
}
