/**
 * Judges whether a candidate got worse than its baseline: series of trials, compared figure by figure, with a verdict for each and one
 * for all. Prints nothing.
 */
@NullMarked
package io.vmq.tools.gate;

import org.jspecify.annotations.NullMarked;
