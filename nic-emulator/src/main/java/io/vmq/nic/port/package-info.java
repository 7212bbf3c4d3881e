/**
 * NICs seen from the host. Emulated: how long frames occupy the link, and when their last bit is there. Real: what a
 * {@code Port} gives, queue by queue, and what a {@code FrameSender} takes.
 */
@NullMarked
package io.vmq.nic.port;

import org.jspecify.annotations.NullMarked;
