package io.vmq.nic.backend;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.nic.linux.Capabilities;
import io.vmq.nic.linux.Capability;
import io.vmq.nic.linux.Links;
import io.vmq.nic.linux.OperatingSystem;
import io.vmq.nic.packet.FanoutPort;
import io.vmq.nic.packet.PacketPort;
import io.vmq.nic.packet.RingSize;
import io.vmq.nic.port.Port;
import io.vmq.nic.port.PortException;
import io.vmq.nic.port.SteeredBy;
import io.vmq.nic.vxlan.VxlanPort;
import io.vmq.nic.vxlan.VxlanSettings;
import io.vmq.nic.xdp.XdpPort;
import io.vmq.nic.xdp.XdpSettings;
import java.util.List;
import java.util.Optional;

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
     *            unicast MACs that the NIC must let through; it is never asked to let through all
     * @param evenOnDefaultRoute
     *            also where {@link Backend#AF_XDP} cuts the machine off, as it takes all frames of the interface away from the system
     * @throws PortException
     *             if the process may not, the interface carries a default route and that was not allowed, or the system refuses
     */
    public static Port open(NicAddress nic, SteeredBy steeredBy, int queues, List<ReceiveFilter> filters,
            List<MacAddress> macs, boolean evenOnDefaultRoute) throws PortException {
        refuseUnlessAllowed(nic, evenOnDefaultRoute);
        return switch (nic.backend()) {
            case AF_PACKET -> PacketPort.open(nic.name(), RingSize.DEFAULT, macs);
            case AF_PACKET_FANOUT -> steeredBy == SteeredBy.HASH
                    ? FanoutPort.steeredByHash(nic.name(), queues, RingSize.ofEach(queues), macs)
                    : FanoutPort.steeredByFilters(nic.name(), queues, RingSize.ofEach(queues), filters, macs);
            case AF_XDP -> xdp(nic, steeredBy, queues, filters, macs);
            case VXLAN -> vxlan(nic);
        };
    }

    /**
     * Opens a port whose queues are those of the NIC, with the frames that it put there itself, in the network of the calling
     * thread. Only {@link Backend#AF_XDP} sees them.
     *
     * @param macs
     *            unicast MACs that the NIC must let through besides its own
     * @param evenOnDefaultRoute
     *            as above
     * @throws PortException
     *             as above, and if the backend cannot
     */
    public static Port openQueuesOfNic(NicAddress nic, List<MacAddress> macs, boolean evenOnDefaultRoute)
            throws PortException {
        if (nic.backend() != Backend.AF_XDP) {
            throw new PortException(nic.text() + ": " + nic.backend().label()
                    + " does not show at which queue of the NIC a frame arrived; af-xdp does");
        }
        refuseUnlessAllowed(nic, evenOnDefaultRoute);
        return XdpPort.open(nic.name(), XdpSettings.byHardware(), macs);
    }

    private static Port xdp(NicAddress nic, SteeredBy steeredBy, int queues, List<ReceiveFilter> filters,
            List<MacAddress> macs) throws PortException {
        if (steeredBy == SteeredBy.HOST) {
            return XdpPort.open(nic.name(), XdpSettings.byHost(), macs);
        }
        XdpPort port = XdpPort.open(nic.name(), XdpSettings.byFilters(queues), macs);
        try {
            port.setFilters(filters);
            return port;
        } catch (PortException | IllegalArgumentException e) {
            port.close();
            throw e;
        }
    }

    private static Port vxlan(NicAddress nic) throws PortException {
        TunnelEnd end = TunnelEnd.parse(nic.name());
        return VxlanPort.open(VxlanSettings.of(end.address(), end.vni()));
    }

    /** Says what is missing before anything is tried. */
    private static void refuseUnlessAllowed(NicAddress nic, boolean evenOnDefaultRoute) throws PortException {
        if (nic.backend().needed().isEmpty()) {
            return;
        }
        if (!OperatingSystem.isLinux()) {
            throw new PortException(nic.text() + " needs Linux, and this is " + OperatingSystem.name());
        }
        refuseWithoutCapabilities(nic);
        if (nic.backend() == Backend.AF_XDP && !evenOnDefaultRoute) {
            refuseToCutOff(nic);
        }
    }

    /** Packet sockets only listen; frames that a program of AF_XDP takes reach the system no more. */
    private static void refuseToCutOff(NicAddress nic) throws PortException {
        try (Links links = Links.open()) {
            links.refuseDefaultRoute(links.get(nic.name()), nic.backend().label()
                    + " would take all of its frames away from this machine: nothing is opened");
        }
    }

    private static void refuseWithoutCapabilities(NicAddress nic) throws PortException {
        Capability[] needed = nic.backend().needed().toArray(Capability[]::new);
        Optional<String> missing = Capabilities.ofThisThread().missing(nic.backend().label() + " on " + nic.name(),
                needed);
        if (missing.isPresent()) {
            throw new PortException(missing.get());
        }
    }
}
