package io.vmq.nic.capture;

import io.vmq.dispatch.memory.Memory;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the frames of a capture lie, off-heap: large captures need no heap. It grows by chunks and never moves them.
 *
 * <pre>
 *  0             8               16            20              24           32
 * +-------------+---------------+-------------+---------------+------------+
 * | address     | timestamp, ns | stored      | original      | Ethernet?  |    one frame
 * +-------------+---------------+-------------+---------------+------------+
 * </pre>
 */
final class FrameIndex {

    private static final int CHUNK_BITS = 12;
    private static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;
    private static final int FRAME_BYTES = 32;
    private static final int TIMESTAMP = 8;
    private static final int STORED = 16;
    private static final int ORIGINAL = 20;
    private static final int ETHERNET = 24;

    private final Arena arena;
    private final List<Memory> chunks = new ArrayList<>();
    private int count;

    FrameIndex(Arena arena) {
        this.arena = arena;
    }

    void add(long address, long timestampNs, int storedBytes, int originalBytes, boolean ethernet) {
        if ((count & CHUNK_MASK) == 0) {
            chunks.add(Memory.allocate(arena, (long) FRAME_BYTES << CHUNK_BITS));
        }
        Memory chunk = chunks.getLast();
        long at = offset(count);
        chunk.putLong(at, address);
        chunk.putLong(at + TIMESTAMP, timestampNs);
        chunk.putInt(at + STORED, storedBytes);
        chunk.putInt(at + ORIGINAL, originalBytes);
        chunk.putInt(at + ETHERNET, ethernet ? 1 : 0);
        count++;
    }

    int count() {
        return count;
    }

    long address(int i) {
        return chunkOf(i).getLong(offset(i));
    }

    long timestampNs(int i) {
        return chunkOf(i).getLong(offset(i) + TIMESTAMP);
    }

    int storedBytes(int i) {
        return chunkOf(i).getInt(offset(i) + STORED);
    }

    int originalBytes(int i) {
        return chunkOf(i).getInt(offset(i) + ORIGINAL);
    }

    boolean isEthernet(int i) {
        return chunkOf(i).getInt(offset(i) + ETHERNET) != 0;
    }

    private Memory chunkOf(int i) {
        return chunks.get(i >>> CHUNK_BITS);
    }

    private static long offset(int i) {
        return (long) (i & CHUNK_MASK) * FRAME_BYTES;
    }
}
