package io.vmq.nic.capture;

import io.vmq.dispatch.memory.Memory;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads pcapng (draft-ietf-opsawg-pcapng): any number of sections, each in its own byte order, with any number of
 * interfaces. Blocks of other kinds are skipped.
 *
 * <pre>
 * block              type 4 | length 4 | body, padded to 4 | length 4
 * section header     byte-order magic 4 | major 2 | minor 2 | section length 8 | options
 * interface          link type 2 | reserved 2 | snap length 4 | options
 * enhanced packet    interface 4            | stamp 8 | stored 4 | original 4 | frame | options
 * obsolete packet    interface 2 | drops 2  | stamp 8 | stored 4 | original 4 | frame | options
 * simple packet      original 4 | frame
 * </pre>
 */
final class PcapngFormat {

    private static final int SECTION_HEADER = 0x0A0D_0D0A;
    private static final int INTERFACE = 1;
    private static final int OBSOLETE_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;

    private static final int BYTE_ORDER_MAGIC = 0x1A2B_3C4D;
    private static final int MAJOR_VERSION = 1;
    private static final int MIN_BLOCK_BYTES = 12;
    /** What Wireshark takes; nobody writes larger blocks. */
    private static final int MAX_BLOCK_BYTES = 16 << 20;
    private static final int MAX_INTERFACES = 65_536;

    private static final int SECTION_BODY_BYTES = 16;
    private static final int INTERFACE_BODY_BYTES = 8;
    private static final int PACKET_BODY_BYTES = 20;
    private static final int SIMPLE_BODY_BYTES = 4;

    private static final int OPTION_HEADER_BYTES = 4;
    private static final int END_OF_OPTIONS = 0;
    private static final int TIMESTAMP_RESOLUTION = 9;
    private static final int TIMESTAMP_OFFSET = 14;

    /** What a section says about one of its interfaces. */
    private record Interface(int linkType, long snapBytes, TimestampUnit unit) {}

    private final CaptureDraft draft;
    private final List<Interface> interfaces = new ArrayList<>();
    private OrderedBytes bytes;

    private PcapngFormat(Memory file, CaptureDraft draft) {
        this.draft = draft;
        bytes = new OrderedBytes(file, true);
    }

    /** Whether a file that begins with these four bytes, read as big-endian, is pcapng. */
    static boolean isMagic(int first) {
        return first == SECTION_HEADER;
    }

    /** Reads a file whose magic was recognised, up to its end or to where it was cut. */
    static void read(Memory file, CaptureDraft draft) throws CaptureException {
        new PcapngFormat(file, draft).readBlocks();
    }

    private void readBlocks() throws CaptureException {
        long end = bytes.sizeBytes();
        long at = 0;
        while (at < end) {
            if (end - at < MIN_BLOCK_BYTES) {
                draft.cutAfterFrame(end);
                return;
            }
            int type = (int) bytes.u32(at);
            if (type == SECTION_HEADER) {
                findByteOrder(at);
            }
            long length = blockBytes(at);
            if (length > end - at) {
                cutIn(type, end);
                return;
            }
            checkTrailer(at, length);
            readBody(type, at + 8, at + length - 4);
            at += length;
        }
    }

    private void findByteOrder(long at) throws CaptureException {
        int magic = bytes.memory().i32Be(at + 8);
        boolean bigEndian = magic == BYTE_ORDER_MAGIC;
        if (!bigEndian && Integer.reverseBytes(magic) != BYTE_ORDER_MAGIC) {
            throw draft.refused("the section at byte " + at + " has no byte-order magic 0x1a2b3c4d");
        }
        bytes = new OrderedBytes(bytes.memory(), bigEndian);
    }

    private long blockBytes(long at) throws CaptureException {
        long length = bytes.u32(at + 4);
        if (length < MIN_BLOCK_BYTES || length > MAX_BLOCK_BYTES || length % 4 != 0) {
            throw draft.refused("the block at byte " + at + " claims " + length + " bytes, but a multiple of 4 from "
                    + MIN_BLOCK_BYTES + " to " + MAX_BLOCK_BYTES + " is expected");
        }
        return length;
    }

    private void checkTrailer(long at, long length) throws CaptureException {
        long repeated = bytes.u32(at + length - 4);
        if (repeated != length) {
            throw draft.refused("the block at byte " + at + " claims " + length + " bytes in front and " + repeated
                    + " behind");
        }
    }

    private void cutIn(int type, long end) {
        if (type == ENHANCED_PACKET || type == SIMPLE_PACKET || type == OBSOLETE_PACKET) {
            draft.cutInFrame(end);
        } else {
            draft.cutAfterFrame(end);
        }
    }

    private void readBody(int type, long body, long end) throws CaptureException {
        switch (type) {
            case SECTION_HEADER -> readSection(body, end);
            case INTERFACE -> readInterface(body, end);
            case ENHANCED_PACKET, OBSOLETE_PACKET -> readPacket(type, body, end);
            case SIMPLE_PACKET -> readSimplePacket(body, end);
            default -> {
                // Names, statistics, comments: nothing that a replay needs.
            }
        }
    }

    private void needs(long body, long end, int needBytes) throws CaptureException {
        if (end - body < needBytes) {
            throw draft.refused("the block with its body at byte " + body + " is too short: " + (end - body)
                    + " bytes, at least " + needBytes + " expected");
        }
    }

    private void readSection(long body, long end) throws CaptureException {
        needs(body, end, SECTION_BODY_BYTES);
        int major = bytes.u16(body + 4);
        if (major != MAJOR_VERSION) {
            throw draft.refused("it says pcapng version " + major + ", but only 1 exists");
        }
        interfaces.clear();
    }

    private void readInterface(long body, long end) throws CaptureException {
        needs(body, end, INTERFACE_BODY_BYTES);
        if (interfaces.size() == MAX_INTERFACES) {
            throw draft.refused("a section has more than " + MAX_INTERFACES + " interfaces");
        }
        TimestampUnit unit = readUnit(body + INTERFACE_BODY_BYTES, end);
        if (!unit.isSupported()) {
            throw draft.refused("interface " + interfaces.size() + " counts time in ticks of "
                    + (unit.binary() ? "2" : "10") + "^-" + unit.exponent() + " s");
        }
        interfaces.add(new Interface(bytes.u16(body), bytes.u32(body + 4), unit));
    }

    private TimestampUnit readUnit(long options, long end) throws CaptureException {
        TimestampUnit unit = TimestampUnit.DEFAULT;
        long at = options;
        while (end - at >= OPTION_HEADER_BYTES && bytes.u16(at) != END_OF_OPTIONS) {
            int code = bytes.u16(at);
            int length = bytes.u16(at + 2);
            long value = at + OPTION_HEADER_BYTES;
            if (length > end - value) {
                throw draft.refused("option " + code + " at byte " + at + " is longer than its block");
            }
            if (code == TIMESTAMP_RESOLUTION && length == 1) {
                unit = unit.withResolution(bytes.u8(value));
            } else if (code == TIMESTAMP_OFFSET && length == Long.BYTES) {
                unit = unit.withOffset(bytes.i64(value));
            }
            at = value + padded(length);
        }
        return unit;
    }

    private void readPacket(int type, long body, long end) throws CaptureException {
        needs(body, end, PACKET_BODY_BYTES);
        Interface from = interfaceOf(type == ENHANCED_PACKET ? bytes.u32(body) : bytes.u16(body));
        long ticks = bytes.u32(body + 4) << 32 | bytes.u32(body + 8);
        long stampNs = from.unit().toNs(ticks);
        if (stampNs == TimestampUnit.OUT_OF_RANGE) {
            throw draft.refused("frame " + draft.nextFrame() + " has a time stamp outside the years 1970 to 2262");
        }
        int stored = draft.frameBytes(bytes.u32(body + 12));
        int original = draft.frameBytes(bytes.u32(body + 16));
        needs(body, end, PACKET_BODY_BYTES + stored);
        draft.stamp(stampNs);
        draft.add(body + PACKET_BODY_BYTES, stored, original, from.linkType());
    }

    /** A simple packet belongs to the section's first interface, and is as long as that one's snap length allows. */
    private void readSimplePacket(long body, long end) throws CaptureException {
        needs(body, end, SIMPLE_BODY_BYTES);
        Interface from = interfaceOf(0);
        int original = draft.frameBytes(bytes.u32(body));
        int stored = from.snapBytes() == 0 ? original : (int) Math.min(original, from.snapBytes());
        needs(body, end, SIMPLE_BODY_BYTES + stored);
        draft.add(body + SIMPLE_BODY_BYTES, stored, original, from.linkType());
    }

    private Interface interfaceOf(long id) throws CaptureException {
        if (id >= interfaces.size()) {
            throw draft.refused("frame " + draft.nextFrame() + " comes from interface " + id + ", but its section has "
                    + interfaces.size());
        }
        return interfaces.get((int) id);
    }

    private static long padded(long length) {
        return length + 3 & ~3L;
    }
}
