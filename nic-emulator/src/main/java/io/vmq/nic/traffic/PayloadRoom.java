package io.vmq.nic.traffic;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.memory.Memory;

/**
 * Finds where the payload of a frame is, by reading its headers: Ethernet with up to two tags, then IPv4 with options and
 * fragments or IPv6 with extension headers, then TCP or UDP; or ARP, behind which is padding. What contradicts itself, is
 * cut, or is something else, has no payload that could be used.
 */
final class PayloadRoom {

    private static final int MOST_TAGS = 2;
    private static final int ARP_BYTES = 28;

    private static final int IPV4_TOTAL_LENGTH = 2;
    private static final int IPV4_FRAGMENT = 6;
    private static final int IPV4_PROTOCOL = 9;
    private static final int FRAGMENT_OFFSET_MASK = 0x1FFF;
    private static final int WORD_BYTES = 4;
    private static final int NIBBLE = 0xF;

    private static final int IPV6_PAYLOAD_LENGTH = 4;
    private static final int IPV6_NEXT_HEADER = 6;
    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int DESTINATION_OPTIONS = 60;
    private static final int EXTENSION_UNIT_BYTES = 8;
    private static final int MOST_EXTENSIONS = 8;

    private static final int TCP_DATA_OFFSET = 12;
    private static final int NIBBLE_SHIFT = 4;

    private PayloadRoom() {}

    /**
     * Where the last {@code bytes} bytes of a frame's payload begin that stand at an even offset.
     *
     * @return bytes from the start of the frame on, or {@link FrameTag#NONE} if there are not so many
     */
    static int lastBytes(Memory memory, long frame, int storedBytes, int bytes) {
        int type = EthernetLayout.TYPE_OFFSET;
        for (int tags = 0; tags < MOST_TAGS && has(storedBytes, type, Short.BYTES)
                && EthernetLayout.isTag(memory.u16Be(frame + type)); tags++) {
            type += EthernetLayout.TAG_BYTES;
        }
        if (!has(storedBytes, type, Short.BYTES)) {
            return FrameTag.NONE;
        }
        int packet = type + Short.BYTES;
        return switch (memory.u16Be(frame + type)) {
            case EthernetLayout.TYPE_IPV4 -> inIpv4(memory, frame, storedBytes, packet, bytes);
            case EthernetLayout.TYPE_IPV6 -> inIpv6(memory, frame, storedBytes, packet, bytes);
            case EthernetLayout.TYPE_ARP -> room(packet + ARP_BYTES, storedBytes, bytes);
            default -> FrameTag.NONE;
        };
    }

    private static boolean has(int endBytes, int at, int bytes) {
        return endBytes - at >= bytes;
    }

    private static int room(int from, int to, int bytes) {
        int place = (to - bytes) & -2;
        return place >= from ? place : FrameTag.NONE;
    }

    private static int inIpv4(Memory memory, long frame, int storedBytes, int packet, int bytes) {
        if (!has(storedBytes, packet, Ipv4Header.BYTES)) {
            return FrameTag.NONE;
        }
        int headerBytes = (memory.u8(frame + packet) & NIBBLE) * WORD_BYTES;
        int end = packet + memory.u16Be(frame + packet + IPV4_TOTAL_LENGTH);
        if (headerBytes < Ipv4Header.BYTES || end > storedBytes) {
            return FrameTag.NONE;
        }
        boolean laterFragment = (memory.u16Be(frame + packet + IPV4_FRAGMENT) & FRAGMENT_OFFSET_MASK) != 0;
        int transport = packet + headerBytes;
        return laterFragment ? room(transport, end, bytes)
                : behindTransport(memory, frame, transport, end, memory.u8(frame + packet + IPV4_PROTOCOL), bytes);
    }

    private static int inIpv6(Memory memory, long frame, int storedBytes, int packet, int bytes) {
        if (!has(storedBytes, packet, Ipv6Header.BYTES)) {
            return FrameTag.NONE;
        }
        int at = packet + Ipv6Header.BYTES;
        int end = at + memory.u16Be(frame + packet + IPV6_PAYLOAD_LENGTH);
        if (end > storedBytes) {
            return FrameTag.NONE;
        }
        int next = memory.u8(frame + packet + IPV6_NEXT_HEADER);
        for (int i = 0; i < MOST_EXTENSIONS && isExtension(next); i++) {
            if (!has(end, at, EXTENSION_UNIT_BYTES)) {
                return FrameTag.NONE;
            }
            next = memory.u8(frame + at);
            at += (1 + memory.u8(frame + at + 1)) * EXTENSION_UNIT_BYTES;
        }
        return behindTransport(memory, frame, at, end, next, bytes);
    }

    private static boolean isExtension(int header) {
        return header == HOP_BY_HOP || header == ROUTING || header == DESTINATION_OPTIONS;
    }

    private static int behindTransport(Memory memory, long frame, int at, int end, int protocol, int bytes) {
        if (protocol == Transport.UDP.protocol()) {
            return room(at + Transport.UDP.headerBytes(), end, bytes);
        }
        if (protocol != Transport.TCP.protocol() || !has(end, at, Transport.TCP.headerBytes())) {
            return FrameTag.NONE;
        }
        int headerBytes = (memory.u8(frame + at + TCP_DATA_OFFSET) >> NIBBLE_SHIFT) * WORD_BYTES;
        return headerBytes < Transport.TCP.headerBytes() ? FrameTag.NONE : room(at + headerBytes, end, bytes);
    }
}
