package io.vmq.tools.conformance.wire;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.nic.backend.NicAddress;
import io.vmq.nic.port.FrameSender;
import io.vmq.nic.port.Port;
import io.vmq.nic.port.PortException;
import io.vmq.nic.port.SteeredBy;
import java.util.List;

/** Opens the two ends of what is checked, in the network of the calling thread. */
public interface WireEnds {

    /**
     * Where frames arrive.
     *
     * @param macs
     *            unicast addresses that the NIC must let through
     * @param evenOnDefaultRoute
     *            also if the backend takes an interface away from the system that the machine's own traffic goes through
     * @throws PortException
     *             if the process may not, or the system refuses
     */
    Port port(NicAddress nic, SteeredBy steeredBy, int queues, List<ReceiveFilter> filters, List<MacAddress> macs,
            boolean evenOnDefaultRoute) throws PortException;

    /**
     * Where frames arrive, with the queues of the NIC itself.
     *
     * @param evenOnDefaultRoute
     *            as above
     * @throws PortException
     *             if the process may not, the system refuses, or the backend does not show them
     */
    Port queuesOfNic(NicAddress nic, List<MacAddress> macs, boolean evenOnDefaultRoute) throws PortException;

    /**
     * Where frames are sent.
     *
     * @param evenOnDefaultRoute
     *            also if the machine's own traffic goes that way
     * @throws PortException
     *             if the process may not, or the system refuses
     */
    FrameSender sender(String peer, boolean evenOnDefaultRoute) throws PortException;
}
