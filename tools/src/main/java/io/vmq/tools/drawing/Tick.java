package io.vmq.tools.drawing;

/**
 * A mark on an axis.
 *
 * @param label
 *            empty for a grid line without words
 */
public record Tick(double value, String label) {}
