package io.vmq.bench.path;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;

/** A frame's descriptor as an object, for queues that carry objects, and where the buffer lies that goes with it for good. */
final class FrameCarrier {

    private final long buffer;
    private long dueNs;
    private long flowAndSequence;
    /** Handed over, although the second core does not ask for it here. */
    int lengthBytes;

    FrameCarrier(long buffer) {
        this.buffer = buffer;
    }

    /** First core: takes a frame of the batch, its bytes into the buffer. */
    void write(FrameBatch batch, int i, Memory frames) {
        batch.memory().copyLinesTo(batch.address(i), frames, buffer, batch.storedBytes(i));
        dueNs = batch.dueNs(i);
        flowAndSequence = batch.flowAndSequence(i);
        lengthBytes = batch.lengthBytes(i);
    }

    /** Second core: touches the frame. */
    void read(Memory frames, Checked to) {
        to.frame(frames.i64Be(buffer), (int) flowAndSequence, (int) (flowAndSequence >>> Integer.SIZE), dueNs);
    }
}
