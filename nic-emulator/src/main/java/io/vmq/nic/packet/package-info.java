/**
 * Ports of packet sockets (AF_PACKET, packet(7)): frames are received into rings that the kernel shares with us, steered to
 * several queues by a fanout group, and sent in batches.
 */
@NullMarked
package io.vmq.nic.packet;

import org.jspecify.annotations.NullMarked;
