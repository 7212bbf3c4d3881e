package io.vmq.dispatch.steering;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The header fields that an RSS hash covers (Windows driver docs, "RSS hashing types").
 *
 * <p>
 * Three families of three: addresses alone, addresses with TCP ports, addresses with UDP ports; always in this order, which
 * the data path counts on. The {@code _EX} family takes the home address of a Mobile IPv6 packet for the source and the
 * address of a type 2 routing header for the destination, where the packet carries them.
 */
public enum HashType {

    IPV4("ipv4"),
    TCP_IPV4("tcp-ipv4"),
    UDP_IPV4("udp-ipv4"),
    IPV6("ipv6"),
    TCP_IPV6("tcp-ipv6"),
    UDP_IPV6("udp-ipv6"),
    IPV6_EX("ipv6-ex"),
    TCP_IPV6_EX("tcp-ipv6-ex"),
    UDP_IPV6_EX("udp-ipv6-ex");

    /** Members of a family, each at the family's first index plus the index of its {@link IpProtocol}. */
    static final int FAMILY_SIZE = 3;

    private static final HashType[] TYPES = values();

    private final String label;

    HashType(String label) {
        this.label = label;
    }

    /** The name in results and on the command line. */
    public String label() {
        return label;
    }

    /** The type whose {@link #label()} is {@code text}; otherwise {@link IllegalArgumentException} lists the known ones. */
    public static HashType parse(String text) {
        for (HashType type : TYPES) {
            if (type.label.equals(text)) {
                return type;
            }
        }
        throw new IllegalArgumentException("hash type '" + text + "' is unknown (known: " + knownLabels() + ")");
    }

    /** The number that stands for the type on the data path; the order of the constants is part of the contract. */
    int index() {
        return ordinal();
    }

    static HashType at(int index) {
        return TYPES[index];
    }

    static boolean isIpv4(int index) {
        return index < FAMILY_SIZE;
    }

    private static String knownLabels() {
        return Arrays.stream(TYPES).map(HashType::label).collect(Collectors.joining(", "));
    }
}
