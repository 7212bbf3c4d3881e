/** The receive queues of a NIC as NDIS defines them: their states, what may be done in each, and the filters set on them. */
@NullMarked
package io.vmq.dispatch.ndis;

import org.jspecify.annotations.NullMarked;
