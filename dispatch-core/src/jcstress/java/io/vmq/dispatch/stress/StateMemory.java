package io.vmq.dispatch.stress;

import io.vmq.dispatch.memory.CacheLine;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Zeroed off-heap memory for the short lives of test states: one slab that is handed out round and round. Its size is many
 * times what the states alive at one time need.
 */
final class StateMemory implements Arena {

    static final Arena INSTANCE = new StateMemory();

    private static final long SLAB_BYTES = 128L << 20;

    private final MemorySegment slab = Arena.global().allocate(SLAB_BYTES, CacheLine.PAIR_BYTES);
    private final AtomicLong next = new AtomicLong();

    private StateMemory() {}

    @Override
    public MemorySegment allocate(long sizeBytes, long alignBytes) {
        assert alignBytes <= CacheLine.PAIR_BYTES && sizeBytes <= SLAB_BYTES;
        long roundedBytes = (sizeBytes + CacheLine.PAIR_BYTES - 1) & -CacheLine.PAIR_BYTES;
        long at = next.getAndUpdate(from -> start(from, roundedBytes) + roundedBytes);
        return slab.asSlice(start(at, roundedBytes), sizeBytes).fill((byte) 0);
    }

    private static long start(long from, long sizeBytes) {
        return from + sizeBytes <= SLAB_BYTES ? from : 0;
    }

    @Override
    public MemorySegment.Scope scope() {
        return slab.scope();
    }

    /** Lives as long as the process. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
