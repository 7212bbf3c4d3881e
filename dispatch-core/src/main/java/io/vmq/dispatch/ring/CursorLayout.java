package io.vmq.dispatch.ring;

import io.vmq.dispatch.memory.CacheLine;
import io.vmq.dispatch.memory.Memory;
import java.lang.foreign.Arena;

/**
 * Where the two cursors of a ring lie: each on a pair of cache lines of its own, because each is written by another
 * thread.
 *
 * <pre>
 *  0            128           256
 * +------------+-------------+
 * | tail       | head        |
 * +------------+-------------+
 * </pre>
 *
 * A cursor counts descriptors since the ring was made; it never wraps.
 */
final class CursorLayout {

    private static final long TAIL = 0;
    private static final long HEAD = CacheLine.PAIR_BYTES;
    private static final long BYTES = 2L * CacheLine.PAIR_BYTES;

    private final Memory memory;
    private final long address;

    CursorLayout(Arena arena) {
        memory = Memory.allocate(arena, BYTES);
        address = memory.addressOf(0, BYTES);
    }

    /** Published and not released, as far as the caller can see; checked, since whoever asks may do so after the trial. */
    long depth() {
        long head = memory.getLongAcquire(HEAD);
        return memory.getLongAcquire(TAIL) - head;
    }

    long tailAcquire() {
        return Memory.longAtAcquire(address + TAIL);
    }

    void tailRelease(long tail) {
        Memory.putLongAtRelease(address + TAIL, tail);
    }

    long headAcquire() {
        return Memory.longAtAcquire(address + HEAD);
    }

    void headRelease(long head) {
        Memory.putLongAtRelease(address + HEAD, head);
    }
}
