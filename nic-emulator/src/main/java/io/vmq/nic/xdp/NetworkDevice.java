package io.vmq.nic.xdp;

import io.vmq.nic.linux.Errno;
import io.vmq.nic.linux.InterfaceRequests;
import io.vmq.nic.linux.Link;
import io.vmq.nic.port.PortException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What the system says of an interface while a port is open on it, in the network in which this was opened, to whatever thread.
 */
final class NetworkDevice implements AutoCloseable {

    private static final int ETHTOOL_GCHANNELS = 0x3C;
    /** Command, then at most and now: receive, transmit, other, combined (linux/ethtool.h, struct ethtool_channels). */
    private static final int CHANNELS_BYTES = 36;
    private static final int RECEIVE_NOW = 20;
    private static final int COMBINED_NOW = 32;

    private final Link link;
    private final InterfaceRequests requests;

    private NetworkDevice(Link link, InterfaceRequests requests) {
        this.link = link;
        this.requests = requests;
    }

    static NetworkDevice open(Link link) throws PortException {
        InterfaceRequests requests = InterfaceRequests.open();
        if (requests.answer() < 0) {
            throw new PortException("no socket to ask for the interface through: the system answered "
                    + Errno.describe(requests.answer()));
        }
        return new NetworkDevice(link, requests);
    }

    /** The interface as it was when the port was opened. */
    Link link() {
        return link;
    }

    /** Receive queues that the hardware fills now; 1 if the driver does not say. */
    int hardwareQueues() throws PortException {
        ByteBuffer channels = ByteBuffer.allocate(CHANNELS_BYTES).order(ByteOrder.nativeOrder());
        channels.putInt(0, ETHTOOL_GCHANNELS);
        int answer = requests.ethtool(link.name(), channels.array());
        if (Errno.EOPNOTSUPP.is(answer)) {
            return 1;
        }
        if (answer < 0) {
            throw new PortException("how many queues it has the system does not say, but answered "
                    + Errno.describe(answer));
        }
        return Math.max(1, channels.getInt(RECEIVE_NOW) + channels.getInt(COMBINED_NOW));
    }

    @Override
    public void close() {
        requests.close();
    }
}
