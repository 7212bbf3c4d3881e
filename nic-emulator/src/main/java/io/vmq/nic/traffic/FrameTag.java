package io.vmq.nic.traffic;

import io.vmq.dispatch.memory.Memory;

/**
 * A note in the payload of a sent frame that says which frame of which flow it is, so that whoever receives it can tell
 * loss, order and delay. Any thread may call; nothing is kept.
 *
 * <pre>
 *  0        2               6               10          12
 * +--------+---------------+---------------+-----------+
 * | 0x5651 | flow          | sequence      | complement|
 * +--------+---------------+---------------+-----------+
 * </pre>
 *
 * The tag is the last twelve bytes at an even offset of the packet: of what IPv4 or IPv6 say is the packet, so that padding
 * behind it means nothing; an ARP packet, which has no payload, carries it in the padding of its frame. The complement makes
 * the six words add up to all ones in one's complement arithmetic, which is zero there: TCP and UDP checksums (RFC 1071)
 * over a payload that was zero stay right, also where the payload is cut into fragments.
 */
public final class FrameTag {

    /** What a frame has that has no tag, or no room for one. */
    public static final int NONE = -1;
    public static final int BYTES = 12;

    private static final int MAGIC = 0x5651;
    private static final int FLOW = 2;
    private static final int SEQUENCE = 6;
    private static final int COMPLEMENT = 10;
    private static final long LOW_HALF = 0xFFFF_FFFFL;

    private FrameTag() {}

    /**
     * Where the tag of a frame is, or would be.
     *
     * @param frame
     *            offset of the frame's first byte
     * @param storedBytes
     *            bytes at hand there, without FCS
     * @return bytes from the start of the frame on, even; {@link #NONE} if not all of the tag would be behind all headers,
     *         or if the frame carries something else than IPv4, IPv6 or ARP
     */
    public static int placeIn(Memory memory, long frame, int storedBytes) {
        return PayloadRoom.lastBytes(memory, frame, storedBytes, BYTES);
    }

    /**
     * Writes a tag at {@code frame + place}.
     *
     * @param place
     *            from {@link #placeIn}; the payload there must be zero, and {@link #wipe} makes it so again
     * @param flow
     *            0 or more
     */
    public static void write(Memory memory, long frame, int place, int flow, int sequence) {
        long at = frame + place;
        memory.putU16Be(at, MAGIC);
        memory.putI32Be(at + FLOW, flow);
        memory.putI32Be(at + SEQUENCE, sequence);
        memory.putU16Be(at + COMPLEMENT, complement(flow, sequence));
    }

    /** Zeroes the tag at {@code frame + place}. */
    public static void wipe(Memory memory, long frame, int place) {
        memory.putI64Be(frame + place, 0);
        memory.putI32Be(frame + place + Long.BYTES, 0);
    }

    /**
     * The flow in the low half and the sequence in the high half, as batches and descriptors have them; {@link #NONE} if the
     * frame has no tag, or a damaged one. Random bytes pass for a tag once in four thousand million frames.
     */
    public static long read(Memory memory, long frame, int storedBytes) {
        int place = placeIn(memory, frame, storedBytes);
        return place == NONE ? NONE : readAt(memory, frame + place);
    }

    private static long readAt(Memory memory, long at) {
        if (memory.u16Be(at) != MAGIC) {
            return NONE;
        }
        int flow = memory.i32Be(at + FLOW);
        int sequence = memory.i32Be(at + SEQUENCE);
        boolean whole = flow >= 0 && memory.u16Be(at + COMPLEMENT) == complement(flow, sequence);
        return whole ? (long) sequence << Integer.SIZE | (flow & LOW_HALF) : NONE;
    }

    /** The checksum of the five words before it. The sum stays below 2^19, so words need no folding before. */
    private static int complement(int flow, int sequence) {
        return InternetChecksum.of(MAGIC + InternetChecksum.words(flow) + InternetChecksum.words(sequence));
    }
}
