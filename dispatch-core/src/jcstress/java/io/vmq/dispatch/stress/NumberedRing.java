package io.vmq.dispatch.stress;

import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.ring.CursorRing;
import io.vmq.dispatch.ring.DescriptorRing;
import io.vmq.dispatch.ring.DescriptorTable;
import io.vmq.dispatch.ring.ValidBitRing;
import java.lang.foreign.Arena;

/**
 * A ring with a buffer for each slot. The n-th descriptor carries n in every field and, with its complement, at both
 * ends of its buffer, so that one that is lost, repeated, out of order or only partly seen is noticed.
 *
 * <p>
 * One thread at a time produces, one at a time consumes; all fields are plain, so that only the ring orders the two.
 */
final class NumberedRing {

    /** How often a side that finds nothing looks again. */
    private static final int TRIES = 100;
    private static final int BUFFER_BYTES = 128;
    private static final int LAST_WORD = BUFFER_BYTES - Long.BYTES;

    private final DescriptorRing ring;
    private final Memory buffers;
    private int written;
    private int read;
    private boolean sound = true;

    private NumberedRing(DescriptorRing ring) {
        this.ring = ring;
        buffers = Memory.allocate(StateMemory.INSTANCE, (long) BUFFER_BYTES * ring.capacity());
    }

    static NumberedRing cursor(int capacity) {
        Arena arena = StateMemory.INSTANCE;
        return new NumberedRing(new CursorRing(arena, capacity));
    }

    static NumberedRing validBit(int capacity) {
        Arena arena = StateMemory.INSTANCE;
        return new NumberedRing(new ValidBitRing(arena, capacity));
    }

    /** Producer: publishes descriptors, as many at once as there is room, until there have been {@code count} in all. */
    void produce(int count) {
        for (int tries = 0; written < count && tries < TRIES; tries++) {
            int claimed = ring.claim(count - written);
            for (int i = 0; i < claimed; i++) {
                write(ring.claimedSlot(i), written + i);
            }
            ring.publish(claimed);
            written += claimed;
        }
    }

    /** Consumer: takes descriptors, as many at once as are ready, until there have been {@code count} in all. */
    void consume(int count) {
        for (int tries = 0; read < count && tries < TRIES; tries++) {
            pollOnce(count - read);
        }
    }

    /** Consumer: polls once, checks what it got, and gives it back. Returns how many it got. */
    int pollOnce(int limit) {
        int polled = ring.poll(limit);
        for (int i = 0; i < polled; i++) {
            sound &= holds(ring.polledSlot(i), read + i);
        }
        ring.release(polled);
        read += polled;
        return polled;
    }

    private void write(int slot, int number) {
        long buffer = (long) slot * BUFFER_BYTES;
        buffers.putLong(buffer, number);
        ring.descriptors().write(slot, number, number, number, number, number, number, number);
        buffers.putLong(buffer + LAST_WORD, ~number);
    }

    private boolean holds(int slot, int number) {
        long buffer = (long) slot * BUFFER_BYTES;
        DescriptorTable table = ring.descriptors();
        return buffers.getLong(buffer) == number && table.dueNs(slot) == number && table.frame(slot) == number
                && table.lateNs(slot) == number && table.lengthBytes(slot) == number && table.queue(slot) == number
                && table.flow(slot) == number && table.sequence(slot) == number
                && buffers.getLong(buffer + LAST_WORD) == ~number;
    }

    /** Descriptors published so far. */
    int written() {
        return written;
    }

    /** Descriptors taken so far. */
    int read() {
        return read;
    }

    /** Whether every descriptor taken was whole and the next in order. */
    boolean isSound() {
        return sound;
    }

    /** Whether the ring, taken to its end by somebody who sees everything, gives exactly what is left. */
    boolean endsSound() {
        consume(written);
        return sound && read == written && ring.poll(1) == 0 && ring.depth() == 0;
    }
}
