package io.vmq.nic.xdp;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.nic.linux.Link;
import io.vmq.nic.linux.Links;
import io.vmq.nic.packet.Memberships;
import io.vmq.nic.port.PortException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The unicast addresses that the NIC takes for a port, besides its own: some as long as the port is open, the others as its filters
 * ask for them. One thread at a time uses it.
 */
final class Addresses implements AutoCloseable {

    private final Links links;
    private final Memberships memberships;
    private final Set<MacAddress> lasting;

    private Addresses(Links links, Memberships memberships, List<MacAddress> lasting) {
        this.links = links;
        this.memberships = memberships;
        this.lasting = Set.copyOf(lasting);
    }

    /** Has the NIC take the lasting ones. */
    static Addresses open(String interfaceName, String backend, List<MacAddress> lasting) throws PortException {
        try (Holdings holdings = new Holdings()) {
            Links links = holdings.hold(Links.open());
            Link link = links.get(interfaceName);
            Memberships memberships = holdings.hold(Memberships.open(link, links, backend));
            memberships.join(lasting);
            holdings.keep();
            return new Addresses(links, memberships, lasting);
        }
    }

    /** The interface as it is now. */
    Link link(String interfaceName) throws PortException {
        return links.get(interfaceName);
    }

    /** Has the NIC take these too; returns those that are new. */
    List<MacAddress> add(Collection<MacAddress> macs) throws PortException {
        return memberships.join(macs);
    }

    void remove(Collection<MacAddress> macs) {
        memberships.leave(macs);
    }

    /** Has the NIC take these and the lasting ones, and no others. */
    void keepOnly(Collection<MacAddress> macs) {
        Set<MacAddress> kept = new HashSet<>(macs);
        kept.addAll(lasting);
        memberships.keepOnly(kept);
    }

    @Override
    public void close() {
        memberships.close();
        links.close();
    }
}
