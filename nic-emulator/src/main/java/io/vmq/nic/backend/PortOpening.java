package io.vmq.nic.backend;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.nic.port.Port;
import io.vmq.nic.port.PortException;
import io.vmq.nic.port.SteeredBy;
import java.util.List;

/** Opens real ports. */
public final class PortOpening {

    private PortOpening() {}

    /**
     * Opens a port in the network of the calling thread, after a look at whether this process may.
     *
     * @param steeredBy
     *            who puts frames into its queues; the backend must be able to
     * @param queues
     *            how many queues it has; 1 if the host steers
     * @param filters
     *            what it steers by, if it steers by filters
     * @param macs
     *            unicast MACs that the NIC must let through; it is never made promiscuous
     * @throws PortException
     *             if the process may not, or the system refuses
     */
    public static Port open(NicAddress nic, SteeredBy steeredBy, int queues, List<ReceiveFilter> filters,
            List<MacAddress> macs) throws PortException {
        throw new PortException(nic.text() + " " + steeredBy + queues + filters + macs);
    }
}
