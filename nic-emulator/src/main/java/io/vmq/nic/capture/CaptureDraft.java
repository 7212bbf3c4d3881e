package io.vmq.nic.capture;

import io.vmq.dispatch.memory.Memory;
import java.lang.foreign.Arena;
import java.util.Optional;

/** What a format's reader has found so far: checks each frame, puts the stamps in order, words the refusals. */
final class CaptureDraft {

    /**
     * The most that a frame may hold or have held: what tcpdump takes, and more than any segmentation offload makes.
     */
    static final int MAX_FRAME_BYTES = 262_144;

    private static final int LINK_TYPE_ETHERNET = 1;

    private final String name;
    private final FrameIndex frames;
    private Optional<String> truncation = Optional.empty();
    private boolean stamped;
    private long firstStampNs;
    private long lastNs;

    CaptureDraft(String name, Arena arena) {
        this.name = name;
        frames = new FrameIndex(arena);
    }

    /** Frames counted from 1; what is read now. */
    int nextFrame() {
        return frames.count() + 1;
    }

    /** The captured length of the frame that is read now, checked. */
    int frameBytes(long lengthField) throws CaptureException {
        if (lengthField > MAX_FRAME_BYTES) {
            throw refused("frame " + nextFrame() + " claims " + lengthField + " bytes, but at most " + MAX_FRAME_BYTES
                    + " are possible");
        }
        return (int) lengthField;
    }

    /** The time of the frames that follow: ns since 1970, as recorded. */
    void stamp(long stampNs) {
        if (!stamped) {
            stamped = true;
            firstStampNs = stampNs;
        }
        lastNs = Math.max(lastNs, stampNs - firstStampNs);
    }

    /** Appends a frame whose lengths {@link #frameBytes} checked. Some writers leave out the original length. */
    void add(long address, int storedBytes, int originalBytes, int linkType) throws CaptureException {
        if (frames.count() == Integer.MAX_VALUE) {
            throw refused("it holds more than " + Integer.MAX_VALUE + " frames");
        }
        frames.add(address, lastNs, storedBytes, Math.max(storedBytes, originalBytes), linkType == LINK_TYPE_ETHERNET);
    }

    /** The file ends at this byte in the frame that is read now. */
    void cutInFrame(long atByte) {
        truncation = Optional.of("cut in frame " + nextFrame() + " at byte " + atByte);
    }

    /** The file ends at this byte in something else. */
    void cutAfterFrame(long atByte) {
        truncation = Optional.of("cut after frame " + frames.count() + " at byte " + atByte);
    }

    CaptureException refused(String why) {
        return new CaptureException("capture " + name + " is damaged: " + why);
    }

    /** The capture, if it holds any frame. */
    Capture finish(Arena arena, Memory memory) throws CaptureException {
        if (frames.count() == 0) {
            throw new CaptureException(
                    "capture " + name + " holds no frames" + truncation.map(cut -> " (" + cut + ")").orElse(""));
        }
        return new Capture(name, arena, memory, frames, truncation);
    }
}
