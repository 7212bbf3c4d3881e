package io.vmq.dispatch.steering;

/** How full the receive queues are, for policies that balance by it. Only the steering's own thread may ask. */
@FunctionalInterface
public interface QueueDepths {

    /** Frames in the ring of {@code queue} that no core has begun to serve, as the steering's thread can see it. */
    int depth(int queue);
}
