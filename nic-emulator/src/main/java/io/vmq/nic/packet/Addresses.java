package io.vmq.nic.packet;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.nic.linux.Link;
import io.vmq.nic.linux.LinkWatch;
import io.vmq.nic.linux.Links;
import io.vmq.nic.port.PortException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The unicast addresses that the NIC takes for a port, besides its own: some as long as the port is open, the others as its filters
 * ask for them. One thread at a time uses it.
 */
public final class Addresses implements AutoCloseable {

    private final String interfaceName;
    private final Links links;
    private final Memberships memberships;
    private final Set<MacAddress> lasting;

    private Addresses(String interfaceName, Links links, Memberships memberships, List<MacAddress> lasting) {
        this.interfaceName = interfaceName;
        this.links = links;
        this.memberships = memberships;
        this.lasting = Set.copyOf(lasting);
    }

    /**
     * Has the NIC take the lasting ones.
     *
     * @param interfaceName
     *            an interface of the calling thread's network
     * @param backend
     *            who needs them, for what is said if they cannot be had
     * @throws PortException
     *             if the system refuses, or the NIC could take them only by becoming promiscuous
     */
    public static Addresses open(String interfaceName, String backend, List<MacAddress> lasting) throws PortException {
        Links links = Links.open();
        try {
            Memberships memberships = Memberships.open(links.get(interfaceName), links, backend);
            Addresses addresses = new Addresses(interfaceName, links, memberships, lasting);
            addresses.joinLasting();
            return addresses;
        } catch (PortException e) {
            links.close();
            throw e;
        }
    }

    private void joinLasting() throws PortException {
        try {
            memberships.join(lasting);
        } catch (PortException e) {
            memberships.close();
            throw e;
        }
    }

    /**
     * The interface as it is now.
     *
     * @throws PortException
     *             if it is gone, or the system does not say
     */
    public Link link() throws PortException {
        return links.get(interfaceName);
    }

    /**
     * Watches the interface from now on, until this is closed.
     *
     * @throws PortException
     *             if it is gone, or the system does not say
     */
    public LinkWatch watch() throws PortException {
        return new LinkWatch(links, link());
    }

    /**
     * Has the NIC take these too; returns those that are new.
     *
     * @throws PortException
     *             if the system refuses, or the NIC could take them only by becoming promiscuous; then nothing has changed
     */
    public List<MacAddress> add(Collection<MacAddress> macs) throws PortException {
        return memberships.join(macs);
    }

    /** Takes back what {@link #add} returned. */
    public void remove(Collection<MacAddress> macs) {
        memberships.leave(macs);
    }

    /** Has the NIC take these and the lasting ones, and no others. */
    public void keepOnly(Collection<MacAddress> macs) {
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
