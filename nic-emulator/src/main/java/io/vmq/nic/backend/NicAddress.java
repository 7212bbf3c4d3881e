package io.vmq.nic.backend;

import io.vmq.nic.notation.Refusal;
import java.util.regex.Pattern;

/**
 * A real NIC and the way in which its frames are received.
 *
 * @param name
 *            name of a network interface; for {@link Backend#VXLAN} the local ADDRESS:UDPPORT[/VNI] where tunnels end
 */
public record NicAddress(String name, Backend backend) {

    /** Linux takes 15 bytes without slash, colon or white space (dev_valid_name in net/core/dev.c). */
    private static final Pattern INTERFACE = Pattern.compile("[^\\s/:]{1,15}");
    private static final String EXPECTED = "IFACE or IFACE:BACKEND, such as eth1:af-xdp, or ADDRESS:PORT[/VNI]:vxlan";

    /**
     * Reads {@code IFACE[:BACKEND]}; without a backend it is af-packet.
     *
     * @throws IllegalArgumentException
     *             if it is no such text
     */
    public static NicAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        NicAddress nic = colon < 0 ? new NicAddress(text, Backend.AF_PACKET)
                : new NicAddress(text.substring(0, colon), Backend.named(text.substring(colon + 1)));
        if (nic.backend == Backend.VXLAN) {
            TunnelEnd.parse(nic.name);
        } else if (!INTERFACE.matcher(nic.name).matches()) {
            throw Refusal.impossible(text, EXPECTED);
        }
        return nic;
    }

    /** As it is written, {@link #parse} reads it back. */
    public String text() {
        return name + ":" + backend.label();
    }
}
