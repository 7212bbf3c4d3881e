package io.vmq.nic.arrival;

import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.nic.port.Port;
import io.vmq.nic.port.PortException;
import io.vmq.nic.port.PortQueue;
import io.vmq.nic.port.StampSource;
import io.vmq.nic.port.SteeredBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A port whose queues hold what a test puts there. */
final class ModelPort implements Port {

    static final long DELAY_NS = 3_000_000;

    /** A frame that waits in a queue. */
    private static final class Waiting {

        private final long stampNs;
        private final byte[] bytes;

        private Waiting(long stampNs, byte[] bytes) {
            this.stampNs = stampNs;
            this.bytes = bytes.clone();
        }
    }

    private final SteeredBy steeredBy;
    private final List<Deque<Waiting>> queues;
    private final List<List<ReceiveFilter>> filtersSet = new ArrayList<>();
    private boolean open = true;
    private boolean refuses;

    ModelPort(SteeredBy steeredBy, int queueCount) {
        this.steeredBy = steeredBy;
        queues = Stream.generate(() -> (Deque<Waiting>) new ArrayDeque<Waiting>()).limit(queueCount).toList();
    }

    void put(int queue, long stampNs, byte[] bytes) {
        queues.get(queue).add(new Waiting(stampNs, bytes));
    }

    ModelPort refusingFilters() {
        refuses = true;
        return this;
    }

    List<List<ReceiveFilter>> filtersSet() {
        return filtersSet;
    }

    boolean isOpen() {
        return open;
    }

    @Override
    public String backend() {
        return "model";
    }

    @Override
    public int queueCount() {
        return queues.size();
    }

    @Override
    public SteeredBy steeredBy() {
        return steeredBy;
    }

    @Override
    public PortQueue queue(int index) {
        return new ModelQueue(queues.get(index));
    }

    @Override
    public boolean await(int timeoutMs) {
        return queues.stream().anyMatch(queue -> !queue.isEmpty());
    }

    @Override
    public void setFilters(List<ReceiveFilter> filters) throws PortException {
        if (refuses) {
            throw new PortException("no room for so many filters");
        }
        filtersSet.add(filters);
    }

    @Override
    public long mostDelayNs() {
        return DELAY_NS;
    }

    @Override
    public long lostFrames() {
        return 0;
    }

    @Override
    public @Nullable String failure() {
        return null;
    }

    @Override
    public StampSource stamps() {
        return new StampSource("CLOCK_REALTIME", "a test", 1);
    }

    @Override
    public void close() {
        open = false;
    }

    private static final class ModelQueue implements PortQueue {

        private final Deque<Waiting> waiting;
        private Waiting frame = new Waiting(0, new byte[0]);

        private ModelQueue(Deque<Waiting> waiting) {
            this.waiting = waiting;
        }

        @Override
        public boolean next() {
            Waiting next = waiting.poll();
            if (next == null) {
                return false;
            }
            frame = next;
            return true;
        }

        @Override
        public long stampNs() {
            return frame.stampNs;
        }

        @Override
        public int lengthBytes() {
            return Math.max(64, frame.bytes.length + 4);
        }

        @Override
        public int copyTo(Memory memory, long offset, int room) {
            int bytes = Math.min(room, frame.bytes.length);
            memory.put(offset, frame.bytes, 0, bytes);
            return bytes;
        }

        @Override
        public int hash() {
            return 0;
        }
    }
}
