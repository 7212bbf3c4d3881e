package io.vmq.nic.capture;

import io.vmq.dispatch.memory.Memory;

/**
 * Reads pcap (draft-ietf-opsawg-pcap): stamps in micro- or nanoseconds, both byte orders.
 *
 * <pre>
 * file header     magic 4 | major 2 | minor 2 | reserved 8 | snap length 4 | link type 4
 * frame header    seconds 4 | fraction 4 | stored bytes 4 | original bytes 4
 * </pre>
 */
final class PcapFormat {

    private static final int MICROSECONDS = 0xA1B2_C3D4;
    private static final int NANOSECONDS = 0xA1B2_3C4D;

    private static final int MAJOR_VERSION = 2;
    private static final int FILE_HEADER_BYTES = 24;
    private static final int MAJOR = 4;
    private static final int LINK_TYPE = 20;
    private static final int FRAME_HEADER_BYTES = 16;
    private static final int FRACTION = 4;
    private static final int STORED = 8;
    private static final int ORIGINAL = 12;

    private static final int LINK_TYPE_MASK = 0xFFFF;
    /** Says that the frames end with an FCS, whose length stands above it in units of two bytes. */
    private static final long FCS_PRESENT = 0x0400_0000;
    private static final int FCS_SHIFT = 28;

    private static final long NS_PER_SECOND = 1_000_000_000;
    private static final long NS_PER_MICROSECOND = 1_000;

    private PcapFormat() {}

    /** Whether a file that begins with these four bytes, read as big-endian, is pcap. */
    static boolean isMagic(int first) {
        return isBigEndian(first) || isBigEndian(Integer.reverseBytes(first));
    }

    private static boolean isBigEndian(int first) {
        return first == MICROSECONDS || first == NANOSECONDS;
    }

    /** Reads a file whose magic was recognised, up to its end or to where it was cut. */
    static void read(Memory file, CaptureDraft draft) throws CaptureException {
        boolean bigEndian = isBigEndian(file.i32Be(0));
        OrderedBytes bytes = new OrderedBytes(file, bigEndian);
        if (bytes.sizeBytes() < FILE_HEADER_BYTES) {
            draft.cutAfterFrame(bytes.sizeBytes());
            return;
        }
        int major = bytes.u16(MAJOR);
        if (major != MAJOR_VERSION) {
            throw draft.refused("it says pcap version " + major + ", but only 2 exists");
        }
        readFrames(bytes, bytes.u32(0) == Integer.toUnsignedLong(NANOSECONDS) ? 1 : NS_PER_MICROSECOND, draft);
    }

    private static void readFrames(OrderedBytes bytes, long nsPerFraction, CaptureDraft draft) throws CaptureException {
        long linkField = bytes.u32(LINK_TYPE);
        int linkType = (int) linkField & LINK_TYPE_MASK;
        int fcsBytes = (linkField & FCS_PRESENT) == 0 ? 0 : (int) (linkField >>> FCS_SHIFT) * 2;
        long end = bytes.sizeBytes();
        long at = FILE_HEADER_BYTES;
        while (at < end) {
            if (end - at < FRAME_HEADER_BYTES) {
                draft.cutInFrame(end);
                return;
            }
            int stored = draft.frameBytes(bytes.u32(at + STORED));
            int original = draft.frameBytes(bytes.u32(at + ORIGINAL));
            if (end - at - FRAME_HEADER_BYTES < stored) {
                draft.cutInFrame(end);
                return;
            }
            draft.stamp(bytes.u32(at) * NS_PER_SECOND + bytes.u32(at + FRACTION) * nsPerFraction);
            int originalWithoutFcs = Math.max(0, Math.max(stored, original) - fcsBytes);
            draft.add(at + FRAME_HEADER_BYTES, Math.min(stored, originalWithoutFcs), originalWithoutFcs, linkType);
            at += FRAME_HEADER_BYTES + stored;
        }
    }
}
