/** What mending a host is worth: its export as scenarios, run in virtual time as it is and as the plan leaves it. Prints nothing. */
@NullMarked
package io.vmq.tools.doctor.simulation;

import org.jspecify.annotations.NullMarked;
