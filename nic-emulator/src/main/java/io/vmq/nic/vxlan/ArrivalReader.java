package io.vmq.nic.vxlan;

import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.ring.DescriptorRing;
import io.vmq.dispatch.ring.DescriptorTable;

/** The reading thread's side of an {@link ArrivalRing}: goes through its frames in batches. */
final class ArrivalReader {

    private final DescriptorRing ring;
    private final DescriptorTable descriptors;
    private final Memory buffers;
    /** Slots polled and not released, and which of them is read. */
    private int polled;
    private int at;

    ArrivalReader(DescriptorRing ring, Memory buffers) {
        this.ring = ring;
        this.buffers = buffers;
        descriptors = ring.descriptors();
    }

    /** Gives back what was read and goes to the first frame of the next batch; false if there is none. */
    boolean nextBatch() {
        if (polled > 0) {
            ring.release(polled);
        }
        polled = ring.poll(ArrivalRing.BATCH);
        at = 0;
        return polled > 0;
    }

    /** Goes to the next frame of the batch; false if that was the last. */
    boolean next() {
        return ++at < polled;
    }

    /** Whether frames wait behind the batch. */
    boolean hasMore() {
        return ring.depth() > polled;
    }

    long stampNs() {
        return descriptors.dueNs(slot());
    }

    /** Bytes of the frame, without FCS. */
    int frameBytes() {
        return descriptors.lengthBytes(slot());
    }

    void copyTo(Memory memory, long offset, int bytes) {
        buffers.copyTo(descriptors.frame(slot()), memory, offset, bytes);
    }

    private int slot() {
        return ring.polledSlot(at);
    }
}
