package io.vmq.nic.vxlan;

import io.vmq.dispatch.memory.CacheLine;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.ring.CursorRing;
import io.vmq.dispatch.ring.DescriptorTable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * Frames on their way from the thread of one channel to the one that reads the port: a bounded ring, each slot with a
 * buffer of its own. Nothing is allocated per frame, and neither side waits for the other. The channel's thread uses this
 * side, the reading thread the {@link ArrivalReader}. The memory is given back when nothing refers to the ring any more.
 */
final class ArrivalRing {

    /** Frames that become visible together; the reading thread also goes from ring to ring after so many. */
    static final int BATCH = 64;

    private static final int NO_QUEUE = 0;

    private final CursorRing ring;
    private final DescriptorTable descriptors;
    private final Memory buffers;
    private final ByteBuffer bytes;
    private final int strideBytes;

    /** Slots claimed and not published. */
    private int written;
    private int claimed;

    ArrivalRing(int slots, int frameBytes) {
        ring = new CursorRing(Arena.ofAuto(), slots);
        descriptors = ring.descriptors();
        strideBytes = Math.toIntExact(CacheLine.strideBytes(frameBytes));
        MemorySegment segment = Arena.ofAuto().allocate((long) slotsInMemory(slots) * strideBytes, CacheLine.BYTES);
        buffers = Memory.of(segment);
        bytes = segment.asByteBuffer();
    }

    private static int slotsInMemory(int slots) {
        return slots == 1 ? 1 : Integer.highestOneBit(slots - 1) << 1;
    }

    /**
     * Where to put the next frame of so many bytes, at most what a buffer holds; only where the ring
     * {@link #hasRoom}. The same room is given again until {@link #add}.
     */
    ByteBuffer roomFor(int frameBytes) {
        int start = ring.claimedSlot(written) * strideBytes;
        return bytes.limit(start + frameBytes).position(start);
    }

    /** Whether there is room for a frame. */
    boolean hasRoom() {
        if (written == claimed) {
            claimed = ring.claim(written + BATCH);
        }
        return written < claimed;
    }

    /** The frame is in its room; returns whether a whole batch waits for {@link #publish}. */
    boolean add(int frameBytes, long stampNs) {
        int slot = ring.claimedSlot(written++);
        descriptors.write(slot, stampNs, (long) slot * strideBytes, 0, frameBytes, NO_QUEUE, 0, 0);
        return written == BATCH;
    }

    /** Shows what was added to the reading thread. */
    void publish() {
        ring.publish(written);
        claimed -= written;
        written = 0;
    }

    /** Whether anything was added and not shown. */
    boolean isUnpublished() {
        return written > 0;
    }

    /** What the reading thread has of this ring; there is one. */
    ArrivalReader reader() {
        return new ArrivalReader(ring, buffers);
    }
}
