package io.vmq.tools.experiment;

import io.vmq.dispatch.measure.IntervalExchange;
import org.jspecify.annotations.Nullable;

/** Says where the interval histograms of a mode go. */
@FunctionalInterface
public interface IntervalSinks {

    /** Keeps none. */
    IntervalSinks NONE = mode -> null;

    /** The sink for the next trial of {@code mode}, or null to keep no intervals. */
    IntervalExchange.@Nullable Sink of(String mode);
}
