package io.vmq.nic.packet;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.nic.linux.Errno;
import io.vmq.nic.linux.Link;
import io.vmq.nic.linux.Links;
import io.vmq.nic.port.PortException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The unicast addresses that a NIC takes for us besides its own, so that it need not take all (packet(7),
 * PACKET_MR_UNICAST). They end with the socket.
 *
 * <p>
 * The kernel makes a NIC promiscuous by itself if its driver says that it has no filters for addresses. That shows in the interface's
 * promiscuity; then the addresses are given back at once, and it is refused. Drivers that run out of filters may have the NIC take all
 * frames without the kernel knowing (within ndo_set_rx_mode), and that does not show. The ends of virtual cables hand over all that comes anyway, so
 * nothing is asked of them. One thread at a time uses it.
 */
public final class Memberships implements AutoCloseable {

    private static final Set<String> KINDS_THAT_HAND_OVER_ALL = Set.of("veth", "tun");

    private final PacketSocket socket;
    private final Links links;
    private final boolean needed;
    private final Set<MacAddress> joined = new HashSet<>();

    Memberships(PacketSocket socket, Links links) {
        this(socket, links, !KINDS_THAT_HAND_OVER_ALL.contains(socket.link().kind()));
    }

    Memberships(PacketSocket socket, Links links, boolean needed) {
        this.socket = socket;
        this.links = links;
        this.needed = needed;
    }

    /**
     * None so far, by a socket of their own that receives nothing.
     *
     * @param links
     *            must stay open as long as these
     * @param backend
     *            who needs them, for what is said if they cannot be had
     * @throws PortException
     *             if packet sockets are not allowed, or the interface has no Ethernet frames or is down
     */
    public static Memberships open(Link link, Links links, String backend) throws PortException {
        return new Memberships(PacketSocket.open(link, backend), links);
    }

    /**
     * Joins what is not joined yet.
     *
     * @return those that are new
     * @throws PortException
     *             if the system refuses, or would make the NIC promiscuous; then nothing has changed
     */
    public List<MacAddress> join(Collection<MacAddress> macs) throws PortException {
        List<MacAddress> added = new ArrayList<>();
        if (!needed) {
            return added;
        }
        String name = socket.link().name();
        int promiscuity = links.get(name).promiscuity();
        for (MacAddress mac : new HashSet<>(macs)) {
            if (!joined.contains(mac)) {
                int answer = socket.join(mac);
                if (answer < 0) {
                    leave(added);
                    throw new PortException(name + ": frames for " + mac + " cannot be asked for: the system answered "
                            + Errno.describe(answer));
                }
                joined.add(mac);
                added.add(mac);
            }
        }
        if (!added.isEmpty() && links.get(name).promiscuity() > promiscuity) {
            leave(added);
            throw new PortException(name + ": the NIC has no filters for " + added.size() + " more "
                    + (added.size() == 1 ? "address" : "addresses")
                    + ", so the system made it promiscuous, which was taken back; fewer VMs, or a NIC with more filters, would do");
        }
        return added;
    }

    /** Leaves all but these. */
    public void keepOnly(Collection<MacAddress> macs) {
        Set<MacAddress> rest = new HashSet<>(joined);
        rest.removeAll(new HashSet<>(macs));
        leave(rest);
    }

    /** Leaves these, which were joined. */
    public void leave(Collection<MacAddress> macs) {
        for (MacAddress mac : macs) {
            socket.leave(mac);
            joined.remove(mac);
        }
    }

    /** Leaves all, with the socket. */
    @Override
    public void close() {
        socket.close();
    }
}
