/** The modelled host: processors, NICs, VMs, which VM gets a queue of its own, and the events that the host would log. */
@NullMarked
package io.vmq.dispatch.host;

import org.jspecify.annotations.NullMarked;
