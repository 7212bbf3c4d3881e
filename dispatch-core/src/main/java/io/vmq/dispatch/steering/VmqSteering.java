package io.vmq.dispatch.steering;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;

/**
 * Sends each frame to the queue of the VM that it is addressed to, by receive filters; all others go to default queue
 * 0. Stateless, for any thread.
 */
public final class VmqSteering implements Steering {

    private final FilterTable filters;

    public VmqSteering(FilterTable filters) {
        this.filters = filters;
    }

    @Override
    public void steer(FrameBatch in, int[] queueOut) {
        Memory memory = in.memory();
        FilterTable filters = this.filters;
        int count = in.count();
        for (int i = 0; i < count; i++) {
            queueOut[i] = filters.queueFor(memory, in.address(i), in.storedBytes(i));
        }
    }
}
