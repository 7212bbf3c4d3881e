package io.vmq.dispatch.ring;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.CacheLine;
import io.vmq.dispatch.memory.Memory;
import java.lang.foreign.Arena;

/**
 * A receive queue: a descriptor ring in which slot i owns buffer i, so that nothing is allocated or freed per frame.
 *
 * <p>
 * The producer thread offers frames of a batch and flushes once; the consumer thread uses {@link #ring()} and reads the
 * bytes at {@link #bufferAddress}.
 */
public final class RxQueue {

    private final int index;
    private final int ringSlots;
    private final DescriptorRing ring;
    private final Memory buffers;
    private final long strideBytes;
    private int staged;
    private int claimed;

    /** A queue that takes no more than its slots. */
    public RxQueue(Arena arena, int index, int ringSlots, int bufferBytes) {
        this(arena, index, ringSlots, 0, bufferBytes);
    }

    /**
     * @param index
     *            number of the queue on its NIC, 0 is the default queue
     * @param ringSlots
     *            descriptors, and so frames, that the queue is meant to hold
     * @param spareSlots
     *            slots beyond that: the producer may run ahead by so many, and the consumer drops the {@link #excess}, oldest first
     * @param bufferBytes
     *            largest frame that a buffer takes, without FCS
     */
    public RxQueue(Arena arena, int index, int ringSlots, int spareSlots, int bufferBytes) {
        this.index = index;
        this.ringSlots = ringSlots;
        ring = new CursorRing(arena, ringSlots + spareSlots);
        strideBytes = CacheLine.roundUp(bufferBytes);
        buffers = Memory.allocate(arena, strideBytes * DescriptorTable.slotsFor(ringSlots + spareSlots));
    }

    /** Descriptors that the queue is meant to hold. */
    public int ringSlots() {
        return ringSlots;
    }

    /** Consumer: how many frames, the oldest ones, are more than the queue is meant to hold. */
    public int excess() {
        return Math.max(0, ring.poll(ring.capacity()) - ringSlots);
    }

    /**
     * Producer: copies frame {@code i} of the batch into the next free buffer. It becomes visible at {@link #flush()}.
     *
     * @return false if the ring is full; the frame is not taken, and the caller counts it
     */
    public boolean offer(FrameBatch batch, int i, int lateNs) {
        if (staged == claimed && !claimMore(batch.capacity())) {
            return false;
        }
        int slot = ring.claimedSlot(staged);
        batch.memory().copyTo(batch.address(i), buffers, bufferAddress(slot), batch.storedBytes(i));
        ring.descriptors().write(slot, batch.dueNs(i), lateNs, batch.lengthBytes(i), index, batch.flow(i),
                batch.sequence(i));
        staged++;
        return true;
    }

    private boolean claimMore(int more) {
        claimed = ring.claim(staged + more);
        return claimed > staged;
    }

    /** Producer: publishes what was offered since the last flush. */
    public void flush() {
        if (staged > 0) {
            ring.publish(staged);
            staged = 0;
        }
        claimed = 0;
    }

    /** The queue's ring; the consumer polls it. */
    public DescriptorRing ring() {
        return ring;
    }

    /** The memory that all buffers of this queue lie in. */
    public Memory buffers() {
        return buffers;
    }

    /** Offset in {@link #buffers()} of the buffer that {@code slot} owns. */
    public long bufferAddress(int slot) {
        return slot * strideBytes;
    }

    /** Number of the queue on its NIC. */
    public int index() {
        return index;
    }
}
