package io.vmq.nic.vxlan;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.memory.Memory;

/**
 * Which flow a frame belongs to on its way through a tunnel (RFC 7348, section 5: the outer source port should come from a
 * hash of the inner headers, so that paths and receivers can share the load and keep the order). It goes by MACs and IP
 * addresses and not by ports, which later fragments do not have: so whole packets and fragments of a flow keep their order too.
 */
final class InnerFlow {

    private static final int IPV4_ADDRESSES = 12;
    private static final int IPV4_BYTES = 20;
    private static final int IPV6_ADDRESSES = 8;
    private static final int IPV6_BYTES = 40;
    private static final int MOST_TAGS = 2;
    private static final long PRIME = 0x9E37_79B9_7F4A_7C15L;

    private InnerFlow() {}

    /**
     * A hash of the flow, all bits of which are good. It depends on bytes of the frame alone, and for packets without IP on
     * the MACs.
     *
     * @param frame
     *            offset of the first byte
     * @param storedBytes
     *            bytes at hand; at least an Ethernet header
     */
    static int hash(Memory memory, long frame, int storedBytes) {
        long state = mix(memory.i64Be(frame), memory.i32Be(frame + Long.BYTES));
        int type = EthernetLayout.TYPE_OFFSET;
        for (int tags = 0; tags < MOST_TAGS && storedBytes >= type + EthernetLayout.TAG_BYTES + Short.BYTES
                && EthernetLayout.isTag(memory.u16Be(frame + type)); tags++) {
            type += EthernetLayout.TAG_BYTES;
        }
        long packet = frame + type + Short.BYTES;
        int packetBytes = storedBytes - type - Short.BYTES;
        int etherType = memory.u16Be(frame + type);
        if (etherType == EthernetLayout.TYPE_IPV4 && packetBytes >= IPV4_BYTES) {
            state = mix(state, memory.i64Be(packet + IPV4_ADDRESSES));
        } else if (etherType == EthernetLayout.TYPE_IPV6 && packetBytes >= IPV6_BYTES) {
            for (int at = IPV6_ADDRESSES; at < IPV6_BYTES; at += Long.BYTES) {
                state = mix(state, memory.i64Be(packet + at));
            }
        }
        return (int) (state >>> Integer.SIZE);
    }

    private static long mix(long state, long word) {
        long mixed = (state ^ word) * PRIME;
        return (mixed ^ mixed >>> 29) * PRIME;
    }
}
