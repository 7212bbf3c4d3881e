package io.vmq.nic.linux;

import io.vmq.nic.port.PortException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The interfaces of the network in which the opening thread was: asks for them and changes them (rtnetlink(7)). What
 * changes something answers 0 or the negative errno, which {@link Errno} explains. One thread uses it.
 */
public final class Links implements AutoCloseable {

    private static final int NEW_LINK = 16;
    private static final int DELETE_LINK = 17;
    private static final int GET_LINK = 18;
    private static final int GET_ROUTE = 26;

    private static final int NAME = 3;
    private static final int INFO = 18;
    private static final int INFO_KIND = 1;
    private static final int INFO_DATA = 2;
    private static final int VETH_PEER = 1;
    private static final int TX_QUEUES = 31;
    private static final int RX_QUEUES = 32;
    private static final int UP = 1;

    private static final int AF_INET6 = 10;

    private final NetlinkSocket kernel;

    private Links(NetlinkSocket kernel) {
        this.kernel = kernel;
    }

    /**
     * Those that the calling thread sees.
     *
     * @throws PortException
     *             if the system cannot be asked
     */
    public static Links open() throws PortException {
        return new Links(NetlinkSocket.open());
    }

    /**
     * Makes two interfaces that are the two ends of one cable, both down. Names have at most 15 bytes.
     *
     * @param queues
     *            how many receive queues and how many transmit queues each end has
     */
    public long addVethPair(String name, String peer, int queues) {
        return kernel.change(NetlinkMessage
                .aboutLink(NEW_LINK, NetlinkMessage.ACKNOWLEDGE | NetlinkMessage.CREATE_NEW, 0, 0, 0)
                .text(NAME, name).number(TX_QUEUES, queues).number(RX_QUEUES, queues)
                .nested(INFO, info -> info.text(INFO_KIND, "veth")
                        .nested(INFO_DATA, data -> data.nested(VETH_PEER, end -> end.linkPart(0, 0, 0)
                                .text(NAME, peer).number(TX_QUEUES, queues).number(RX_QUEUES, queues)))));
    }

    /** Lets an interface work; it does when its state says so. */
    public long setUp(String name) {
        return setFlags(name, UP);
    }

    public long setDown(String name) {
        return setFlags(name, 0);
    }

    private long setFlags(String name, int flags) {
        return kernel.change(
                NetlinkMessage.aboutLink(NEW_LINK, NetlinkMessage.ACKNOWLEDGE, 0, flags, UP).text(NAME, name));
    }

    /** Removes an interface, and with one end of a veth pair the other. */
    public long delete(String name) {
        return kernel.change(
                NetlinkMessage.aboutLink(DELETE_LINK, NetlinkMessage.ACKNOWLEDGE, 0, 0, 0).text(NAME, name));
    }

    /**
     * The interface of that name, or empty if there is none.
     *
     * @throws PortException
     *             if the system does not say
     */
    public Optional<Link> find(String name) throws PortException {
        List<Link> found = new ArrayList<>(1);
        long answer = kernel.ask(
                NetlinkMessage.aboutLink(GET_LINK, NetlinkMessage.ACKNOWLEDGE, 0, 0, 0).text(NAME, name),
                link -> found.add(Link.of(link)));
        if (answer < 0 && !Errno.ENODEV.is(answer)) {
            throw new PortException(name + ": the system does not say what this interface is, but answered "
                    + Errno.describe(answer) + "; a name of 1 to 15 characters as 'ip link' shows it expected");
        }
        return found.stream().findFirst();
    }

    /**
     * The interface of that name.
     *
     * @throws PortException
     *             if there is none, or if the system does not say
     */
    public Link get(String name) throws PortException {
        return find(name).orElseThrow(
                () -> new PortException(name + ": there is no such interface here; 'ip link' shows those there are"));
    }

    /**
     * Whether a default route, IPv4 or IPv6, in whatever table, leads through the interface, or through one that stands on
     * it, such as a bridge, a bond or a VLAN: then it is the machine's way to everywhere. Routes to a half of all addresses
     * count too, since in pairs they take the place of a default route.
     *
     * @throws PortException
     *             if the system does not say
     */
    public boolean carriesDefaultRoute(Link link) throws PortException {
        Set<Integer> concerned = layers(link).from(link.index());
        Set<Integer> ways = new HashSet<>(waysToEverywhere(link, SystemCalls.AF_INET));
        ways.addAll(waysToEverywhere(link, AF_INET6));
        return ways.stream().anyMatch(concerned::contains);
    }

    /**
     * Refuses an interface that the machine's own traffic needs.
     *
     * @param consequence
     *            what would happen to that traffic, which the sentence says
     * @throws PortException
     *             if the interface {@linkplain #carriesDefaultRoute carries a default route}, or if the system does not say
     */
    public void refuseDefaultRoute(Link link, String consequence) throws PortException {
        if (carriesDefaultRoute(link)) {
            throw new PortException(link.name() + " carries the default route, and " + consequence
                    + "; take another interface, or allow this one with --yes-this-interface");
        }
    }

    private LinkLayers layers(Link link) throws PortException {
        LinkLayers layers = new LinkLayers();
        long answer = kernel.ask(NetlinkMessage.aboutLink(GET_LINK, NetlinkMessage.DUMP, 0, 0, 0), layers::add);
        if (answer < 0) {
            throw new PortException(
                    link.name() + ": the system does not say which interfaces stand on it, but answered "
                            + Errno.describe(answer) + "; try again if interfaces are being changed");
        }
        return layers;
    }

    private List<Integer> waysToEverywhere(Link link, int family) throws PortException {
        List<Integer> ways = new ArrayList<>();
        long answer = kernel.ask(NetlinkMessage.aboutRoutes(GET_ROUTE, NetlinkMessage.DUMP, family),
                route -> addWaysOfDefaultRoute(route, ways));
        if (answer < 0 && !Errno.EAFNOSUPPORT.is(answer)) {
            throw new PortException(link.name() + ": the system does not say which routes there are, but answered "
                    + Errno.describe(answer) + "; try again if routes are being changed");
        }
        return ways;
    }

    private static void addWaysOfDefaultRoute(ByteBuffer route, List<Integer> ways) {
        ways.addAll(DefaultRoute.interfacesOf(route.order(ByteOrder.nativeOrder())));
    }

    @Override
    public void close() {
        kernel.close();
    }
}
