package io.vmq.tools.command;

import io.vmq.nic.linux.Capabilities;
import io.vmq.nic.linux.Capability;
import io.vmq.nic.packet.PacketSender;
import io.vmq.nic.port.FrameSender;
import io.vmq.nic.port.PortException;
import io.vmq.nic.vxlan.VxlanHeader;
import io.vmq.nic.vxlan.VxlanSender;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.send.SendTarget;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Opens what sends, for an option that says where to.
 *
 * @param target
 *            what reports call it
 */
record SenderOpening(SendTarget target, Opening opening) {

    private static final Pattern PEER = Pattern.compile("(\\[[0-9a-fA-F:.%\\w]+]|[^\\s:\\[\\]]+)(?::([0-9]{1,5}))?");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,8}");
    private static final int MAX_PORT = 65_535;

    /** Asks the system. */
    interface Opening {
        FrameSender open() throws PortException;
    }

    /** Out of an interface; what is missing is said before anything is tried. */
    static SenderOpening ofInterface(String name, boolean evenOnDefaultRoute) {
        return new SenderOpening(new SendTarget(SendTarget.Kind.INTERFACE, name), () -> {
            String missing = Capabilities.ofThisThread().missing("sending out of " + name, Capability.NET_RAW)
                    .orElse(null);
            if (missing != null) {
                throw new PortException(missing);
            }
            return PacketSender.open(name, evenOnDefaultRoute);
        });
    }

    /**
     * To a peer, HOST[:PORT].
     *
     * @param vni
     *            the network's number as text, or null for the usual one
     * @throws BadInputException
     *             if it is no such text
     */
    static SenderOpening ofPeer(String text, @Nullable String vni) {
        Matcher peer = PEER.matcher(text);
        int port = peer.matches() ? number(peer.group(2), VxlanHeader.PORT) : 0;
        if (port < 1 || port > MAX_PORT) {
            throw new BadInputException(
                    "--vxlan: '" + text + "' is not possible (expected HOST[:PORT] such as 192.0.2.1:4789, "
                            + "an IPv6 address in brackets)");
        }
        int network = number(vni, VxlanHeader.USUAL_VNI);
        if (network > VxlanHeader.MAX_VNI) {
            throw new BadInputException("--vni: '" + vni + "' is not possible (expected a whole number from 0 to "
                    + VxlanHeader.MAX_VNI + ")");
        }
        String name = peer.group(1) + ":" + port + "/" + network;
        return new SenderOpening(new SendTarget(SendTarget.Kind.VXLAN, name),
                () -> VxlanSender.open(address(peer.group(1), port), network));
    }

    /** The first address of the host; without one if it is unknown, which is refused later. */
    private static InetSocketAddress address(String host, int port) {
        try {
            return new InetSocketAddress(InetAddress.getAllByName(host)[0], port);
        } catch (UnknownHostException e) {
            return InetSocketAddress.createUnresolved(host, port);
        }
    }

    private static int number(@Nullable String text, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        return WHOLE.matcher(text).matches() ? Integer.parseInt(text) : Integer.MAX_VALUE;
    }

    /**
     * Opens it.
     *
     * @throws BadInputException
     *             if the system refuses
     */
    FrameSender open() {
        try {
            return opening.open();
        } catch (PortException e) {
            throw new BadInputException(
                    (target.kind() == SendTarget.Kind.INTERFACE ? "--to: " : "--vxlan: ") + e.getMessage());
        }
    }
}
