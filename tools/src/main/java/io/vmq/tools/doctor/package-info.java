/** What is wrong with the receive queues of a host, why it matters, and the commands that mend it. Prints nothing. */
@NullMarked
package io.vmq.tools.doctor;

import org.jspecify.annotations.NullMarked;
