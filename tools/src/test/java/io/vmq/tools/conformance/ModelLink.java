package io.vmq.tools.conformance;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.FilterTable;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.dispatch.steering.Steering;
import io.vmq.dispatch.steering.VmqSteering;
import io.vmq.nic.port.FrameSender;
import io.vmq.nic.port.Port;
import io.vmq.nic.port.PortQueue;
import io.vmq.nic.port.StampSource;
import io.vmq.nic.port.SteeredBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A wire and a NIC behind it, in memory: frames are steered by their bytes, wait in queues, and are read as they came. */
final class ModelLink {

    private static final int MOST_BYTES = 256;

    private final List<ModelQueue> queues = new ArrayList<>();
    private final Steering steering;
    private int sent;
    private IntPredicate isLost = _ -> false;
    private IntPredicate isDoubled = _ -> false;
    private boolean takesTagsOut;
    private int refusals;
    private int failsAfter = Integer.MAX_VALUE;

    ModelLink(int queueCount, Steering steering) {
        this.steering = steering;
        for (int i = 0; i < queueCount; i++) {
            queues.add(new ModelQueue());
        }
    }

    static ModelLink filtering(int queueCount, List<ReceiveFilter> filters) {
        return new ModelLink(queueCount, new VmqSteering(new FilterTable(filters)));
    }

    /** Frames for which this holds, counted from 0, get lost on the wire. */
    ModelLink losing(IntPredicate lost) {
        isLost = lost;
        return this;
    }

    ModelLink doubling(IntPredicate doubled) {
        isDoubled = doubled;
        return this;
    }

    /** Takes the outer tag out before the filters look, as rx-vlan-offload does. */
    ModelLink takingTagsOut() {
        takesTagsOut = true;
        return this;
    }

    /** Says so often that there is no room. */
    ModelLink refusing(int times) {
        refusals = times;
        return this;
    }

    /** Fails when so many frames have been sent. */
    ModelLink failingAfter(int frames) {
        failsAfter = frames;
        return this;
    }

    /** A frame of somebody else. */
    void addForeign(int queue, byte[] frame) {
        queues.get(queue).frames.add(frame);
    }

    private void take(byte[] frame) {
        int number = sent++;
        if (number >= failsAfter || isLost.test(number)) {
            return;
        }
        byte[] shown = takesTagsOut && frame[12] == (byte) 0x81 && frame[13] == 0 ? withoutTag(frame) : frame;
        FrameBatch one = new FrameBatch(1);
        one.begin(Memory.copyOf(shown));
        one.add(0, shown.length, shown.length + 4, true, 0, 0, 0, 0);
        int[] queue = new int[1];
        steering.steer(one, queue);
        for (int times = isDoubled.test(number) ? 2 : 1; times > 0; times--) {
            queues.get(queue[0]).frames.add(shown);
        }
    }

    private static byte[] withoutTag(byte[] frame) {
        byte[] shown = Arrays.copyOf(frame, frame.length - 4);
        System.arraycopy(frame, 16, shown, 12, shown.length - 12);
        return shown;
    }

    private static final class ModelQueue implements PortQueue {

        private final Queue<byte[]> frames = new ArrayDeque<>();
        private byte[] current = new byte[0];

        @Override
        public boolean next() {
            byte[] next = frames.poll();
            current = next == null ? current : next;
            return next != null;
        }

        @Override
        public long stampNs() {
            return 0;
        }

        @Override
        public int lengthBytes() {
            return current.length + 4;
        }

        @Override
        public int copyTo(Memory memory, long offset, int room) {
            int bytes = Math.min(room, current.length);
            memory.put(offset, current, 0, bytes);
            return bytes;
        }

        @Override
        public int hash() {
            return 0;
        }
    }

    Port port() {
        return new Port() {

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
                return SteeredBy.FILTERS;
            }

            @Override
            public PortQueue queue(int index) {
                return queues.get(index);
            }

            @Override
            public boolean await(int timeoutMs) {
                return queues.stream().anyMatch(queue -> !queue.frames.isEmpty());
            }

            @Override
            public void setFilters(List<ReceiveFilter> filters) {
                throw new UnsupportedOperationException();
            }

            @Override
            public long mostDelayNs() {
                return 0;
            }

            @Override
            public long lostFrames() {
                return 0;
            }

            @Override
            public @Nullable String failure() {
                return sent > failsAfter ? "the interface went down" : null;
            }

            @Override
            public StampSource stamps() {
                return new StampSource("none", "model", 1);
            }

            @Override
            public void close() {
                queues.forEach(queue -> queue.frames.clear());
            }
        };
    }

    FrameSender sender() {
        return new FrameSender() {

            @Override
            public int send(FrameBatch batch, int from) {
                if (refusals > 0) {
                    refusals--;
                    return 0;
                }
                // Never all at once: who sends has to come back for the rest.
                int count = Math.min(batch.count() - from, 10);
                for (int i = from; i < from + count; i++) {
                    byte[] frame = new byte[Math.min(MOST_BYTES, batch.storedBytes(i))];
                    batch.memory().get(batch.address(i), frame, 0, frame.length);
                    take(frame);
                }
                return count;
            }

            @Override
            public void await(int timeoutMs) {
                // There is room whenever it is asked for.
            }

            @Override
            public long failedFrames() {
                return 0;
            }

            @Override
            public @Nullable String failure() {
                return null;
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }
}
