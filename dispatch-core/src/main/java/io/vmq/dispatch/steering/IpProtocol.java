package io.vmq.dispatch.steering;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What an IP packet carries, as far as RSS tells protocols apart; the order is that of the types in a family of
 * {@link HashType}, which the data path counts on.
 */
public enum IpProtocol {

    /** Neither TCP nor UDP. */
    OTHER("other", IpLayout.PROTOCOL_EXPERIMENT),
    TCP("tcp", IpLayout.PROTOCOL_TCP),
    UDP("udp", IpLayout.PROTOCOL_UDP);

    private static final IpProtocol[] PROTOCOLS = values();

    private final String label;
    private final int number;

    IpProtocol(String label, int number) {
        this.label = label;
        this.number = number;
    }

    /** The name in results and on the command line. */
    public String label() {
        return label;
    }

    /** The protocol whose {@link #label()} is {@code text}; otherwise {@link IllegalArgumentException} lists the known. */
    public static IpProtocol parse(String text) {
        for (IpProtocol protocol : PROTOCOLS) {
            if (protocol.label.equals(text)) {
                return protocol;
            }
        }
        String known = Arrays.stream(PROTOCOLS).map(IpProtocol::label).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("protocol '" + text + "' is unknown (known: " + known + ")");
    }

    /** The number that a packet of this kind gets in its IP header. */
    int number() {
        return number;
    }

    /** The number that stands for the protocol on the data path; the order of the constants is part of the contract. */
    int index() {
        return ordinal();
    }

    static IpProtocol at(int index) {
        return PROTOCOLS[index];
    }

    /** The index of the protocol that has the given number in the IP header. */
    static int indexOf(int number) {
        if (number == IpLayout.PROTOCOL_TCP) {
            return 1;
        }
        return number == IpLayout.PROTOCOL_UDP ? 2 : 0;
    }
}
