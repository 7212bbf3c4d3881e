package io.vmq.bench.nic;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.CacheLine;
import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.arrival.PortSource;
import io.vmq.nic.port.Port;
import io.vmq.nic.port.PortQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the queues of a port in turn, frame by frame: copies each with its stamp into a batch. */
final class PortReading extends JavaReading {

    private static final long STRIDE_BYTES = CacheLine.strideBytes(PortSource.BUFFER_BYTES);

    private final Port port;
    private final PortQueue[] queues;
    private final FrameBatch batch = FrameBatch.withBuffers(
            Memory.allocate(FrameBatch.DEFAULT_CAPACITY * STRIDE_BYTES), 0, STRIDE_BYTES, FrameBatch.DEFAULT_CAPACITY);
    private int turn;

    /** Reads a port, and closes it in the end. */
    PortReading(Port port) {
        this.port = port;
        queues = IntStream.range(0, port.queueCount()).mapToObj(port::queue).toArray(PortQueue[]::new);
    }

    @Override
    int read() {
        batch.begin();
        for (int i = 0; i < queues.length && batch.count() == 0; i++) {
            PortQueue queue = queues[turn];
            turn = turn + 1 == queues.length ? 0 : turn + 1;
            read(queue);
        }
        return batch.count();
    }

    private void read(PortQueue queue) {
        while (!batch.isFull() && queue.next()) {
            long address = batch.address(batch.count());
            int stored = queue.copyTo(batch.memory(), address, PortSource.BUFFER_BYTES);
            batch.add(address, stored, queue.lengthBytes(), true, queue.stampNs(), 0, 0, 0);
        }
    }

    @Override
    void await(int timeoutMs) {
        port.await(timeoutMs);
    }

    @Override
    long lostFrames() {
        return port.lostFrames();
    }

    @Override
    @Nullable
    String failure() {
        return port.failure();
    }

    @Override
    public void close() {
        port.close();
    }
}
