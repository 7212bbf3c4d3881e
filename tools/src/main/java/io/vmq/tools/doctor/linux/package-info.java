/** The questions of the doctor asked of a Linux host: which CPUs its interrupts go to, read from /proc and /sys. */
@NullMarked
package io.vmq.tools.doctor.linux;

import org.jspecify.annotations.NullMarked;
