/**
 * What is counted and timed while frames flow, and the result that is made of it: ledgers that close, latency of every frame,
 * order, fairness, and whether the trial may be believed.
 */
@NullMarked
package io.vmq.dispatch.measure;

import org.jspecify.annotations.NullMarked;
