package io.vmq.tools.gate.history;

import io.vmq.tools.gate.Metric;

/**
 * A figure whose course is nearer to a straight line than to its steps: the changes say how far it had got by when, not which result did it.
 *
 * @param ratio
 *            end of the line over its beginning
 */
public record Drift(String series, Metric metric, double ratio) {}
