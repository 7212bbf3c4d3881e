package io.vmq.bench.path;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;

/**
 * A frame's descriptor as an object, for queues that carry objects, and where its buffer lies. As in the product's own
 * queues, the buffer of an enqueued frame goes along, and the batch gets the one that was here.
 */
final class FrameCarrier {

    private long buffer;
    private long dueNs;
    private long flowAndSequence;
    /** Handed over, although the second core does not ask for it here. */
    int lengthBytes;

    FrameCarrier(long buffer) {
        this.buffer = buffer;
    }

    /** First core: takes a frame of the batch, with its buffer. */
    void write(FrameBatch batch, int i) {
        exchangeBuffers(batch, i);
        dueNs = batch.dueNs(i);
        flowAndSequence = batch.flowAndSequence(i);
        lengthBytes = batch.lengthBytes(i);
    }

    /** First core: gives the frame back to its place in the batch, because the queue was full. */
    void giveBack(FrameBatch batch, int i) {
        exchangeBuffers(batch, i);
    }

    private void exchangeBuffers(FrameBatch batch, int i) {
        long frame = batch.address(i);
        batch.takeBuffer(i, buffer);
        buffer = frame;
    }

    /** Second core: touches the frame. */
    void read(Memory frames, Checked to) {
        to.frame(frames.i64Be(buffer), (int) flowAndSequence, (int) (flowAndSequence >>> Integer.SIZE), dueNs);
    }
}
