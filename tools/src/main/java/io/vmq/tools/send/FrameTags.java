package io.vmq.tools.send;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.nic.traffic.FrameTag;

/**
 * Puts a {@link FrameTag} into each frame of a batch that has room for it, and takes it out again, since the source counts on
 * payload of zeros. One thread uses it.
 */
final class FrameTags {

    private final boolean wanted;
    private final int[] places;
    private long tagged;

    FrameTags(boolean wanted, int batchFrames) {
        this.wanted = wanted;
        places = new int[batchFrames];
    }

    void write(FrameBatch batch) {
        for (int i = 0; wanted && i < batch.count(); i++) {
            int place = FrameTag.placeIn(batch.memory(), batch.address(i), batch.storedBytes(i));
            places[i] = place;
            if (place != FrameTag.NONE) {
                FrameTag.write(batch.memory(), batch.address(i), place, batch.flow(i), batch.sequence(i));
            }
        }
    }

    /** Frame {@code i} of the batch was sent. */
    void sent(int i) {
        if (wanted && places[i] != FrameTag.NONE) {
            tagged++;
        }
    }

    void wipe(FrameBatch batch) {
        for (int i = 0; wanted && i < batch.count(); i++) {
            if (places[i] != FrameTag.NONE) {
                FrameTag.wipe(batch.memory(), batch.address(i), places[i]);
            }
        }
    }

    /** Frames sent with a tag. */
    long tagged() {
        return tagged;
    }
}
