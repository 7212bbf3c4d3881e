package io.vmq.nic.port;

import io.vmq.dispatch.frame.FrameBatch;
import org.jspecify.annotations.Nullable;

/** Puts frames on a wire. One thread uses it; nothing is allocated per frame. */
public interface FrameSender extends AutoCloseable {

    /**
     * Sends the frames of a batch from place {@code from} on, in order, without waiting for room.
     *
     * @return how many of them were taken over, 0 if there is no room now; their buffers may be used again
     */
    int send(FrameBatch batch, int from);

    /** Waits until there may be room for frames, at most {@code timeoutMs} ms. */
    void await(int timeoutMs);

    /** Frames that were taken over and that the system said it dropped. */
    long failedFrames();

    /** Why nothing more can be sent, in a few words; null while the sender works. */
    @Nullable
    String failure();

    /** Most bytes behind the Ethernet header and one VLAN tag that a frame may have here, without FCS. */
    default int mtuBytes() {
        return Integer.MAX_VALUE;
    }

    /** Gives back what the system holds for the sender; what was taken over is still sent. */
    @Override
    void close();
}
