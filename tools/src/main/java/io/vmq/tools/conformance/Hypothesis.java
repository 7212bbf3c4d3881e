package io.vmq.tools.conformance;

import java.util.function.IntUnaryOperator;

/**
 * How the frames may have been steered instead.
 *
 * @param text
 *            in a few words
 * @param queueOf
 *            gives for the number of a probe the queue at which it would then arrive
 */
record Hypothesis(String text, IntUnaryOperator queueOf) {}
