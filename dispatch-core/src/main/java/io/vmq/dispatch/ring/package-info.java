/**
 * Bounded descriptor rings between one producer and one consumer, and the receive queue that is made of a ring and its
 * buffers.
 *
 * <p>
 * Interface ({@link DescriptorRing}), memory layout ({@link DescriptorTable}, {@link CursorLayout}) and algorithm
 * ({@link CursorRing}, {@link ValidBitRing}) are apart. Both sides work in batches: the producer claims slots, writes
 * descriptors and publishes once; the consumer polls, reads and releases once. A full ring is an ordinary answer, not an
 * error: {@code claim} returns fewer slots than asked for, and whoever called counts the loss.
 */
@NullMarked
package io.vmq.dispatch.ring;

import org.jspecify.annotations.NullMarked;
