package io.vmq.nic.linux;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads from a route, as the kernel tells it (rtnetlink(7), RTM_GETROUTE), where it leads if it is a default route, or half of one. */
final class DefaultRoute {

    private static final int PREFIX_LENGTH_OFFSET = 1;
    /** Routes to 0.0.0.0/1 and 128.0.0.0/1 together are a default route that needs not replace another, as tunnels set it. */
    private static final int MOST_PREFIX_BITS = 1;
    private static final int TYPE_OFFSET = 7;
    /** Leads somewhere; other types refuse, drop or are addresses of this machine. */
    private static final int UNICAST = 1;

    private static final int NO_INTERFACE = 0;
    private static final int OUT_INTERFACE = 4;
    /** Several ways: each its length (2 bytes), flags, weight, interface, and attributes. */
    private static final int MULTIPATH = 9;
    private static final int HOP_BYTES = 8;
    private static final int HOP_INTERFACE_OFFSET = 4;

    private DefaultRoute() {}

    /** The numbers of the interfaces that a default route, or half of one, leads through; none if it is another route. */
    static List<Integer> interfacesOf(ByteBuffer route) {
        if (Byte.toUnsignedInt(route.get(PREFIX_LENGTH_OFFSET)) > MOST_PREFIX_BITS
                || route.get(TYPE_OFFSET) != UNICAST) {
            return List.of();
        }
        NetlinkAttributes attributes = new NetlinkAttributes(route, NetlinkMessage.ROUTE_PART_BYTES);
        List<Integer> interfaces = new ArrayList<>();
        int outInterface = attributes.number(OUT_INTERFACE, NO_INTERFACE);
        if (outInterface != NO_INTERFACE) {
            interfaces.add(outInterface);
        }
        attributes.bytes(MULTIPATH).ifPresent(hops -> addHops(hops, interfaces));
        return interfaces;
    }

    private static void addHops(ByteBuffer hops, List<Integer> interfaces) {
        for (int at = 0; at + HOP_BYTES <= hops.limit();) {
            interfaces.add(hops.getInt(at + HOP_INTERFACE_OFFSET));
            at += NetlinkSocket.aligned(Math.max(HOP_BYTES, Short.toUnsignedInt(hops.getShort(at))));
        }
    }
}
