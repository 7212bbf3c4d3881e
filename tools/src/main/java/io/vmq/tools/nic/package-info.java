/**
 * Judges what network interfaces say of themselves: which of their settings spoil a measurement, and the command that mends
 * each. Pure functions; nothing here asks the system or prints.
 */
@NullMarked
package io.vmq.tools.nic;

import org.jspecify.annotations.NullMarked;
