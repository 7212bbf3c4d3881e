package io.vmq.dispatch.steering;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;

/**
 * Sends each frame to the queue of the VM that it is addressed to, by receive filters; all others go to default queue 0.
 * Stateless, but for one thread: it keeps the keys of the batch in hand in a field.
 */
public final class VmqSteering implements Steering {

    private final FilterTable filters;
    private final long[] keys = new long[FrameBatch.DEFAULT_CAPACITY];

    public VmqSteering(FilterTable filters) {
        this.filters = filters;
    }

    @Override
    public void steer(FrameBatch in, int[] queueOut) {
        int count = in.count();
        for (int from = 0; from < count; from += keys.length) {
            steer(in, from, Math.min(count, from + keys.length), queueOut);
        }
    }

    private void steer(FrameBatch in, int from, int to, int[] queueOut) {
        Memory memory = in.memory();
        for (int i = from; i < to; i++) {
            keys[i - from] = FilterTable.keyOf(memory, in.address(i), in.storedBytes(i));
        }
        for (int i = from; i < to; i++) {
            queueOut[i] = filters.queueFor(keys[i - from]);
        }
    }
}
