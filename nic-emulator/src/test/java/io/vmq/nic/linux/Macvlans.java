package io.vmq.nic.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.nic.port.PortException;
import java.util.Set;
import java.util.TreeSet;

/** Makes interfaces that have filters for unicast addresses, as NICs do. */
public final class Macvlans {

    private static final int NEW_LINK = 16;
    private static final int NAME = 3;
    private static final int LOWER_LINK = 5;
    private static final int INFO = 18;
    private static final int INFO_KIND = 1;

    private static final int GET_NEIGHBOURS = 30;
    private static final int BRIDGE_FAMILY = 7;
    private static final int NEIGHBOUR_PART_BYTES = 12;
    private static final int INDEX_OFFSET = 4;
    private static final int LINK_ADDRESS = 2;

    private Macvlans() {}

    /** The unicast addresses that the interface takes besides its own, as {@code bridge fdb} shows them. */
    public static Set<MacAddress> unicastAddresses(Link link) throws PortException {
        Set<MacAddress> found = new TreeSet<>();
        try (NetlinkSocket kernel = NetlinkSocket.open()) {
            long answer = kernel.ask(NetlinkMessage.aboutRoutes(GET_NEIGHBOURS, NetlinkMessage.DUMP, BRIDGE_FAMILY),
                    entry -> {
                        if (entry.getInt(INDEX_OFFSET) == link.index()) {
                            new NetlinkAttributes(entry, NEIGHBOUR_PART_BYTES).bytes(LINK_ADDRESS).flatMap(Link::macOf)
                                    .ifPresent(found::add);
                        }
                    });
            assertThat(answer).isZero();
        }
        found.removeIf(MacAddress::isGroup);
        return found;
    }

    /** A macvlan above the interface, up; the test is skipped where the kernel has none. */
    public static Link add(Links links, String name, Link lower) throws Exception {
        try (NetlinkSocket kernel = NetlinkSocket.open()) {
            Lab.attempt("a macvlan", kernel.change(NetlinkMessage
                    .aboutLink(NEW_LINK, NetlinkMessage.ACKNOWLEDGE | NetlinkMessage.CREATE_NEW, 0, 0, 0)
                    .text(NAME, name).number(LOWER_LINK, lower.index())
                    .nested(INFO, info -> info.text(INFO_KIND, "macvlan"))), Errno.EOPNOTSUPP);
        }
        Lab.attempt("to set it up", links.setUp(name));
        return links.get(name);
    }
}
