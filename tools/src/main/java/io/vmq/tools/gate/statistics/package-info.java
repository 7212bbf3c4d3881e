/** The statistics of the gate, over logarithms of figures, one figure a trial: shifts, intervals, permutations and what to make of many at once. */
@NullMarked
package io.vmq.tools.gate.statistics;

import org.jspecify.annotations.NullMarked;
