/**
 * What network interfaces say of themselves: driver, link, queues, RSS, offloads, coalescing, stamps and interrupts. Each
 * answer is decoded by a pure function over its bytes; what an interface does not tell stays "not reported", with the
 * system's own answer, and is never guessed.
 */
@NullMarked
package io.vmq.nic.adapter;

import org.jspecify.annotations.NullMarked;
