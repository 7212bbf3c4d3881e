/** The one place where system calls are made; on other systems its factories give stand-ins that do nothing. */
@NullMarked
package io.vmq.nic.linux;

import org.jspecify.annotations.NullMarked;
