/** Receiving by AF_XDP: the receive filters of VMQ as a program in the kernel, and a socket behind each of its queues. */
@NullMarked
package io.vmq.nic.xdp;

import org.jspecify.annotations.NullMarked;
