package io.vmq.nic.packet;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.nic.port.Port;
import io.vmq.nic.port.PortException;
import io.vmq.nic.port.PortQueue;
import io.vmq.nic.port.StampSource;
import io.vmq.nic.port.SteeredBy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All frames that an interface receives, in several queues among which the kernel divides them: by receive filters, which is
 * VMQ in the kernel, or by a hash of its own. Otherwise as {@link PacketPort}. Needs CAP_NET_RAW.
 */
public final class FanoutPort implements Port {

    private static final String BACKEND = "af-packet-fanout";

    private final FanoutGroup group;
    private final Addresses addresses;
    private final RingWatch watch;
    private final SteeredBy steeredBy;
    private final RingSize size;
    private final List<String> remarks;

    private FanoutPort(FanoutGroup group, Addresses addresses, SteeredBy steeredBy, RingSize size)
            throws PortException {
        this.group = group;
        this.addresses = addresses;
        this.steeredBy = steeredBy;
        this.size = size;
        watch = new RingWatch(group.rings(), addresses.watch());
        remarks = JoinedFrames.remarks(addresses.link().name());
    }

    /**
     * Opens a port that steers by filters; what arrives from now on is received.
     *
     * @param interfaceName
     *            an interface of the calling thread's network
     * @param queues
     *            1 to {@value FanoutGroup#MAX_RINGS}
     * @param size
     *            room of each queue
     * @param filters
     *            for queues that there are; the NIC is to take frames for their addresses
     * @param receive
     *            the unicast addresses, besides the interface's own and those of filters, whose frames the NIC is to take, whatever
     *            filters are set later: they come in queue 0
     * @throws PortException
     *             if the system refuses, the filters are too many, or the NIC could take them only by becoming promiscuous
     */
    public static FanoutPort steeredByFilters(String interfaceName, int queues, RingSize size,
            List<ReceiveFilter> filters, List<MacAddress> receive) throws PortException {
        FanoutPort port = open(interfaceName, queues, size, SteeredBy.FILTERS, receive);
        try {
            port.setFilters(filters);
            port.group.start();
            return port;
        } catch (PortException | IllegalArgumentException e) {
            port.close();
            throw e;
        }
    }

    /**
     * Opens a port that keeps the frames of a flow, both ways, in one queue; which one is up to the kernel, and another one
     * after the next start of the machine.
     *
     * @param receive
     *            the unicast addresses, besides the interface's own, whose frames the NIC is to take
     * @throws PortException
     *             as above
     */
    public static FanoutPort steeredByHash(String interfaceName, int queues, RingSize size, List<MacAddress> receive)
            throws PortException {
        FanoutPort port = open(interfaceName, queues, size, SteeredBy.HASH, receive);
        try {
            port.group.start();
            return port;
        } catch (PortException e) {
            port.close();
            throw e;
        }
    }

    private static FanoutPort open(String interfaceName, int queues, RingSize size, SteeredBy steeredBy,
            List<MacAddress> receive) throws PortException {
        if (queues < 1 || queues > FanoutGroup.MAX_RINGS) {
            throw new PortException(interfaceName + ": " + queues + " queues: 1 to " + FanoutGroup.MAX_RINGS
                    + " expected, as many as the kernel puts into one fanout group");
        }
        Addresses addresses = Addresses.open(interfaceName, BACKEND, receive);
        try {
            return open(addresses, queues, size, steeredBy);
        } catch (PortException e) {
            addresses.close();
            throw e;
        }
    }

    private static FanoutPort open(Addresses addresses, int queues, RingSize size, SteeredBy steeredBy)
            throws PortException {
        int division = steeredBy == SteeredBy.FILTERS ? FanoutGroup.BY_PROGRAM : FanoutGroup.BY_HASH;
        FanoutGroup group = FanoutGroup.open(addresses.link(), BACKEND, queues, size, division);
        try {
            return new FanoutPort(group, addresses, steeredBy, size);
        } catch (PortException e) {
            group.close();
            throw e;
        }
    }

    @Override
    public String backend() {
        return BACKEND;
    }

    @Override
    public int queueCount() {
        return group.rings().size();
    }

    @Override
    public SteeredBy steeredBy() {
        return steeredBy;
    }

    @Override
    public PortQueue queue(int index) {
        return group.rings().get(index);
    }

    @Override
    public boolean await(int timeoutMs) {
        return watch.await(timeoutMs);
    }

    /**
     * {@inheritDoc} The kernel changes the program between two frames.
     *
     * @throws IllegalArgumentException
     *             if a filter is for a queue that there is not, or two ask for the same MAC and VLAN
     */
    @Override
    public void setFilters(List<ReceiveFilter> filters) throws PortException {
        if (steeredBy != SteeredBy.FILTERS) {
            throw new UnsupportedOperationException("this port steers by a hash");
        }
        for (ReceiveFilter filter : filters) {
            if (filter.queue() < 0 || filter.queue() >= queueCount()) {
                throw new IllegalArgumentException("a receive filter for " + filter.mac() + " and queue "
                        + filter.queue() + ": 0 to " + (queueCount() - 1) + " expected");
            }
        }
        List<MacAddress> macs = filters.stream().map(ReceiveFilter::mac).toList();
        List<MacAddress> added = addresses.add(macs);
        try {
            group.steerBy(filters);
        } catch (PortException | IllegalArgumentException e) {
            addresses.remove(added);
            throw e;
        }
        addresses.keepOnly(macs);
    }

    @Override
    public long mostDelayNs() {
        return size.mostDelayNs();
    }

    @Override
    public long lostFrames() {
        return group.lostFrames() + watch.missedFrames();
    }

    @Override
    public @Nullable String failure() {
        return watch.failure();
    }

    /** {@inheritDoc} Whether NIC or kernel may join frames. */
    @Override
    public List<String> remarks() {
        return remarks;
    }

    @Override
    public StampSource stamps() {
        return PacketPort.STAMPS;
    }

    @Override
    public void close() {
        watch.end();
        group.close();
        addresses.close();
    }
}
