package io.vmq.tools.gate.history;

import io.vmq.tools.gate.Metric;

/**
 * A figure of which nothing can be said: it has too few values to tell a change from chance, or none among the last results.
 *
 * @param readings
 *            how many values it has
 * @param isRecent
 *            whether any of them is among the last results of the rules
 */
public record Untested(String series, Metric metric, int readings, boolean isRecent) {}
