package io.vmq.nic.xdp;

import io.vmq.dispatch.memory.Memory;

/**
 * Gives the kernel free chunks of the {@link Umem} of a hardware queue. It has a slot for each of them, so it is never full. One thread
 * produces, also where several sockets share the ring: the one that reads all of them.
 */
final class FillRing {

    private final Memory memory;
    private final long producerOffset;
    private final long descriptors;
    private final int mask;
    private final int chunkMask;
    /** Descriptors written so far; those that the kernel may read are published apart. */
    private int producer;

    /** Takes over a ring and gives the kernel all chunks. */
    FillRing(MappedRing ring, Umem umem) {
        assert ring.slots() == umem.chunkCount();
        memory = ring.memory();
        producerOffset = ring.producer();
        descriptors = ring.descriptors();
        mask = ring.slots() - 1;
        chunkMask = -umem.chunkBytes();
        producer = memory.getIntAcquire(producerOffset);
        for (int i = 0; i < umem.chunkCount(); i++) {
            add((long) i * umem.chunkBytes());
        }
        publish();
    }

    /** Writes down that the chunk in which this address lies is free. */
    void add(long address) {
        memory.putLong(descriptors + ((long) (producer & mask) << 3), address & chunkMask);
        producer++;
    }

    /** Lets the kernel have all that was added: release, so what was written into the chunks is before. */
    void publish() {
        memory.putIntRelease(producerOffset, producer);
    }
}
