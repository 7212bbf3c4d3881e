package io.vmq.dispatch.ring;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.CacheLine;
import io.vmq.dispatch.memory.Memory;
import java.lang.foreign.Arena;
import java.util.Objects;

/**
 * The receive queues of all NICs as the one thread that fills them sees them. It offers the frames of steered batches and
 * flushes once a batch; each queue's consumer uses {@link #queue}.
 *
 * <p>
 * Either each slot of a queue owns a buffer, and so does each place of the {@link #batch}: where a frame is enqueued,
 * its buffer goes into the slot, and the one that was there becomes the batch's. So a frame is written once, where its
 * consumer reads it, and nothing is copied, allocated or freed. Or the source keeps its frames, and the descriptor says
 * where they lie.
 *
 * <p>
 * The descriptors of all queues are one table, so that a batch, whose frames go here and there, is one loop without a
 * look at any queue's object.
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

    private final RxQueue[] queues;
    private final DescriptorTable descriptors;
    /** Where all frames lie, in buffers or where the source keeps them. */
    private final Memory frames;
    private final FrameBatch batch;
    private final boolean ownsBuffers;
    private final int queueSlots;
    private final int slotMask;
    private final Memory states;

    private RxQueues(Arena arena, int count, int ringSlots, int spareSlots, Memory frames, FrameBatch batch,
            boolean ownsBuffers) {
        int capacity = ringSlots + spareSlots;
        slotMask = DescriptorTable.slotsFor(capacity) - 1;
        queueSlots = (int) queueSlots(capacity);
        descriptors = new DescriptorTable(arena, slotsInAll(count, capacity));
        this.frames = frames;
        this.batch = batch;
        this.ownsBuffers = ownsBuffers;
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
     *            what a buffer takes, as {@link io.vmq.dispatch.frame.Source#bufferBytes} says
     */
    public RxQueues(Arena arena, int count, int ringSlots, int spareSlots, int bufferBytes) {
        this(arena, count, ringSlots, spareSlots, bufferBytes, FrameBatch.DEFAULT_CAPACITY);
    }

    RxQueues(Arena arena, int count, int ringSlots, int spareSlots, int bufferBytes, int batchFrames) {
        // The batch's buffers, and behind them in the same memory one for each slot.
        this(arena, count, ringSlots, spareSlots, FrameBatch.withBuffers(
                Memory.allocate(arena,
                        (batchFrames + (long) slotsInAll(count, ringSlots + spareSlots))
                                * CacheLine.strideBytes(bufferBytes)),
                0, CacheLine.strideBytes(bufferBytes), batchFrames));
        long strideBytes = CacheLine.strideBytes(bufferBytes);
        for (int slot = 0; slot < count * queueSlots; slot++) {
            descriptors.write(slot, 0, (batchFrames + slot) * strideBytes, 0, 0, 0, 0);
        }
    }

    private RxQueues(Arena arena, int count, int ringSlots, int spareSlots, FrameBatch batch) {
        this(arena, count, ringSlots, spareSlots, batch.memory(), batch, true);
    }

    /** Empty queues for frames that stay where they are, all of them in {@code frames}, and are not written while queued. */
    public RxQueues(Arena arena, int count, int ringSlots, int spareSlots, Memory frames) {
        this(arena, count, ringSlots, spareSlots, frames, new FrameBatch(FrameBatch.DEFAULT_CAPACITY), false);
    }

    /**
     * Bytes outside the heap that such queues take, descriptors and buffers.
     *
     * @param bufferBytes
     *            as for the constructor; 0 if the source keeps its frames
     */
    public static long bytes(int count, int ringSlots, int spareSlots, int bufferBytes) {
        long strideBytes = bufferBytes == 0 ? 0 : CacheLine.strideBytes(bufferBytes);
        return count * queueSlots(ringSlots + spareSlots) * (DescriptorTable.DESCRIPTOR_BYTES + strideBytes);
    }

    private static long queueSlots(int capacity) {
        return DescriptorTable.slotsFor(capacity) + (long) GAP_SLOTS;
    }

    private static int slotsInAll(int count, int capacity) {
        if (count < 1 || count > DescriptorTable.MAX_FIELD || count * queueSlots(capacity) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(count + " queues of " + capacity + " slots: 1 to "
                    + DescriptorTable.MAX_FIELD + " queues, and fewer than 2^31 slots in all, expected");
        }
        return (int) (count * queueSlots(capacity));
    }

    public int count() {
        return queues.length;
    }

    /**
     * The batch that brings the frames. Where slots own buffers, no other batch may be offered; where the source keeps its
     * frames, others do as well, if their frames are in the same memory.
     */
    public FrameBatch batch() {
        return batch;
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
        expectOurs(batch);
        int next = offerUntilUnclaimed(batch, queueOf, from, handedOverNs);
        while (next < batch.count() && claimMore(queueOf[next], batch.capacity())) {
            next = offerUntilUnclaimed(batch, queueOf, next, handedOverNs);
        }
        return next;
    }

    /** As {@link #offer} for one frame and one queue; returns whether the queue took it. */
    public boolean offerOne(FrameBatch batch, int i, int queue, long handedOverNs) {
        expectOurs(batch);
        long slot = stage(queue, batch.capacity());
        if (slot < 0) {
            return false;
        }
        enqueue(batch, i, slot, queue, handedOverNs);
        return true;
    }

    private void expectOurs(FrameBatch offered) {
        if (offered.memory() != frames || (ownsBuffers && offered != batch)) {
            throw new IllegalArgumentException("the batch's frames are not where those of these queues lie");
        }
    }

    /**
     * Offers frames as long as each finds a slot that was claimed before. All that the loop calls is inlined, so that the
     * compiler keeps in registers what does not change; claiming is outside.
     */
    private int offerUntilUnclaimed(FrameBatch batch, int[] queueOf, int from, long handedOverNs) {
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
            enqueue(batch, i, Memory.longAt(at + FIRST_SLOT) + (next & slotMask), queue, handedOverNs);
        }
        return count;
    }

    private void enqueue(FrameBatch batch, int i, long slot, int queue, long handedOverNs) {
        long frame = batch.address(i);
        if (ownsBuffers) {
            batch.takeBuffer(i, descriptors.frame(slot));
        }
        describe(descriptors, batch, i, slot, frame, queue, handedOverNs);
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
        DescriptorRing ring = queues[queue].ring();
        long limit = published + ring.claim((int) (next - published) + more);
        assert limit <= next || ring.claimedSlot((int) (next - published)) == (next & slotMask);
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
