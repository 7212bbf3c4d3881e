package io.vmq.bench.path;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.CacheLine;
import io.vmq.dispatch.memory.Memory;
import java.lang.foreign.Arena;
import java.nio.ByteOrder;
import org.agrona.BitUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RecordDescriptor;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Agrona's one-to-one ring of messages off-heap: a frame is copied in place between claim and commit, behind its
 * descriptor, and read in place by a handler. (A message leaves nothing behind that could be exchanged for it.) Such a
 * ring has a power of two of bytes, not of frames, so it holds at least {@link #DEPTH} and less than twice that.
 */
final class AgronaLink implements FrameLink {

    private static final int MESSAGE_TYPE = 1;
    private static final int DUE = 0;
    private static final int FLOW_AND_SEQUENCE = 8;
    private static final int LENGTH = 16;
    private static final int FRAME = 24;
    private static final int MESSAGE_BYTES = FRAME + CacheLine.BYTES;
    private static final int RECORD_BYTES = BitUtil.align(RecordDescriptor.HEADER_LENGTH + MESSAGE_BYTES,
            RecordDescriptor.ALIGNMENT);
    private static final int RING_BYTES = BitUtil.findNextPositivePowerOfTwo(DEPTH * RECORD_BYTES);
    /** The ring's own counters follow it, and keep rings from lying a power of two apart. */
    private static final int STRIDE_BYTES = RING_BYTES + RingBufferDescriptor.TRAILER_LENGTH;

    private final Memory memory;
    private final FrameBatch batch;
    private final OneToOneRingBuffer[] rings = new OneToOneRingBuffer[Guests.QUEUES];
    private @Nullable Reader reader;

    AgronaLink(Arena arena) {
        memory = Memory.allocate(arena, (long) Guests.QUEUES * STRIDE_BYTES);
        batch = FrameBatch.withBuffers(
                Memory.allocate(arena, (long) FrameBatch.DEFAULT_CAPACITY * CacheLine.BYTES), 0, CacheLine.BYTES,
                FrameBatch.DEFAULT_CAPACITY);
        for (int queue = 0; queue < rings.length; queue++) {
            long address = memory.addressOf((long) queue * STRIDE_BYTES, STRIDE_BYTES);
            rings[queue] = new OneToOneRingBuffer(new UnsafeBuffer(address, STRIDE_BYTES));
        }
    }

    @Override
    public FrameBatch batch() {
        return batch;
    }

    @Override
    public int send(FrameBatch batch, int[] queueOf, int from) {
        int count = batch.count();
        for (int i = from; i < count; i++) {
            int queue = queueOf[i];
            RingBuffer ring = rings[queue];
            int at = ring.tryClaim(MESSAGE_TYPE, MESSAGE_BYTES);
            if (at == RingBuffer.INSUFFICIENT_CAPACITY) {
                return i;
            }
            describe(batch, i, ring.buffer(), at);
            Lines.copy(batch.memory(), batch.address(i), memory, (long) queue * STRIDE_BYTES + at + FRAME);
            ring.commit(at);
        }
        return count;
    }

    private static void describe(FrameBatch batch, int i, MutableDirectBuffer buffer, int at) {
        buffer.putLong(at + DUE, batch.dueNs(i));
        buffer.putLong(at + FLOW_AND_SEQUENCE, batch.flowAndSequence(i));
        buffer.putInt(at + LENGTH, batch.lengthBytes(i));
    }

    @Override
    public int receive(int queue, Checked to) {
        Reader handler = readerTo(to);
        int taken = rings[queue].read(handler, POLL_LIMIT);
        // A read ends at the end of the memory, so it may have passed what is unused there and no more.
        return taken > 0 ? taken : rings[queue].read(handler, POLL_LIMIT);
    }

    private Reader readerTo(Checked to) {
        Reader known = reader;
        if (known == null || known.to != to) {
            known = new Reader(to);
            reader = known;
        }
        return known;
    }

    private record Reader(Checked to) implements MessageHandler {

        @Override
        public void onMessage(int type, MutableDirectBuffer buffer, int at, int lengthBytes) {
            long flowAndSequence = buffer.getLong(at + FLOW_AND_SEQUENCE);
            to.frame(buffer.getLong(at + FRAME, ByteOrder.BIG_ENDIAN), (int) flowAndSequence,
                    (int) (flowAndSequence >>> Integer.SIZE), buffer.getLong(at + DUE));
        }
    }
}
