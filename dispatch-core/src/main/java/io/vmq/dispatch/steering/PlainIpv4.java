package io.vmq.dispatch.steering;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.memory.Memory;

/**
 * The frame that nearly all frames are: IPv4 without VLAN tag, without options, not a fragment, TCP or UDP. Its
 * addresses and ports stand in one row at a fixed place, so hashing it takes no walk through its headers. What is not
 * known at once to be such a frame goes the way of {@link RssClassifier}, which gives the same answer for those that
 * are.
 */
final class PlainIpv4 {

    /** Bytes to the end of the ports. */
    static final int BYTES = EthernetLayout.HEADER_BYTES + IpLayout.IPV4_MIN_BYTES + IpLayout.PORTS_BYTES;
    /** Source address, destination address, source port, destination port. */
    static final int TUPLE_OFFSET = EthernetLayout.HEADER_BYTES + IpLayout.IPV4_SOURCE;

    /** Type, version and header length, 3 bytes of the 8 that begin with the type. */
    private static final long FRONT_MASK = 0xFFFF_FF00_0000_0000L;
    private static final long FRONT = (long) EthernetLayout.TYPE_IPV4 << 48 | 0x45L << 40;
    private static final int TOTAL_LENGTH_SHIFT = 16;
    private static final int LEAST_TOTAL_LENGTH = IpLayout.IPV4_MIN_BYTES + IpLayout.PORTS_BYTES;

    /** Of the 4 bytes that begin with the fragment field: that field, but not "don't fragment", and the protocol. */
    private static final int FRAGMENT_OFFSET = EthernetLayout.HEADER_BYTES + 6;
    private static final int FRAGMENT_AND_PROTOCOL_MASK = IpLayout.IPV4_FRAGMENT_MASK << 16 | 0xFF;

    private PlainIpv4() {}

    /**
     * The number of the protocol if the frame at an address, of which {@link #BYTES} bytes are there, is such a frame
     * or would be if that protocol were TCP or UDP; otherwise a number that is no protocol.
     */
    static int protocolAt(long frame) {
        long front = Memory.i64BeAt(frame + EthernetLayout.TYPE_OFFSET);
        int totalLength = (int) (front >>> TOTAL_LENGTH_SHIFT) & 0xFFFF;
        if ((front & FRONT_MASK) != FRONT || totalLength < LEAST_TOTAL_LENGTH) {
            return -1;
        }
        return Memory.i32BeAt(frame + FRAGMENT_OFFSET) & FRAGMENT_AND_PROTOCOL_MASK;
    }
}
