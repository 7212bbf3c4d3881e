package io.vmq.nic.packet;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.nic.port.Port;
import io.vmq.nic.port.PortException;
import io.vmq.nic.port.PortQueue;
import io.vmq.nic.port.StampSource;
import io.vmq.nic.port.SteeredBy;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All frames that an interface receives, in one queue, as the kernel sees them before its own network stack: what the
 * interface sends is not among them. Frames that NIC or kernel have joined (LRO, GRO) come joined, so on a NIC these are to be
 * turned off. Needs CAP_NET_RAW.
 */
public final class PacketPort implements Port {

    static final String BACKEND = "af-packet";
    static final StampSource STAMPS = new StampSource("CLOCK_REALTIME", "kernel", 1);

    private final PacketRing ring;
    private final RingSize size;
    private final Addresses addresses;
    private final RingWatch watch;
    private final List<String> remarks;

    private PacketPort(PacketRing ring, RingSize size, Addresses addresses) throws PortException {
        this.ring = ring;
        this.size = size;
        this.addresses = addresses;
        watch = new RingWatch(List.of(ring), addresses.watch());
        remarks = JoinedFrames.remarks(ring.socket().link().name());
    }

    /**
     * Opens the port; what arrives from now on is received.
     *
     * @param interfaceName
     *            an interface of the calling thread's network
     * @param receive
     *            the unicast addresses, besides the interface's own, whose frames the NIC is to take
     * @throws PortException
     *             if the system refuses, or the NIC could take them only by becoming promiscuous
     */
    public static PacketPort open(String interfaceName, RingSize size, List<MacAddress> receive) throws PortException {
        Addresses addresses = Addresses.open(interfaceName, BACKEND, receive);
        try {
            return open(addresses, size);
        } catch (PortException e) {
            addresses.close();
            throw e;
        }
    }

    private static PacketPort open(Addresses addresses, RingSize size) throws PortException {
        PacketSocket socket = PacketSocket.open(addresses.link(), BACKEND);
        PacketRing ring = PacketRing.open(socket, size);
        try {
            socket.bind(PacketSocket.ALL_FRAMES);
            return new PacketPort(ring, size, addresses);
        } catch (PortException e) {
            ring.close();
            throw e;
        }
    }

    @Override
    public String backend() {
        return BACKEND;
    }

    @Override
    public int queueCount() {
        return 1;
    }

    @Override
    public SteeredBy steeredBy() {
        return SteeredBy.HOST;
    }

    @Override
    public PortQueue queue(int index) {
        Objects.checkIndex(index, 1);
        return ring;
    }

    @Override
    public boolean await(int timeoutMs) {
        return watch.await(timeoutMs);
    }

    @Override
    public void setFilters(List<ReceiveFilter> filters) {
        throw new UnsupportedOperationException(BACKEND + " does not steer by filters");
    }

    /** {@inheritDoc} A block that is not full is handed over after one to two retire times. */
    @Override
    public long mostDelayNs() {
        return size.mostDelayNs();
    }

    @Override
    public long lostFrames() {
        return ring.lostFrames() + watch.missedFrames();
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
        return STAMPS;
    }

    @Override
    public void close() {
        watch.end();
        ring.close();
        addresses.close();
    }
}
