/** From a scenario to results: builds the trials of each mode, runs them on the engine that was asked for, and judges them. */
@NullMarked
package io.vmq.tools.experiment;

import org.jspecify.annotations.NullMarked;
