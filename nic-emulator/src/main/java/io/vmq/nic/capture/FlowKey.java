package io.vmq.nic.capture;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.memory.Memory;

/**
 * What makes captured frames one flow: equal MACs, VLAN tags, type, IP addresses, protocol and ports. What the
 * capture does not hold, or a frame does not have, is 0. Fragments have no ports, the first of a datagram like the
 * others: no receiver can tell the later ones' ports.
 *
 * @param destination
 *            destination MAC, or {@link #NO_MAC}
 * @param source
 *            source MAC
 * @param tags
 *            VLAN ids, each with a bit that says that it is there; the outer one in the high half
 * @param type
 *            what follows the tags
 * @param protocol
 *            number of the transport protocol, {@link #FRAGMENT} added for fragments
 * @param ports
 *            source and destination port
 */
record FlowKey(long destination, long source, int tags, int type, IpAddress from, IpAddress to, int protocol,
        int ports) {

    /** Destination of frames that have none: another link type, or too short. */
    static final long NO_MAC = -1;

    static final int FRAGMENT = 0x100;

    private static final int TAG_IS_THERE = 0x8000;
    private static final int TAG_BITS = 16;
    private static final int TWO_TAGS = 2;

    /** An IPv4 address stands in the low bits. */
    record IpAddress(long high, long low) {

        static final IpAddress NONE = new IpAddress(0, 0);
    }

    /** The flow of frame i. */
    static FlowKey of(Capture capture, int i) {
        int stored = capture.storedBytes(i);
        if (!capture.isEthernet(i) || stored < EthernetLayout.HEADER_BYTES) {
            return new FlowKey(NO_MAC, 0, 0, 0, IpAddress.NONE, IpAddress.NONE, 0, 0);
        }
        Memory memory = capture.memory();
        long frame = capture.address(i);
        long type = frame + EthernetLayout.TYPE_OFFSET;
        long end = frame + stored;
        int tags = 0;
        for (int tag = 0; tag < TWO_TAGS && EthernetLayout.isTag(memory.u16Be(type))
                && end - type >= EthernetLayout.TAG_BYTES + 2; tag++) {
            int id = memory.u16Be(type + 2) & EthernetLayout.VLAN_ID_MASK;
            tags |= (id | TAG_IS_THERE) << (tag == 0 ? TAG_BITS : 0);
            type += EthernetLayout.TAG_BYTES;
        }
        IpFields ip = IpFields.read(memory, memory.u16Be(type), type + 2, end);
        return new FlowKey(memory.i64Be(frame) >>> 16, memory.i64Be(frame + EthernetLayout.SOURCE_OFFSET) >>> 16, tags,
                memory.u16Be(type), ip.from(), ip.to(), ip.protocol(), ip.ports());
    }

    /** The outer VLAN id; 0 if there is no tag. */
    int vlan() {
        return tags >>> TAG_BITS & EthernetLayout.VLAN_ID_MASK;
    }
}
