/**
 * Finds where the level of a figure moved over a series of results: change points by E-divisive, and newest results that look as if it had.
 * Prints nothing.
 */
@NullMarked
package io.vmq.tools.gate.history;

import org.jspecify.annotations.NullMarked;
