/**
 * Which receive queue a frame goes to, decided from its own bytes: single queue, RSS, VMQ, and policies plugged in. There
 * is one implementation of each mode, and benchmark, prediction and conformance check all use it.
 */
@NullMarked
package io.vmq.dispatch.steering;

import org.jspecify.annotations.NullMarked;
