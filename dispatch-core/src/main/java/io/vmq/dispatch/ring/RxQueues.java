package io.vmq.dispatch.ring;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.CacheLine;
import io.vmq.dispatch.memory.Memory;
import java.lang.foreign.Arena;
import java.util.Objects;

/**
 * The receive queues of a NIC as the one thread that fills them sees them. It offers the frames of steered batches and
 * flushes once a batch; each queue's consumer uses {@link #queue}.
 *
 * <p>
 * Either slot i of a queue owns buffer i and the frame is copied there, as a NIC writes it, so that nothing is
 * allocated or freed per frame; or the source keeps its frames, and the descriptor says where they lie.
 *
 * <p>
 * The descriptors of all queues are one table and their buffers one memory, so that a batch, whose frames go here and
 * there, is one loop without a look at any queue's object.
 */
public final class RxQueues {

    /**
     * The state of each queue, which the producer's thread alone reads and writes: position of the next frame, the
     * first one that is not claimed, the first one that is not published; and its first slot in the table of all.
     */
    private static final int NEXT = 0;
    private static final int LIMIT = 8;
    private static final int PUBLISHED = 16;
    private static final int FIRST_SLOT = 24;
    private static final long STATE_BYTES = 32;
    /**
     * Slots between one queue and the next that nobody uses: without them the descriptors of all queues, filled at the
     * same pace, would lie a power of two apart and drive each other out of the cache.
     */
    private static final int GAP_SLOTS = 6;
    private static final long NO_BUFFERS = 0;
    private static final long NO_BUFFER = -1;

    private final RxQueue[] queues;
    private final DescriptorTable descriptors;
    /** The buffers of all queues, or what the source keeps. */
    private final Memory frames;
    /** From one buffer to the next. */
    private final long strideBytes;
    private final int queueSlots;
    private final int slotMask;
    private final Memory states;
    /** Where the frames of the batch in hand are to be copied. */
    private long[] bufferOf = new long[FrameBatch.DEFAULT_CAPACITY];

    private RxQueues(Arena arena, int count, int ringSlots, int spareSlots, Memory frames, long strideBytes) {
        int capacity = ringSlots + spareSlots;
        if (count < 1 || count > DescriptorTable.MAX_FIELD || count * queueSlots(capacity) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(count + " queues of " + capacity + " slots: 1 to "
                    + DescriptorTable.MAX_FIELD + " queues, and fewer than 2^31 slots in all, expected");
        }
        slotMask = DescriptorTable.slotsFor(capacity) - 1;
        queueSlots = (int) queueSlots(capacity);
        descriptors = new DescriptorTable(arena, count * queueSlots);
        this.frames = frames;
        this.strideBytes = strideBytes;
        queues = new RxQueue[count];
        states = Memory.allocate(arena, CacheLine.roundUp(count * STATE_BYTES));
        for (int queue = 0; queue < count; queue++) {
            DescriptorRing ring = new CursorRing(arena, capacity, descriptors.from(queue * queueSlots));
            states.putLong(queue * STATE_BYTES + FIRST_SLOT, queue * (long) queueSlots);
            queues[queue] = new RxQueue(queue, ringSlots, ring, frames);
        }
    }

    /**
     * Empty queues whose slots own buffers.
     *
     * @param count
     *            queues, numbered from 0
     * @param ringSlots
     *            descriptors, and so frames, that each queue is meant to hold
     * @param spareSlots
     *            slots beyond that: the producer may run ahead by so many, and the consumer drops the
     *            {@link RxQueue#excess}, oldest first
     * @param bufferBytes
     *            largest frame that a buffer takes, without FCS
     */
    public RxQueues(Arena arena, int count, int ringSlots, int spareSlots, int bufferBytes) {
        this(arena, count, ringSlots, spareSlots,
                Memory.allocate(arena, count * queueSlots(ringSlots + spareSlots) * strideBytes(bufferBytes)),
                strideBytes(bufferBytes));
    }

    /** Empty queues for frames that stay where they are, all of them in {@code frames}, and are not written while queued. */
    public RxQueues(Arena arena, int count, int ringSlots, int spareSlots, Memory frames) {
        this(arena, count, ringSlots, spareSlots, frames, NO_BUFFERS);
    }

    private static long queueSlots(int capacity) {
        return DescriptorTable.slotsFor(capacity) + (long) GAP_SLOTS;
    }

    /** An odd number of cache lines, so that the headers, which lie at the starts of the buffers, use all sets of a cache. */
    private static long strideBytes(int bufferBytes) {
        return (CacheLine.roundUp(bufferBytes) / CacheLine.BYTES | 1) * CacheLine.BYTES;
    }

    public int count() {
        return queues.length;
    }

    /** A queue, for its consumer. */
    public RxQueue queue(int index) {
        return queues[index];
    }

    /**
     * Offers the frames of a batch from {@code from} on, each to the queue that {@code queueOf} names; those that name
     * no queue of this NIC are passed over. They become visible at {@link #flush()}.
     *
     * @param handedOverNs
     *            the moment of the hand-over, on the clock of the frames' due times
     * @return the first frame that found its queue full, which was not taken and behind which none was looked at; or
     *         {@link FrameBatch#count()} if there is none
     */
    public int offer(FrameBatch batch, int[] queueOf, int from, long handedOverNs) {
        int next = offerUntilUnclaimed(batch, queueOf, from, handedOverNs);
        while (next < batch.count() && claimMore(queueOf[next], batch.capacity())) {
            next = offerUntilUnclaimed(batch, queueOf, next, handedOverNs);
        }
        return next;
    }

    /** Offers frames as long as each finds a slot that was claimed before. */
    private int offerUntilUnclaimed(FrameBatch batch, int[] queueOf, int from, long handedOverNs) {
        if (strideBytes == NO_BUFFERS) {
            return referUntilUnclaimed(batch, queueOf, from, handedOverNs);
        }
        if (bufferOf.length < batch.capacity()) {
            bufferOf = new long[batch.capacity()];
        }
        int next = describeUntilUnclaimed(batch, queueOf, from, handedOverNs);
        copy(batch, from, next);
        return next;
    }

    /** As {@link #offer} for one frame and one queue; returns whether the queue took it. */
    public boolean offerOne(FrameBatch batch, int i, int queue, long handedOverNs) {
        long slot = stage(queue, batch.capacity());
        if (slot < 0) {
            return false;
        }
        long frame = strideBytes == NO_BUFFERS ? batch.address(i) : copy(batch, i, slot * strideBytes);
        describe(descriptors, batch, i, slot, frame, queue, handedOverNs);
        return true;
    }

    /** Returns where the frame lies now. */
    private long copy(FrameBatch batch, int i, long buffer) {
        if (batch.storedBytes(i) > strideBytes) {
            throw new IllegalStateException(
                    "a frame of " + batch.storedBytes(i) + " bytes for a buffer of " + strideBytes);
        }
        batch.memory().copyLinesTo(batch.address(i), frames, buffer, batch.storedBytes(i));
        return buffer;
    }

    /** The loop has no call in it, so that the compiler keeps in registers what does not change; claiming is outside. */
    private int describeUntilUnclaimed(FrameBatch batch, int[] queueOf, int from, long handedOverNs) {
        long state = states.addressOf(0, queues.length * STATE_BYTES);
        int count = batch.count();
        for (int i = from; i < count; i++) {
            int queue = queueOf[i];
            if (Integer.compareUnsigned(queue, queues.length) >= 0) {
                bufferOf[i] = NO_BUFFER;
                continue;
            }
            long at = state + (queue & DescriptorTable.MAX_FIELD) * STATE_BYTES;
            long next = Memory.longAt(at + NEXT);
            if (next == Memory.longAt(at + LIMIT)) {
                return i;
            }
            Memory.putLongAt(at + NEXT, next + 1);
            long slot = Memory.longAt(at + FIRST_SLOT) + (next & slotMask);
            long frame = slot * strideBytes;
            bufferOf[i] = frame;
            describe(descriptors, batch, i, slot, frame, queue, handedOverNs);
        }
        return count;
    }

    private void copy(FrameBatch batch, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bufferOf[i] != NO_BUFFER) {
                copy(batch, i, bufferOf[i]);
            }
        }
    }

    private int referUntilUnclaimed(FrameBatch batch, int[] queueOf, int from, long handedOverNs) {
        long state = states.addressOf(0, queues.length * STATE_BYTES);
        int count = batch.count();
        for (int i = from; i < count; i++) {
            int queue = queueOf[i];
            if (Integer.compareUnsigned(queue, queues.length) >= 0) {
                continue;
            }
            long at = state + (queue & DescriptorTable.MAX_FIELD) * STATE_BYTES;
            long next = Memory.longAt(at + NEXT);
            if (next == Memory.longAt(at + LIMIT)) {
                return i;
            }
            Memory.putLongAt(at + NEXT, next + 1);
            long slot = Memory.longAt(at + FIRST_SLOT) + (next & slotMask);
            describe(descriptors, batch, i, slot, batch.address(i), queue, handedOverNs);
        }
        return count;
    }

    private static void describe(DescriptorTable descriptors, FrameBatch batch, int i, long slot, long frame, int queue,
            long handedOverNs) {
        long dueNs = batch.dueNs(i);
        descriptors.write(slot, dueNs, frame, handedOverNs - dueNs, batch.lengthBytes(i), queue,
                batch.flowAndSequence(i));
    }

    /** The next slot of a queue in the table of all, or -1 if the queue is full. */
    private long stage(int queue, int more) {
        long at = state(queue);
        long next = Memory.longAt(at + NEXT);
        if (next == Memory.longAt(at + LIMIT) && !claimMore(queue, more)) {
            return -1;
        }
        Memory.putLongAt(at + NEXT, next + 1);
        return Memory.longAt(at + FIRST_SLOT) + (next & slotMask);
    }

    private boolean claimMore(int queue, int more) {
        long at = state(queue);
        long next = Memory.longAt(at + NEXT);
        long published = Memory.longAt(at + PUBLISHED);
        long limit = published + queues[queue].ring().claim((int) (next - published) + more);
        Memory.putLongAt(at + LIMIT, limit);
        return limit > next;
    }

    /** Publishes what was offered since the last flush, each queue's frames at once. */
    public void flush() {
        for (int queue = 0; queue < queues.length; queue++) {
            long at = state(queue);
            long next = Memory.longAt(at + NEXT);
            int waiting = (int) (next - Memory.longAt(at + PUBLISHED));
            if (waiting > 0) {
                queues[queue].ring().publish(waiting);
                Memory.putLongAt(at + PUBLISHED, next);
            }
        }
    }

    private long state(int queue) {
        return states.addressOf(Objects.checkIndex(queue, queues.length) * STATE_BYTES, STATE_BYTES);
    }
}
