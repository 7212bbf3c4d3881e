package io.vmq.dispatch.steering;

import io.vmq.dispatch.memory.Memory;

/**
 * Walks the extension headers of an IPv6 packet (RFC 8200): hop-by-hop, routing, destination options and authentication
 * headers are skipped, at most {@value #MAX_HEADERS} of them, and the addresses of Mobile IPv6 noted on the way. The walk
 * ends at a fragment header, behind which only the first fragment has anything to read, and at a header that is not there in
 * full.
 */
final class Ipv6Extensions {

    /** RFC 8200 recommends an order with seven at most; hardware gives up earlier. */
    static final int MAX_HEADERS = 8;

    private Ipv6Extensions() {}

    /**
     * What the headers from {@code at} on say, as bits of {@link IpHeaders}.
     *
     * @param at
     *            position of the first header in the frame
     * @param end
     *            position behind the last byte that may be read
     * @param next
     *            number of the first header
     */
    static long skip(Memory memory, long frame, int at, int end, int next) {
        long found = 0;
        for (int headers = 0; headers < MAX_HEADERS && isExtension(next); headers++) {
            if (at + IpLayout.EXTENSION_MIN_BYTES > end) {
                return found;
            }
            int following = memory.u8(frame + at);
            if (next == IpLayout.HEADER_FRAGMENT) {
                return found | IpHeaders.transport(IpProtocol.indexOf(following), false, at, end);
            }
            int behind = at + lengthBytes(next, memory.u8(frame + at + IpLayout.EXTENSION_LENGTH));
            if (behind > end) {
                return found;
            }
            found |= mobility(found, next, memory, frame, at, behind);
            at = behind;
            next = following;
        }
        return found | IpHeaders.transport(IpProtocol.indexOf(next), true, at, end);
    }

    private static boolean isExtension(int header) {
        return header == IpLayout.HEADER_HOP_BY_HOP || header == IpLayout.HEADER_ROUTING
                || header == IpLayout.HEADER_FRAGMENT || header == IpLayout.HEADER_AUTHENTICATION
                || header == IpLayout.HEADER_DESTINATION;
    }

    /** Authentication headers count their length in other units than all others (RFC 4302). */
    private static int lengthBytes(int header, int lengthField) {
        return header == IpLayout.HEADER_AUTHENTICATION ? (lengthField + 2) * 4 : (lengthField + 1) * 8;
    }

    /** The bits for what a header adds to what was found before it; the first of a kind counts. */
    private static long mobility(long found, int header, Memory memory, long frame, int at, int behind) {
        if (header == IpLayout.HEADER_DESTINATION && IpHeaders.home(found) == 0) {
            return IpHeaders.homeAt(homeAddress(memory, frame, at + IpLayout.OPTIONS, behind));
        }
        if (header == IpLayout.HEADER_ROUTING && IpHeaders.route(found) == 0) {
            return IpHeaders.routeAt(routeAddress(memory, frame, at, behind));
        }
        return 0;
    }

    /** Position of the address in a home address option (RFC 6275, 6.3), or 0. */
    private static int homeAddress(Memory memory, long frame, int options, int behind) {
        int at = options;
        while (at + 2 <= behind) {
            int option = memory.u8(frame + at);
            if (option == IpLayout.OPTION_PAD1) {
                at++;
                continue;
            }
            int lengthBytes = memory.u8(frame + at + 1);
            if (option == IpLayout.OPTION_HOME_ADDRESS) {
                boolean whole = lengthBytes == IpLayout.IPV6_ADDRESS_BYTES && at + 2 + lengthBytes <= behind;
                return whole ? at + 2 : 0;
            }
            at += 2 + lengthBytes;
        }
        return 0;
    }

    /** Position of the address in a type 2 routing header (RFC 6275, 6.4), or 0 for another type. */
    private static int routeAddress(Memory memory, long frame, int at, int behind) {
        boolean type2 = memory.u8(frame + at + IpLayout.ROUTING_TYPE) == IpLayout.ROUTING_TYPE_2
                && behind - at == IpLayout.ROUTING_TYPE_2_BYTES;
        return type2 ? at + IpLayout.ROUTING_TYPE_2_ADDRESS : 0;
    }
}
