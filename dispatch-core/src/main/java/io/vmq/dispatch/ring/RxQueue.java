package io.vmq.dispatch.ring;

import io.vmq.dispatch.memory.Memory;

/**
 * A receive queue as its consumer sees it: a bounded descriptor ring, and the memory that its frames lie in. The
 * producer fills it through {@link RxQueues}.
 */
public final class RxQueue {

    private final int index;
    private final int ringSlots;
    private final DescriptorRing ring;
    private final Memory frames;

    RxQueue(int index, int ringSlots, DescriptorRing ring, Memory frames) {
        this.index = index;
        this.ringSlots = ringSlots;
        this.ring = ring;
        this.frames = frames;
    }

    /** Number of the queue among those of all NICs. */
    public int index() {
        return index;
    }

    /** Descriptors that the queue is meant to hold; the ring may have slots to spare. */
    public int ringSlots() {
        return ringSlots;
    }

    /** The queue's ring; the consumer polls it. */
    public DescriptorRing ring() {
        return ring;
    }

    /** The memory in which {@link DescriptorTable#frame} says where a frame begins; read it between poll and release. */
    public Memory frames() {
        return frames;
    }

    /** Consumer: how many frames, the oldest ones, are more than the queue is meant to hold. */
    public int excess() {
        return Math.max(0, ring.poll(ring.capacity()) - ringSlots);
    }
}
