/** Ethernet frames in UDP datagrams (VXLAN, RFC 7348): a port that receives them, and a sender. The one place that uses Netty. */
@NullMarked
package io.vmq.nic.vxlan;

import org.jspecify.annotations.NullMarked;
