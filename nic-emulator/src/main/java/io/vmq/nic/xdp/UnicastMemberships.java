package io.vmq.nic.xdp;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.linux.Errno;
import io.vmq.nic.linux.Link;
import io.vmq.nic.linux.Links;
import io.vmq.nic.linux.SystemCalls;
import io.vmq.nic.port.PortException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Unicast addresses that a NIC takes besides its own: memberships of a packet socket that itself receives nothing (packet(7),
 * PACKET_MR_UNICAST). They end with the socket.
 *
 * <p>
 * The kernel makes a NIC promiscuous if it has no filters for addresses, or no more of them. Then the addresses are given back at
 * once, and refused. The ends of virtual cables hand over whatever comes, so nothing is asked of them.
 */
final class UnicastMemberships implements AutoCloseable {

    private static final Set<String> KINDS_WITHOUT_FILTERS = Set.of("veth", "tun");

    private static final int SOL_PACKET = 263;
    private static final int ADD_MEMBERSHIP = 1;
    private static final int DROP_MEMBERSHIP = 2;
    private static final int UNICAST = 3;
    private static final int REQUEST_BYTES = 16;
    private static final int MAC_BYTES = 6;

    private final int fd;
    private final Links links;
    private final Link link;
    private final Set<MacAddress> lasting;
    private final boolean needed;
    private final Set<MacAddress> joined = new HashSet<>();

    private UnicastMemberships(int fd, Links links, Link link, List<MacAddress> lasting, boolean needed) {
        this.fd = fd;
        this.links = links;
        this.link = link;
        this.lasting = Set.copyOf(lasting);
        this.needed = needed;
    }

    /**
     * Joins some addresses for as long as this is open.
     *
     * @param links
     *            used from now on, and closed with this
     */
    static UnicastMemberships open(Links links, Link link, List<MacAddress> lasting) throws PortException {
        return open(links, link, lasting, !KINDS_WITHOUT_FILTERS.contains(link.kind()));
    }

    static UnicastMemberships open(Links links, Link link, List<MacAddress> lasting, boolean needed)
            throws PortException {
        int fd = SystemCalls.socket(SystemCalls.AF_PACKET, SystemCalls.SOCK_RAW, 0);
        if (fd < 0) {
            throw new PortException("no packet socket: the system answered " + Errno.describe(fd));
        }
        try (Holdings holdings = new Holdings()) {
            holdings.hold(() -> SystemCalls.close(fd));
            UnicastMemberships memberships = new UnicastMemberships(fd, links, link, lasting, needed);
            memberships.add(lasting);
            holdings.keep();
            return memberships;
        }
    }

    /**
     * Joins those of the addresses that are not joined yet.
     *
     * @throws PortException
     *             if the system refuses one, or would make the NIC promiscuous; then nothing has changed
     */
    void add(Collection<MacAddress> macs) throws PortException {
        Set<MacAddress> added = new HashSet<>(macs);
        added.removeAll(joined);
        if (!needed || added.isEmpty()) {
            return;
        }
        int promiscuity = links.get(link.name()).promiscuity();
        for (MacAddress mac : added) {
            int answer = change(ADD_MEMBERSHIP, mac);
            if (answer < 0) {
                leave(added);
                throw new PortException("frames for " + mac + " cannot be asked for: the system answered "
                        + Errno.describe(answer));
            }
            joined.add(mac);
        }
        if (links.get(link.name()).promiscuity() > promiscuity) {
            leave(added);
            throw new PortException("the NIC has no filters for " + added.size() + " more "
                    + (added.size() == 1 ? "address" : "addresses") + ", so the system made it promiscuous, which was"
                    + " taken back; fewer VMs, or a NIC with more filters, would do");
        }
    }

    /** Leaves all but these and the lasting ones. */
    void keepOnly(Collection<MacAddress> macs) {
        Set<MacAddress> leaving = new HashSet<>(joined);
        leaving.removeAll(new HashSet<>(macs));
        leaving.removeAll(lasting);
        leave(leaving);
    }

    private void leave(Set<MacAddress> macs) {
        for (MacAddress mac : macs) {
            if (joined.remove(mac)) {
                change(DROP_MEMBERSHIP, mac);
            }
        }
    }

    private int change(int option, MacAddress mac) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = arena.allocate(REQUEST_BYTES, Long.BYTES);
            Memory fields = Memory.of(request);
            fields.putInt(0, link.index());
            fields.putInt(4, UNICAST | MAC_BYTES << Short.SIZE);
            fields.putI64Be(8, mac.bits() << Short.SIZE);
            return SystemCalls.setSocketOption(fd, SOL_PACKET, option, request);
        }
    }

    @Override
    public void close() {
        SystemCalls.close(fd);
        links.close();
    }
}
