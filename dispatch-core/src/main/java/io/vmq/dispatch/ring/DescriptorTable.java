package io.vmq.dispatch.ring;

import io.vmq.dispatch.memory.CacheLine;
import io.vmq.dispatch.memory.Memory;
import java.lang.foreign.Arena;

/**
 * The descriptors of a ring: what travels for each frame, two to a cache line.
 *
 * <pre>
 *  0        8       12     14     16      20         24             32
 * +--------+-------+------+------+-------+----------+--------------+
 * | dueNs  | late  | len  | queue| flow  | sequence | valid stamp  |
 * +--------+-------+------+------+-------+----------+--------------+
 * </pre>
 *
 * {@code late} is the hand-over time less the due time in ns. The queue is needed where one ring carries the frames of
 * several queues. The valid stamp belongs to rings that mark descriptors instead of publishing a cursor.
 *
 * <p>
 * The producer writes a descriptor that it claimed, the consumer reads one that it polled; the ring's publication orders
 * the two.
 */
public final class DescriptorTable {

    /** Longest frame length and highest queue index that a descriptor can carry. */
    public static final int MAX_FIELD = 0xFFFF;
    /** Most descriptors that a ring may hold. */
    public static final int MAX_CAPACITY = 1 << 24;

    private static final int BYTES = 32;
    private static final int SHIFT = 5;
    private static final int LATE = 8;
    private static final int LENGTH_AND_QUEUE = 12;
    private static final int FLOW = 16;
    private static final int SEQUENCE = 20;
    private static final int VALID_STAMP = 24;
    private static final int QUEUE_SHIFT = 16;

    private final Memory memory;

    DescriptorTable(Arena arena, int slots) {
        assert BYTES == 1 << SHIFT && CacheLine.BYTES % BYTES == 0;
        memory = Memory.allocate(arena, (long) slots * BYTES);
    }

    /** Smallest power of two that holds {@code capacity} slots, so that positions wrap by a mask. */
    static int slotsFor(int capacity) {
        if (capacity < 1 || capacity > MAX_CAPACITY) {
            throw new IllegalArgumentException("capacity=" + capacity + ": 1 to " + MAX_CAPACITY + " slots expected");
        }
        return capacity == 1 ? 1 : Integer.highestOneBit(capacity - 1) << 1;
    }

    /**
     * Writes a whole descriptor.
     *
     * @param lateNs
     *            hand-over time less due time, ns
     * @param lengthBytes
     *            frame length, FCS counted, at most {@link #MAX_FIELD}
     * @param queue
     *            queue index, at most {@link #MAX_FIELD}
     */
    public void write(int slot, long dueNs, int lateNs, int lengthBytes, int queue, int flow, int sequence) {
        assert lengthBytes <= MAX_FIELD && queue <= MAX_FIELD;
        long at = (long) slot << SHIFT;
        memory.putLong(at, dueNs);
        memory.putInt(at + LATE, lateNs);
        memory.putInt(at + LENGTH_AND_QUEUE, queue << QUEUE_SHIFT | lengthBytes);
        memory.putInt(at + FLOW, flow);
        memory.putInt(at + SEQUENCE, sequence);
    }

    public long dueNs(int slot) {
        return memory.getLong((long) slot << SHIFT);
    }

    public int lateNs(int slot) {
        return memory.getInt(((long) slot << SHIFT) + LATE);
    }

    public int lengthBytes(int slot) {
        return memory.getInt(((long) slot << SHIFT) + LENGTH_AND_QUEUE) & MAX_FIELD;
    }

    public int queue(int slot) {
        return memory.getInt(((long) slot << SHIFT) + LENGTH_AND_QUEUE) >>> QUEUE_SHIFT;
    }

    public int flow(int slot) {
        return memory.getInt(((long) slot << SHIFT) + FLOW);
    }

    public int sequence(int slot) {
        return memory.getInt(((long) slot << SHIFT) + SEQUENCE);
    }

    long validStampAcquire(int slot) {
        return memory.getLongAcquire(((long) slot << SHIFT) + VALID_STAMP);
    }

    void validStampRelease(int slot, long stamp) {
        memory.putLongRelease(((long) slot << SHIFT) + VALID_STAMP, stamp);
    }
}
