package io.vmq.nic.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.nic.port.PortException;

/** Makes routes in a test's own network. */
public final class Routes {

    private static final int NEW_ROUTE = 24;
    private static final int OUT_INTERFACE = 4;
    private static final int MAIN_TABLE = 254;
    private static final int STATIC = 4;
    private static final int LINK_SCOPE = 253;
    private static final int UNICAST = 1;

    private Routes() {}

    /** Everything goes out through this interface, as with {@code ip route add default dev …}. */
    public static void addDefault(Link link) throws PortException {
        add(link, 0);
    }

    /** Half of all addresses go out through this interface, as with {@code ip route add 0.0.0.0/1 dev …}. */
    static void addHalf(Link link) throws PortException {
        add(link, 1);
    }

    static void add(Link link, int prefixBits) throws PortException {
        try (NetlinkSocket kernel = NetlinkSocket.open()) {
            NetlinkMessage route = NetlinkMessage.aboutRoutes(NEW_ROUTE,
                    NetlinkMessage.ACKNOWLEDGE | NetlinkMessage.CREATE_NEW, SystemCalls.AF_INET, prefixBits, 0, 0,
                    MAIN_TABLE, STATIC, LINK_SCOPE, UNICAST).number(OUT_INTERFACE, link.index());
            if (prefixBits > 1) {
                route.number(1, 10);
            }
            assertThat(kernel.change(route)).isZero();
        }
    }
}
