package io.vmq.tools.steer;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.TransformedInput;
import java.lang.foreign.Arena;

/** Copies frames, and makes of the copies what a NIC hashes in place of the frames. For one thread. */
final class TransformedFrames {

    private final TransformedInput input;
    private final FrameBatch copies = new FrameBatch(FrameBatch.DEFAULT_CAPACITY);

    TransformedFrames(TransformedInput input) {
        this.input = input;
    }

    /** The copies, in the order of the frames; they last until the next call. */
    FrameBatch of(FrameBatch frames) {
        long bytes = 1;
        for (int i = 0; i < frames.count(); i++) {
            bytes += frames.storedBytes(i);
        }
        Memory memory = Memory.allocate(Arena.ofAuto(), bytes);
        copies.begin(memory);
        long at = 0;
        for (int i = 0; i < frames.count(); i++) {
            int stored = frames.storedBytes(i);
            frames.memory().copyTo(frames.address(i), memory, at, stored);
            input.apply(memory, at, stored);
            copies.add(at, stored, frames.lengthBytes(i), true, 0, 0, 0, 0);
            at += stored;
        }
        return copies;
    }
}
