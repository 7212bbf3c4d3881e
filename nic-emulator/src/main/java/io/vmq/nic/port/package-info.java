/** What a NIC's link does to frames: how long they occupy it, and when their last bit is there. */
@NullMarked
package io.vmq.nic.port;

import org.jspecify.annotations.NullMarked;
