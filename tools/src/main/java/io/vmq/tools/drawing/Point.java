package io.vmq.tools.drawing;

/** A place in a drawing, in its own units; y grows downwards. */
public record Point(double x, double y) {}
