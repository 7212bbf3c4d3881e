package io.vmq.dispatch.engine;

import io.vmq.dispatch.frame.FrameBatch;

/** The last step of the source's thread: gives steered frames to whoever serves their queues. */
interface HandOver {

    /**
     * Gives every frame of the batch that has a queue to that queue, and publishes.
     *
     * @param handedOverNs
     *            the moment of the hand-over, ns since the trial began
     * @param time
     *            the trial's time, for a hand-over that has to wait
     */
    void give(FrameBatch batch, int[] queueOf, long handedOverNs, TrialClock time);

    /** Frames waiting in a queue, as the source's thread can see it. */
    int depth(int queue);
}
