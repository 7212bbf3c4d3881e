package io.vmq.bench.path;

import io.vmq.dispatch.frame.FrameBatch;

/**
 * Carries frames from one core to the other through {@link Guests#QUEUES} bounded queues of {@value #DEPTH} frames.
 * What comes out of a queue came in there, in that order, with its 64 bytes.
 */
interface FrameLink {

    /** Frames that a queue holds; a power of two, which some libraries insist on. */
    int DEPTH = 2_048;

    /** Most frames that are taken from a queue at once. */
    int POLL_LIMIT = 64;

    /** The batch that brings the frames, with buffers for them. */
    FrameBatch batch();

    /**
     * First core: puts each frame of the batch from {@code from} on into its queue and makes all of them visible.
     *
     * @return the first frame that found its queue full, behind which none was sent; or the count of the batch
     */
    int send(FrameBatch batch, int[] queueOf, int from);

    /** Second core: takes up to {@link #POLL_LIMIT} frames from a queue; returns how many there were. */
    int receive(int queue, Checked to);
}
