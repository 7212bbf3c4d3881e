/**
 * Predicts which receive queue flows, MAC addresses and captured frames go to, and why, by the very steering that
 * trials run. Readers give records, predictions are records, and a row format turns them into text.
 */
@NullMarked
package io.vmq.tools.steer;

import org.jspecify.annotations.NullMarked;
