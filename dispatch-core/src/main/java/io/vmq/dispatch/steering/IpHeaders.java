package io.vmq.dispatch.steering;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.memory.Memory;

/**
 * Reads from a frame what RSS needs to know of it, and packs that into one long, so that nothing is allocated.
 *
 * <pre>
 *  63   60 59    58 57        56 55       48 47           32 31        16 15         0
 * +-------+--------+------------+-----------+---------------+------------+------------+
 * | 0     | family | IpProtocol | IP header | type 2 route  | home addr. | ports      |
 * +-------+--------+------------+-----------+---------------+------------+------------+
 * </pre>
 *
 * Positions are bytes from the start of the frame; 0 says that there is no such thing. Up to two VLAN tags, IPv4 options and
 * IPv6 extension headers are skipped. A frame that is not IP, or whose IP header is malformed or not there in full, is
 * {@link #NONE}. There are no ports where they are not there in full, in a fragment (the first one too, so that all fragments
 * of a datagram are treated alike), and behind headers that cannot be skipped. Bytes behind the stored ones, or behind the
 * end of the IP packet, are never taken for a header; a packet whose length field says 0, as segmentation offload leaves it
 * in captures, ends with the frame.
 */
final class IpHeaders {

    /** Not an IP packet, or none that can be read. */
    static final long NONE = 0;
    static final int IPV4 = 1;
    static final int IPV6 = 2;

    private static final int MAX_TAGS = 2;
    private static final int POSITION_MASK = 0xFFFF;
    private static final int HOME_SHIFT = 16;
    private static final int ROUTE_SHIFT = 32;
    private static final int IP_SHIFT = 48;
    private static final int PROTOCOL_SHIFT = 56;
    private static final int FAMILY_SHIFT = 58;
    private static final long MOBILE_MASK = (long) POSITION_MASK << HOME_SHIFT | (long) POSITION_MASK << ROUTE_SHIFT;

    private IpHeaders() {}

    static long read(Memory memory, long frame, int storedBytes) {
        if (storedBytes < EthernetLayout.HEADER_BYTES) {
            return NONE;
        }
        int at = EthernetLayout.TYPE_OFFSET;
        int type = memory.u16Be(frame + at);
        for (int tags = 0; EthernetLayout.isTag(type) && tags < MAX_TAGS; tags++) {
            at += EthernetLayout.TAG_BYTES;
            if (at + Short.BYTES > storedBytes) {
                return NONE;
            }
            type = memory.u16Be(frame + at);
        }
        return switch (type) {
            case EthernetLayout.TYPE_IPV4 -> ipv4(memory, frame, at + Short.BYTES, storedBytes);
            case EthernetLayout.TYPE_IPV6 -> ipv6(memory, frame, at + Short.BYTES, storedBytes);
            default -> NONE;
        };
    }

    private static long ipv4(Memory memory, long frame, int ip, int storedBytes) {
        if (ip + IpLayout.IPV4_MIN_BYTES > storedBytes) {
            return NONE;
        }
        // Version, header length, total length and fragment field in one read.
        long front = memory.i64Be(frame + ip);
        int headerBytes = (int) (front >>> 56 & 0xF) * Integer.BYTES;
        int totalBytes = (int) (front >>> 32) & 0xFFFF;
        if (front >>> 60 != 4 || headerBytes < IpLayout.IPV4_MIN_BYTES
                || (totalBytes != 0 && totalBytes < headerBytes)) {
            return NONE;
        }
        int end = totalBytes == 0 ? storedBytes : Math.min(storedBytes, ip + totalBytes);
        boolean whole = (front & IpLayout.IPV4_FRAGMENT_MASK) == 0;
        int protocol = IpProtocol.indexOf(memory.u8(frame + ip + IpLayout.IPV4_PROTOCOL));
        return pack(IPV4, ip) | transport(protocol, whole, ip + headerBytes, end);
    }

    private static long ipv6(Memory memory, long frame, int ip, int storedBytes) {
        if (ip + IpLayout.IPV6_BYTES > storedBytes || memory.u8(frame + ip) >>> 4 != 6) {
            return NONE;
        }
        int payloadBytes = memory.u16Be(frame + ip + IpLayout.IPV6_PAYLOAD_LENGTH);
        int at = ip + IpLayout.IPV6_BYTES;
        int end = payloadBytes == 0 ? storedBytes : Math.min(storedBytes, at + payloadBytes);
        int next = memory.u8(frame + ip + IpLayout.IPV6_NEXT_HEADER);
        int protocol = IpProtocol.indexOf(next);
        long rest = protocol == 0
                ? Ipv6Extensions.skip(memory, frame, at, end, next)
                : transport(protocol, true, at, end);
        return pack(IPV6, ip) | rest;
    }

    private static long pack(int family, int ip) {
        return (long) family << FAMILY_SHIFT | (long) ip << IP_SHIFT;
    }

    /** The bits for the protocol, and for the ports if they are there and may be used. */
    static long transport(int protocol, boolean whole, int at, int end) {
        boolean ports = protocol != 0 && whole && at + IpLayout.PORTS_BYTES <= end;
        return (long) protocol << PROTOCOL_SHIFT | (ports ? at : 0);
    }

    /** The bits for the position of a home address. */
    static long homeAt(int at) {
        return (long) at << HOME_SHIFT;
    }

    /** The bits for the position of the address in a type 2 routing header. */
    static long routeAt(int at) {
        return (long) at << ROUTE_SHIFT;
    }

    /** {@link #IPV4} or {@link #IPV6}, or 0 for {@link #NONE}. */
    static int family(long headers) {
        return (int) (headers >>> FAMILY_SHIFT);
    }

    /** Index of the {@link IpProtocol}. */
    static int protocol(long headers) {
        return (int) (headers >>> PROTOCOL_SHIFT) & 0x3;
    }

    static int ip(long headers) {
        return (int) (headers >>> IP_SHIFT) & 0xFF;
    }

    static int ports(long headers) {
        return (int) headers & POSITION_MASK;
    }

    /** Whether an IPv6 packet carries a home address or a type 2 route. */
    static boolean isMobile(long headers) {
        return (headers & MOBILE_MASK) != 0;
    }

    static int home(long headers) {
        return (int) (headers >>> HOME_SHIFT) & POSITION_MASK;
    }

    static int route(long headers) {
        return (int) (headers >>> ROUTE_SHIFT) & POSITION_MASK;
    }
}
