/** Network interfaces, emulated and real. */
@NullMarked
package io.vmq.nic;

import org.jspecify.annotations.NullMarked;
