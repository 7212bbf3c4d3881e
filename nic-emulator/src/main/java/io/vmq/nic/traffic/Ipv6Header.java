package io.vmq.nic.traffic;

import io.vmq.dispatch.memory.Memory;

/**
 * Writes IPv6 headers (RFC 8200) between unique local addresses (RFC 4193), with or without extension headers. VMs have
 * the addresses fd00::a.b.c.d and their clients fd00:0:0:1::a.b.c.d, a.b.c.d being an IPv4 address.
 */
final class Ipv6Header {

    static final int BYTES = 40;
    /** Hop-by-hop options and destination options, eight bytes each. */
    static final int EXTENSION_BYTES = 16;

    private static final long VM_NETWORK = 0xFD00_0000_0000_0000L;
    private static final long CLIENT_NETWORK = 0xFD00_0000_0000_0001L;
    /** The words of both networks, added. */
    private static final int NETWORK_SUM = 0xFD00 + 0xFD00 + 1;

    private static final long VERSION = 0x6000_0000L << Integer.SIZE;
    private static final int HOP_LIMIT = 64;
    private static final int HOP_BY_HOP = 0;
    private static final int DESTINATION_OPTIONS = 60;

    /** Behind next header and length 0: Router Alert (RFC 2711) of two bytes, then PadN of none. */
    private static final long ROUTER_ALERT = 0x0502_0000_0100L;
    /** Behind next header and length 0: PadN of four bytes. */
    private static final long PADDING = 0x0104_0000_0000L;
    private static final int NEXT_HEADER_SHIFT = 56;

    private Ipv6Header() {}

    /**
     * Writes {@value #BYTES} bytes at {@code at}.
     *
     * @param payloadBytes
     *            what follows the header
     * @param client
     *            low 32 bits of the source address
     * @param vm
     *            low 32 bits of the destination address
     */
    static void write(Memory memory, long at, int payloadBytes, int next, int client, int vm) {
        memory.putI64Be(at, VERSION | (long) payloadBytes << Short.SIZE | next << Byte.SIZE | HOP_LIMIT);
        memory.putI64Be(at + 8, CLIENT_NETWORK);
        memory.putI64Be(at + 16, Integer.toUnsignedLong(client));
        memory.putI64Be(at + 24, VM_NETWORK);
        memory.putI64Be(at + 32, Integer.toUnsignedLong(vm));
    }

    /** Writes a header and both extension headers: {@value #EXTENSION_BYTES} bytes more, which count as payload. */
    static void writeExtended(Memory memory, long at, int payloadBytes, int next, int client, int vm) {
        write(memory, at, payloadBytes, HOP_BY_HOP, client, vm);
        memory.putI64Be(at + BYTES, (long) DESTINATION_OPTIONS << NEXT_HEADER_SHIFT | ROUTER_ALERT);
        memory.putI64Be(at + BYTES + 8, (long) next << NEXT_HEADER_SHIFT | PADDING);
    }

    /** The words of both addresses, added: what they are in the pseudo header. */
    static int addressSum(int client, int vm) {
        return NETWORK_SUM + InternetChecksum.words(client) + InternetChecksum.words(vm);
    }
}
