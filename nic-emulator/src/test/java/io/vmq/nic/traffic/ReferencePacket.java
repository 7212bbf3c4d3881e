package io.vmq.nic.traffic;

import io.vmq.dispatch.frame.FrameBatch;
import java.nio.ByteBuffer;

/**
 * Takes an emulated frame apart byte by byte, and checks it as a receiver would; written without looking at the
 * writer.
 */
final class ReferencePacket {

    final ByteBuffer frame;
    final int vlan;
    final int ip;
    final int transport;

    private ReferencePacket(byte[] bytes) {
        frame = ByteBuffer.wrap(bytes);
        boolean tagged = frame.getShort(12) == (short) 0x8100;
        vlan = tagged ? frame.getShort(14) & 0xFFF : 0;
        ip = tagged ? 18 : 14;
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

    int etherType() {
        return Short.toUnsignedInt(frame.getShort(ip - 2));
    }

    int totalLength() {
        return Short.toUnsignedInt(frame.getShort(ip + 2));
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

    boolean payloadIsZero() {
        for (int at = frame.capacity() - payloadBytes(); at < frame.capacity(); at++) {
            if (frame.get(at) != 0) {
                return false;
            }
        }
        return true;
    }

    private long sum(int from, int to, long start) {
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
