package io.vmq.nic.capture;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.memory.Memory;
import java.lang.foreign.Arena;
import java.util.Optional;

/**
 * The frames of a capture file, at least one, in the order of the file. The bytes stay in the mapped file, which must
 * not be shortened meanwhile; neither they nor the index of the frames need heap.
 *
 * <p>
 * Never changes, and any thread may read it until it is closed. Frames are counted from 0 here, and from 1 in
 * messages, as Wireshark does.
 */
public final class Capture implements AutoCloseable {

    private final String name;
    private final Arena arena;
    private final Memory memory;
    private final FrameIndex frames;
    private final Optional<String> truncation;
    private final double meanWireBytes;

    /** Takes over the arena, from which the memory and the index come. */
    Capture(String name, Arena arena, Memory memory, FrameIndex frames, Optional<String> truncation) {
        this.name = name;
        this.arena = arena;
        this.memory = memory;
        this.frames = frames;
        this.truncation = truncation;
        long wireBytes = 0;
        for (int i = 0; i < frames.count(); i++) {
            wireBytes += wireBytes(i);
        }
        meanWireBytes = (double) wireBytes / frames.count();
    }

    /** The file, as it was named. */
    public String name() {
        return name;
    }

    /** How many frames there are. */
    public int count() {
        return frames.count();
    }

    /** What the addresses point into; read-only. */
    public Memory memory() {
        return memory;
    }

    /** Offset in {@link #memory()} of the frame's first byte. */
    public long address(int i) {
        return frames.address(i);
    }

    /** Bytes of the frame that the capture holds, without FCS. */
    public int storedBytes(int i) {
        return frames.storedBytes(i);
    }

    /** Bytes that the frame had, without FCS; never fewer than {@link #storedBytes}. */
    public int originalBytes(int i) {
        return frames.originalBytes(i);
    }

    /** What the frame counts on a wire: padded to the minimum, FCS counted. */
    public int wireBytes(int i) {
        return EthernetLayout.wireLengthBytes(frames.originalBytes(i));
    }

    public double meanWireBytes() {
        return meanWireBytes;
    }

    /**
     * When the frame was captured, ns after the first one, never before the frame in front of it: a stamp that goes
     * back is raised to the latest before it. A frame without a stamp (pcapng's simple packets) counts with the one
     * before.
     */
    public long timestampNs(int i) {
        return frames.timestampNs(i);
    }

    /** Whether the link type of the frame's interface is Ethernet. */
    public boolean isEthernet(int i) {
        return frames.isEthernet(i);
    }

    /** Where the file was cut, such as "cut in frame 17 at byte 1234"; empty if it is whole. */
    public Optional<String> truncation() {
        return truncation;
    }

    /** Gives the memory back; no batch may point to its frames any more. */
    @Override
    public void close() {
        arena.close();
    }
}
