package io.vmq.nic.traffic;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads the IPv6 packet of a frame as a receiver would; written without looking at the writer. */
final class ReferenceIpv6 {

    private final ByteBuffer frame;
    private final int ip;
    /** Numbers of all headers behind the fixed one, the transport's last. */
    final List<Integer> headers = new ArrayList<>();
    /** Types of the options in them, padding included. */
    final List<Integer> options = new ArrayList<>();
    private final int transport;

    ReferenceIpv6(ReferencePacket packet) {
        frame = packet.frame;
        ip = packet.ip;
        int next = frame.get(ip + 6);
        int at = ip + 40;
        headers.add(next);
        while (next == 0 || next == 60) {
            int end = at + (frame.get(at + 1) + 1) * 8;
            readOptions(at + 2, end);
            next = frame.get(at);
            headers.add(next);
            at = end;
        }
        transport = at;
    }

    private void readOptions(int from, int end) {
        int at = from;
        while (at < end) {
            options.add((int) frame.get(at));
            at += frame.get(at) == 0 ? 1 : 2 + frame.get(at + 1);
        }
        if (at != end) {
            throw new AssertionError("options end at " + at + ", their header at " + end);
        }
    }

    int version() {
        return frame.get(ip) >> 4;
    }

    int payloadLength() {
        return Short.toUnsignedInt(frame.getShort(ip + 4));
    }

    int hopLimit() {
        return frame.get(ip + 7);
    }

    long sourceNetwork() {
        return frame.getLong(ip + 8);
    }

    long source() {
        return frame.getLong(ip + 16);
    }

    long destinationNetwork() {
        return frame.getLong(ip + 24);
    }

    long destination() {
        return frame.getLong(ip + 32);
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

    int transportBytes() {
        return ip + 40 + payloadLength() - transport;
    }

    /** RFC 8200, 8.1: both addresses, the transport's own length and its own number. */
    boolean transportChecksumIsRight() {
        long pseudo = ReferencePacket.sum(frame, ip + 8, ip + 40, 0) + transportBytes() + headers.getLast();
        return ReferencePacket.sum(frame, transport, transport + transportBytes(), pseudo) == 0xFFFF;
    }

    int payloadBytes() {
        return transportBytes() - (headers.getLast() == 6 ? (frame.get(transport + 12) >> 4 & 0xF) * 4 : 8);
    }
}
