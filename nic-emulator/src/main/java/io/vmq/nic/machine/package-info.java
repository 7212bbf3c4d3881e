/** The computer that a measurement ran on, as far as a reader needs it to judge the figures. */
@NullMarked
package io.vmq.nic.machine;

import org.jspecify.annotations.NullMarked;
