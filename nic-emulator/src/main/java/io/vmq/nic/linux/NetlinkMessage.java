package io.vmq.nic.linux;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A request to the kernel in the making (netlink(7), rtnetlink(7)): a header, the fixed part of its kind, then attributes,
 * each of which begins at a multiple of 4.
 *
 * <pre>
 *  0        4      6       8          12     16
 * +--------+------+-------+----------+------+--------------------
 * | length | type | flags | sequence | port | fixed part, attributes
 * +--------+------+-------+----------+------+--------------------
 * </pre>
 */
final class NetlinkMessage {

    static final int HEADER_BYTES = 16;
    static final int TYPE_OFFSET = 4;
    static final int FLAGS_OFFSET = 6;
    static final int SEQUENCE_OFFSET = 8;
    /** Length and type of an attribute, two bytes each; the length counts them. */
    static final int ATTRIBUTE_HEADER_BYTES = 4;
    static final int ALIGNMENT = 4;

    static final int LINK_PART_BYTES = 16;
    static final int ROUTE_PART_BYTES = 12;

    /** Wants an answer that says whether it was done. */
    static final int ACKNOWLEDGE = 0x4;
    /** Wants all there are. */
    static final int DUMP = 0x300;
    static final int CREATE_NEW = 0x600;

    private static final int REQUEST = 0x1;
    private static final int ROOM_BYTES = 2048;

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(ROOM_BYTES).order(ByteOrder.nativeOrder());

    private NetlinkMessage(int type, int flags) {
        bytes.putInt(0).putShort((short) type).putShort((short) (REQUEST | flags)).putInt(0).putInt(0);
    }

    /** A message about an interface; {@code index} 0 says that an attribute names it. */
    static NetlinkMessage aboutLink(int type, int flags, int index, int linkFlags, int changedLinkFlags) {
        return new NetlinkMessage(type, flags).linkPart(index, linkFlags, changedLinkFlags);
    }

    /**
     * A message about routes.
     *
     * @param part
     *            the fixed part, one byte each: address family, lengths of destination and source, type of service, table,
     *            protocol, scope, type; those at the end may be left away
     */
    static NetlinkMessage aboutRoutes(int type, int flags, int... part) {
        NetlinkMessage message = new NetlinkMessage(type, flags);
        for (int each : part) {
            message.bytes.put((byte) each);
        }
        message.bytes.position(HEADER_BYTES + ROUTE_PART_BYTES);
        return message;
    }

    NetlinkMessage linkPart(int index, int linkFlags, int changedLinkFlags) {
        bytes.putInt(0).putInt(index).putInt(linkFlags).putInt(changedLinkFlags);
        return this;
    }

    NetlinkMessage text(int type, String value) {
        return attribute(type, () -> bytes.put(value.getBytes(StandardCharsets.UTF_8)).put((byte) 0));
    }

    NetlinkMessage number(int type, int value) {
        return attribute(type, () -> bytes.putInt(value));
    }

    /** An attribute that holds what {@code inside} appends. */
    NetlinkMessage nested(int type, Consumer<NetlinkMessage> inside) {
        return attribute(type, () -> inside.accept(this));
    }

    private NetlinkMessage attribute(int type, Runnable value) {
        int start = bytes.position();
        bytes.putShort((short) 0).putShort((short) type);
        value.run();
        bytes.putShort(start, (short) (bytes.position() - start));
        while (bytes.position() % ALIGNMENT != 0) {
            bytes.put((byte) 0);
        }
        return this;
    }

    /** What is to be sent; answers to it have the same sequence number. */
    MemorySegment toSegment(int sequence) {
        bytes.putInt(0, bytes.position()).putInt(SEQUENCE_OFFSET, sequence);
        return MemorySegment.ofBuffer(bytes.duplicate().flip());
    }
}
