package io.vmq.nic.traffic;

import io.vmq.dispatch.frame.FrameBatch;
import java.nio.ByteBuffer;

/**
 * Takes an emulated frame apart byte by byte, and checks it as a receiver would; written without looking at the
 * writer.
 */
final class ReferencePacket {

    final ByteBuffer frame;
    /** Of the service tag; 0 without. */
    final int outerVlan;
    /** Of the customer tag; 0 without. */
    final int vlan;
    final int ip;
    final int transport;

    private ReferencePacket(byte[] bytes) {
        frame = ByteBuffer.wrap(bytes);
        boolean doubleTagged = frame.getShort(12) == (short) 0x88A8;
        outerVlan = doubleTagged ? frame.getShort(14) : 0;
        int type = doubleTagged ? 16 : 12;
        boolean tagged = frame.getShort(type) == (short) 0x8100;
        vlan = tagged ? frame.getShort(type + 2) & 0xFFF : 0;
        ip = type + (tagged ? 6 : 2);
        transport = ip + (frame.get(ip) & 0xF) * 4;
    }

    static ReferencePacket of(FrameBatch batch, int i) {
        return new ReferencePacket(bytes(batch, i));
    }

    static byte[] bytes(FrameBatch batch, int i) {
        byte[] bytes = new byte[batch.storedBytes(i)];
        batch.memory().get(batch.address(i), bytes, 0, bytes.length);
        return bytes;
    }

    long destinationMac() {
        return frame.getLong(0) >>> 16;
    }

    long sourceMac() {
        return frame.getLong(4) & 0xFFFF_FFFF_FFFFL;
    }

    int etherType() {
        return Short.toUnsignedInt(frame.getShort(ip - 2));
    }

    int totalLength() {
        return Short.toUnsignedInt(frame.getShort(ip + 2));
    }

    int identification() {
        return Short.toUnsignedInt(frame.getShort(ip + 4));
    }

    boolean mayNotBeFragmented() {
        return (frame.get(ip + 6) & 0x40) != 0;
    }

    boolean hasMoreFragments() {
        return (frame.get(ip + 6) & 0x20) != 0;
    }

    int fragmentOffsetBytes() {
        return (frame.getShort(ip + 6) & 0x1FFF) * 8;
    }

    int protocol() {
        return frame.get(ip + 9);
    }

    int source() {
        return frame.getInt(ip + 12);
    }

    int destination() {
        return frame.getInt(ip + 16);
    }

    int sourcePort() {
        return Short.toUnsignedInt(frame.getShort(transport));
    }

    int destinationPort() {
        return Short.toUnsignedInt(frame.getShort(transport + 2));
    }

    int tcpSequence() {
        return frame.getInt(transport + 4);
    }

    int udpLength() {
        return Short.toUnsignedInt(frame.getShort(transport + 4));
    }

    int udpChecksum() {
        return Short.toUnsignedInt(frame.getShort(transport + 6));
    }

    int payloadBytes() {
        int header = protocol() == 6 ? (frame.get(transport + 12) >> 4 & 0xF) * 4 : 8;
        return totalLength() - (transport - ip) - header;
    }

    /** True if header words including the checksum sum to all ones (RFC 1071). */
    boolean ipChecksumIsRight() {
        return sum(ip, transport, 0) == 0xFFFF;
    }

    boolean transportChecksumIsRight() {
        int length = totalLength() - (transport - ip);
        long pseudo = sum(ip + 12, ip + 20, 0) + protocol() + length;
        return sum(transport, transport + length, pseudo) == 0xFFFF;
    }

    /** True if there are only zeros from {@code from} to the end of the frame. */
    boolean isZeroFrom(int from) {
        for (int at = from; at < frame.capacity(); at++) {
            if (frame.get(at) != 0) {
                return false;
            }
        }
        return true;
    }

    boolean payloadIsZero() {
        for (int at = frame.capacity() - payloadBytes(); at < frame.capacity(); at++) {
            if (frame.get(at) != 0) {
                return false;
            }
        }
        return true;
    }

    private long sum(int from, int to, long start) {
        return sum(frame, from, to, start);
    }

    /** The ones'-complement sum of RFC 1071. */
    static long sum(ByteBuffer frame, int from, int to, long start) {
        long sum = start;
        for (int at = from; at < to; at++) {
            sum += (long) (frame.get(at) & 0xFF) << ((at - from) % 2 == 0 ? 8 : 0);
        }
        while (sum > 0xFFFF) {
            sum = (sum & 0xFFFF) + (sum >> 16);
        }
        return sum;
    }
}
