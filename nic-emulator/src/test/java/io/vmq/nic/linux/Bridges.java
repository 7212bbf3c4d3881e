package io.vmq.nic.linux;

/** Makes bridges in a test's own network. */
final class Bridges {

    private static final int NEW_LINK = 16;
    private static final int NAME = 3;
    private static final int MASTER = 10;
    private static final int INFO = 18;
    private static final int INFO_KIND = 1;

    private Bridges() {}

    /** A bridge with one port, up; the test is skipped where the kernel has none. */
    static void addOver(Links links, String name, Link port) throws Exception {
        try (NetlinkSocket kernel = NetlinkSocket.open()) {
            Lab.attempt("a bridge", kernel.change(NetlinkMessage
                    .aboutLink(NEW_LINK, NetlinkMessage.ACKNOWLEDGE | NetlinkMessage.CREATE_NEW, 0, 0, 0)
                    .text(NAME, name).nested(INFO, info -> info.text(INFO_KIND, "bridge"))), Errno.EOPNOTSUPP);
            Lab.attempt("to put " + port.name() + " behind it", kernel.change(NetlinkMessage
                    .aboutLink(NEW_LINK, NetlinkMessage.ACKNOWLEDGE, port.index(), 0, 0)
                    .number(MASTER, links.get(name).index())));
        }
        Lab.attempt("to set it up", links.setUp(name));
    }
}
