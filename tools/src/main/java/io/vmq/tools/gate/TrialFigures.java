package io.vmq.tools.gate;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one trial gave for one series. Trials are what is compared: what was recorded inside one is not independent.
 *
 * @param block
 *            what the trial shares with a trial of the other side, or with several that ran beside it, and with no other: the same frames in
 *            virtual time, or a turn of interleaved runs; null if nothing
 * @param figures
 *            a value for each metric that the trial has; one that it lacks was not measured
 * @param curve
 *            the whole distribution, null if the file does not have it
 */
public record TrialFigures(@Nullable String block, Map<Metric, Double> figures, @Nullable QuantileCurve curve) {

    public TrialFigures {
        figures = Map.copyOf(figures);
    }
}
