package io.vmq.dispatch.steering;

import io.vmq.dispatch.frame.FrameBatch;

/**
 * Decides, from the bytes of each frame, which receive queue it goes to.
 *
 * <p>
 * One thread calls a steering, a batch at a time. It may read {@link FrameBatch#memory()}, {@link FrameBatch#address},
 * {@link FrameBatch#storedBytes} and {@link FrameBatch#lengthBytes}, and what its {@link SteeringContext} offered; it must
 * not read the source's notes (due time, flow, sequence), which real hardware does not have. Every frame holds at least an
 * Ethernet header. It must not allocate, block or throw once it runs.
 */
public interface Steering {

    /**
     * Writes the queue of frame {@code i} to {@code queueOut[i]}, for each of the {@link FrameBatch#count()} frames. A number
     * that is not the index of a queue drops the frame as {@link io.vmq.dispatch.frame.DropReason#NO_QUEUE}.
     */
    void steer(FrameBatch in, int[] queueOut);
}
