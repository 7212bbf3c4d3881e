package io.vmq.bench.path;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.CacheLine;
import io.vmq.dispatch.memory.Memory;
import java.lang.foreign.Arena;

/**
 * Frames that are written when they are asked for, 64 bytes each, of flows in random order without a period that a
 * predictor could learn. Every frame carries its number within its flow. One thread uses it.
 */
final class WrittenFrames {

    private static final int BATCH = FrameBatch.DEFAULT_CAPACITY;
    /** In the payload of a UDP frame. */
    private static final int NUMBER_OFFSET = 48;
    /** One draw gives the flows of so many frames. */
    private static final int FLOWS_PER_DRAW = Long.BYTES;
    private static final int FLOW_BITS = Long.SIZE / FLOWS_PER_DRAW;
    private static final int FLOW_MASK = Guests.FLOWS - 1;

    private final Memory templates;
    private final FrameBatch batch;
    private final int[] flowOf = new int[BATCH];
    private final int[] sent = new int[Guests.FLOWS];
    private long random = 0x9E37_79B9_7F4A_7C15L;

    /**
     * @param batch
     *            what the frames come in, with buffers of a cache line
     */
    WrittenFrames(Arena arena, FrameBatch batch) {
        this.batch = batch;
        assert batch.capacity() == BATCH && Guests.FLOWS == 1 << FLOW_BITS && BATCH % FLOWS_PER_DRAW == 0;
        templates = Memory.allocate(arena, (long) Guests.FLOWS * CacheLine.BYTES);
        for (int flow = 0; flow < Guests.FLOWS; flow++) {
            Guests.writeFrame(flow, templates, (long) flow * CacheLine.BYTES);
        }
    }

    /** A full batch of frames due at {@code nowNs}; valid until the next call. Made in passes, because each is then a small loop. */
    FrameBatch next(long nowNs) {
        drawFlows();
        number(nowNs);
        write();
        return batch;
    }

    private void drawFlows() {
        for (int i = 0; i < BATCH; i += FLOWS_PER_DRAW) {
            long flows = draw();
            for (int j = 0; j < FLOWS_PER_DRAW; j++) {
                flowOf[i + j] = (int) flows & FLOW_MASK;
                flows >>>= FLOW_BITS;
            }
        }
    }

    private void number(long nowNs) {
        batch.begin();
        for (int i = 0; i < BATCH; i++) {
            int flow = flowOf[i];
            int number = sent[flow];
            sent[flow] = number + 1;
            batch.add(batch.address(i), Guests.STORED_BYTES, EthernetLayout.MIN_FRAME_BYTES, true, nowNs, 0,
                    flow,
                    number);
        }
    }

    private void write() {
        Memory buffers = batch.memory();
        for (int i = 0; i < BATCH; i++) {
            long at = batch.address(i);
            Lines.copy(templates, (long) flowOf[i] * CacheLine.BYTES, buffers, at);
            Memory.putLongAt(buffers.addressOf(at + NUMBER_OFFSET, Long.BYTES), batch.sequence(i));
        }
    }

    /** Marsaglia's xorshift, then a multiplication (xorshift64*). */
    private long draw() {
        random ^= random >>> 12;
        random ^= random << 25;
        random ^= random >>> 27;
        return random * 0x2545_F491_4F6C_DD1DL;
    }
}
