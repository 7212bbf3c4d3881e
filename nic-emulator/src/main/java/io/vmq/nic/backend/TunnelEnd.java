package io.vmq.nic.backend;

import io.vmq.nic.notation.Refusal;
import io.vmq.nic.vxlan.VxlanHeader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where VXLAN tunnels end on this machine, and which network in them counts.
 *
 * @param address
 *            a local address and UDP port
 * @param vni
 *            number of the virtual network, 0 to {@value VxlanHeader#MAX_VNI} (RFC 7348, section 5)
 */
public record TunnelEnd(InetSocketAddress address, int vni) {

    private static final int MAX_PORT = 65_535;
    private static final Pattern FORM = Pattern
            .compile("(\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+\\]):(\\d{1,5})(?:/(\\d{1,8}))?");
    private static final String EXPECTED = "ADDRESS:PORT[/VNI], such as 0.0.0.0:4789 or [::1]:4789/42, with a port from 1 to "
            + MAX_PORT + " and a VNI up to " + VxlanHeader.MAX_VNI;

    /**
     * Reads {@code ADDRESS:PORT[/VNI]}, by default of {@link VxlanHeader#USUAL_VNI}; names are not looked up.
     *
     * @throws IllegalArgumentException
     *             if it is no such text
     */
    public static TunnelEnd parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw Refusal.impossible(text, EXPECTED);
        }
        int port = Integer.parseInt(parts.group(2));
        int vni = parts.group(3) == null ? VxlanHeader.USUAL_VNI : Integer.parseInt(parts.group(3));
        if (port < 1 || port > MAX_PORT || vni > VxlanHeader.MAX_VNI) {
            throw Refusal.impossible(text, EXPECTED);
        }
        try {
            return new TunnelEnd(new InetSocketAddress(InetAddress.ofLiteral(parts.group(1)), port), vni);
        } catch (IllegalArgumentException e) {
            throw Refusal.impossible(text, EXPECTED);
        }
    }
}
