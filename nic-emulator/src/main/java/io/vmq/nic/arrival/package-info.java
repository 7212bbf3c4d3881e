/** The frames of a real port as the source of a trial: when they were due, and whose they are. */
@NullMarked
package io.vmq.nic.arrival;

import org.jspecify.annotations.NullMarked;
