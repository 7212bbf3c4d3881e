package io.vmq.tools.command;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.nic.backend.NicAddress;
import io.vmq.nic.backend.PortOpening;
import io.vmq.nic.packet.PacketSender;
import io.vmq.nic.port.FrameSender;
import io.vmq.nic.port.Port;
import io.vmq.nic.port.PortException;
import io.vmq.nic.port.SteeredBy;
import io.vmq.tools.conformance.wire.WireEnds;
import java.util.List;

/** Interfaces of this machine. */
enum RealEnds implements WireEnds {

    INSTANCE;

    @Override
    public Port port(NicAddress nic, SteeredBy steeredBy, int queues, List<ReceiveFilter> filters,
            List<MacAddress> macs, boolean evenOnDefaultRoute) throws PortException {
        return PortOpening.open(nic, steeredBy, queues, filters, macs, evenOnDefaultRoute);
    }

    @Override
    public Port queuesOfNic(NicAddress nic, List<MacAddress> macs, boolean evenOnDefaultRoute) throws PortException {
        return PortOpening.openQueuesOfNic(nic, macs, evenOnDefaultRoute);
    }

    @Override
    public FrameSender sender(String peer, boolean evenOnDefaultRoute) throws PortException {
        return PacketSender.open(peer, evenOnDefaultRoute);
    }
}
