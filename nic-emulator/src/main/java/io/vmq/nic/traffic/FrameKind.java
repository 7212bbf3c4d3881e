package io.vmq.nic.traffic;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What kind of frame an emulated one is, and what that kind is for. In this order a {@link FrameMix} is written and
 * drawn.
 */
public enum FrameKind {

    /** IPv4 without options or fragments (RFC 791) to a VM: what every way of steering handles. */
    PLAIN("ipv4", 20),
    /** TCP or UDP over IPv6 (RFC 8200) to a VM: shows that dispatch does not stop at IPv4. */
    IPV6("ipv6", 40),
    /** IPv6 with hop-by-hop and destination options (RFC 8200): shows whether ports are found behind extensions. */
    IPV6_EXT("ipv6-ext", 40 + Ipv6Header.EXTENSION_BYTES),
    /** IPv4 with the option Router Alert (RFC 2113): shows whether ports are found behind a longer header. */
    IPV4_OPTIONS("ipv4-options", 20 + Ipv4Header.OPTION_BYTES),
    /**
     * Halves of IPv4 datagrams in two fragments (RFC 791): hashed by addresses alone, so a flow may leave its queue.
     */
    IPV4_FRAGMENTS("ipv4-fragments", 20),
    /** An ARP request (RFC 826) for a VM's address: no IP, so nothing to hash, and sent to all. */
    ARP("arp", 28),
    /** UDP to the limited broadcast address (RFC 919): no VM's filter matches, the host gets it. */
    BROADCAST("broadcast", 20),
    /** UDP to an IPv4 multicast group (RFC 1112): no VM's filter matches, and groups may spread. */
    MULTICAST("multicast", 20);

    private final String label;
    private final int packetHeaderBytes;

    FrameKind(String label, int packetHeaderBytes) {
        this.label = label;
        this.packetHeaderBytes = packetHeaderBytes;
    }

    /** The name in a frame mix. */
    public String label() {
        return label;
    }

    /** Whether the frame goes to a group address and belongs to no VM. */
    public boolean isGroup() {
        return this == ARP || this == BROADCAST || this == MULTICAST;
    }

    /** Whether the frame belongs to an IPv6 flow. */
    public boolean isIpv6() {
        return this == IPV6 || this == IPV6_EXT;
    }

    /**
     * Bytes that the packet inside Ethernet needs: its header, the transport header, and for a fragment enough to fill
     * up to the unit in which the next one counts its offset.
     */
    int minPacketBytes(Transport transport) {
        return packetHeaderBytes + switch (this) {
            case PLAIN, IPV6, IPV6_EXT, IPV4_OPTIONS -> transport.headerBytes();
            case IPV4_FRAGMENTS -> FragmentPlan.roundUp(transport.headerBytes());
            case ARP -> 0;
            case BROADCAST, MULTICAST -> Transport.UDP.headerBytes();
        };
    }

    /** The labels that a frame mix may hold. */
    static String mixLabels() {
        return Arrays.stream(values()).filter(kind -> kind != PLAIN).map(FrameKind::label)
                .collect(Collectors.joining(", "));
    }
}
