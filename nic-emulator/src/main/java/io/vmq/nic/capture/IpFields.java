package io.vmq.nic.capture;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.capture.FlowKey.IpAddress;

/**
 * What a captured packet says in its IPv4 (RFC 791) or IPv6 (RFC 8200) header and in the first bytes of its transport
 * header, as far as the capture holds them. Extension headers of IPv6 are passed over.
 */
record IpFields(IpAddress from, IpAddress to, int protocol, int ports) {

    private static final IpFields NONE = new IpFields(IpAddress.NONE, IpAddress.NONE, 0, 0);

    private static final int IPV4_BYTES = 20;
    private static final int IPV4_FRAGMENT = 6;
    private static final int IPV4_FRAGMENT_MASK = 0x3FFF;
    private static final int IPV4_PROTOCOL = 9;
    private static final int IPV4_SOURCE = 12;
    private static final int IPV4_DESTINATION = 16;

    private static final int IPV6_BYTES = 40;
    private static final int IPV6_NEXT_HEADER = 6;
    private static final int IPV6_SOURCE = 8;
    private static final int IPV6_DESTINATION = 24;

    private static final int HOP_BY_HOP = 0;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int DCCP = 33;
    private static final int ROUTING = 43;
    private static final int FRAGMENT_HEADER = 44;
    private static final int AUTHENTICATION = 51;
    private static final int DESTINATION_OPTIONS = 60;
    private static final int SCTP = 132;
    private static final int UDP_LITE = 136;

    private static final int EXTENSION_MIN_BYTES = 8;
    private static final int PORTS_BYTES = 4;

    /**
     * Reads the packet of an Ethernet frame of this type.
     *
     * @param at
     *            where the packet begins
     * @param end
     *            where the capture's bytes of it end
     */
    static IpFields read(Memory memory, int type, long at, long end) {
        if (type == EthernetLayout.TYPE_IPV4 && end - at >= IPV4_BYTES) {
            return readIpv4(memory, at, end);
        }
        if (type == EthernetLayout.TYPE_IPV6 && end - at >= IPV6_BYTES) {
            return readIpv6(memory, at, end);
        }
        return NONE;
    }

    private static IpFields readIpv4(Memory memory, long at, long end) {
        IpAddress from = new IpAddress(0, Integer.toUnsignedLong(memory.i32Be(at + IPV4_SOURCE)));
        IpAddress to = new IpAddress(0, Integer.toUnsignedLong(memory.i32Be(at + IPV4_DESTINATION)));
        int protocol = memory.u8(at + IPV4_PROTOCOL);
        if ((memory.u16Be(at + IPV4_FRAGMENT) & IPV4_FRAGMENT_MASK) != 0) {
            return new IpFields(from, to, protocol | FlowKey.FRAGMENT, 0);
        }
        int headerBytes = (memory.u8(at) & 0xF) * 4;
        return new IpFields(from, to, protocol,
                headerBytes < IPV4_BYTES ? 0 : portsAt(memory, protocol, at + headerBytes, end));
    }

    private static IpFields readIpv6(Memory memory, long at, long end) {
        IpAddress from = new IpAddress(memory.i64Be(at + IPV6_SOURCE), memory.i64Be(at + IPV6_SOURCE + 8));
        IpAddress to = new IpAddress(memory.i64Be(at + IPV6_DESTINATION), memory.i64Be(at + IPV6_DESTINATION + 8));
        int header = memory.u8(at + IPV6_NEXT_HEADER);
        long next = at + IPV6_BYTES;
        while (isExtension(header) && end - next >= EXTENSION_MIN_BYTES) {
            int unitBytes = header == AUTHENTICATION ? 4 : 8;
            int lengthField = memory.u8(next + 1);
            header = memory.u8(next);
            // The length is counted without the first 8 bytes; authentication counts in words of 4.
            next += EXTENSION_MIN_BYTES + (long) lengthField * unitBytes;
        }
        if (header == FRAGMENT_HEADER) {
            return new IpFields(from, to, header | FlowKey.FRAGMENT, 0);
        }
        return new IpFields(from, to, header, portsAt(memory, header, next, end));
    }

    private static boolean isExtension(int header) {
        return header == HOP_BY_HOP || header == ROUTING || header == AUTHENTICATION || header == DESTINATION_OPTIONS;
    }

    private static int portsAt(Memory memory, int protocol, long at, long end) {
        boolean hasPorts = switch (protocol) {
            case TCP, UDP, DCCP, SCTP, UDP_LITE -> true;
            default -> false;
        };
        return hasPorts && end - at >= PORTS_BYTES ? memory.i32Be(at) : 0;
    }
}
