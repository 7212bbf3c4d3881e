package io.vmq.dispatch.ring;

import io.vmq.dispatch.memory.CacheLine;
import io.vmq.dispatch.memory.Memory;
import java.lang.foreign.Arena;

/**
 * The descriptors of a ring: what travels for each frame, two to a cache line.
 *
 * <pre>
 *  0        8                16     20         24     26      28      32
 * +--------+----------------+------+----------+------+-------+-------+
 * | dueNs  | frame | stamp  | flow | sequence | len  | queue | late  |
 * +--------+----------------+------+----------+------+-------+-------+
 * </pre>
 *
 * {@code frame} is where the frame's bytes begin in the memory that belongs to the ring, 48 bits. {@code late} is the
 * hand-over time less the due time in ns. The queue is needed where one ring carries the frames of several queues. The
 * stamp belongs to rings that mark descriptors instead of publishing a cursor.
 *
 * <p>
 * The producer writes a descriptor that it claimed, the consumer reads one that it polled; the ring's publication
 * orders the two.
 */
public final class DescriptorTable {

    /** Longest frame length and highest queue index that a descriptor can carry. */
    public static final int MAX_FIELD = 0xFFFF;
    /** Most descriptors that a ring may hold. */
    public static final int MAX_CAPACITY = 1 << 24;

    /** Offsets of frames are below this. */
    public static final long FRAME_LIMIT = 1L << 48;

    static final int DESCRIPTOR_BYTES = 32;
    private static final int SHIFT = 5;
    private static final int FRAME = 8;
    private static final int FLOW = 16;
    private static final int SEQUENCE = 20;
    private static final int LENGTH_QUEUE_LATE = 24;
    private static final int QUEUE_SHIFT = 16;
    private static final int LATE_SHIFT = 32;
    private static final int STAMP_SHIFT = 48;
    private static final long LOW_HALF = 0xFFFF_FFFFL;
    private static final long FRAME_MASK = FRAME_LIMIT - 1;

    private final Memory memory;
    private final long base;

    DescriptorTable(Arena arena, int slots) {
        this(Memory.allocate(arena, (long) slots * DESCRIPTOR_BYTES), 0);
        assert DESCRIPTOR_BYTES == 1 << SHIFT && CacheLine.PAIR_BYTES % DESCRIPTOR_BYTES == 0;
    }

    private DescriptorTable(Memory memory, long base) {
        this.memory = memory;
        this.base = base;
    }

    /** The part of this table that begins at {@code firstSlot}; slots count from there. */
    DescriptorTable from(int firstSlot) {
        return new DescriptorTable(memory, base + ((long) firstSlot << SHIFT));
    }

    /** Smallest power of two that holds {@code capacity} slots, so that positions wrap by a mask. */
    static int slotsFor(int capacity) {
        if (capacity < 1 || capacity > MAX_CAPACITY) {
            throw new IllegalArgumentException("capacity=" + capacity + ": 1 to " + MAX_CAPACITY + " slots expected");
        }
        return capacity == 1 ? 1 : Integer.highestOneBit(capacity - 1) << 1;
    }

    /** Address of a slot. */
    private long at(long slot) {
        return memory.addressOf(base + (slot << SHIFT), DESCRIPTOR_BYTES);
    }

    /**
     * Writes a whole descriptor.
     *
     * @param frame
     *            where the frame begins, bytes, below {@link #FRAME_LIMIT}
     * @param lateNs
     *            hand-over time less due time, ns
     * @param lengthBytes
     *            frame length, FCS counted, at most {@link #MAX_FIELD}
     * @param queue
     *            queue index, at most {@link #MAX_FIELD}
     */
    public void write(int slot, long dueNs, long frame, int lateNs, int lengthBytes, int queue, int flow,
            int sequence) {
        write(slot, dueNs, frame, lateNs, lengthBytes, queue, (long) sequence << Integer.SIZE | (flow & LOW_HALF));
    }

    /** As above, the flow in the low half and the sequence in the high half of one word. */
    void write(long slot, long dueNs, long frame, long lateNs, int lengthBytes, int queue, long flowAndSequence) {
        assert lengthBytes <= MAX_FIELD && queue <= MAX_FIELD && frame >>> STAMP_SHIFT == 0;
        long at = at(slot);
        Memory.putLongAt(at, dueNs);
        Memory.putLongAt(at + FRAME, frame);
        Memory.putLongAt(at + FLOW, flowAndSequence);
        Memory.putLongAt(at + LENGTH_QUEUE_LATE,
                lateNs << LATE_SHIFT | (long) queue << QUEUE_SHIFT | (lengthBytes & MAX_FIELD));
    }

    public long dueNs(int slot) {
        return Memory.longAt(at(slot));
    }

    /** Where the frame begins in the memory that belongs to the ring. */
    public long frame(int slot) {
        return frame((long) slot);
    }

    long frame(long slot) {
        return Memory.longAt(at(slot) + FRAME) & FRAME_MASK;
    }

    public int flow(int slot) {
        return Memory.intAt(at(slot) + FLOW);
    }

    public int sequence(int slot) {
        return Memory.intAt(at(slot) + SEQUENCE);
    }

    public int lengthBytes(int slot) {
        return (int) Memory.longAt(at(slot) + LENGTH_QUEUE_LATE) & MAX_FIELD;
    }

    public int queue(int slot) {
        return (int) Memory.longAt(at(slot) + LENGTH_QUEUE_LATE) >>> QUEUE_SHIFT;
    }

    public int lateNs(int slot) {
        return (int) (Memory.longAt(at(slot) + LENGTH_QUEUE_LATE) >>> LATE_SHIFT);
    }

    /** 16 bits; 0 since the descriptor was written and not stamped. */
    int stampAcquire(int slot) {
        return (int) (Memory.longAtAcquire(at(slot) + FRAME) >>> STAMP_SHIFT);
    }

    /** Stamps a descriptor with the low 16 bits of {@code stamp}; for the side that holds it. */
    void stampRelease(int slot, int stamp) {
        long word = at(slot) + FRAME;
        Memory.putLongAtRelease(word, (long) stamp << STAMP_SHIFT | (Memory.longAt(word) & FRAME_MASK));
    }
}
