package io.vmq.nic.adapter;

import java.util.ArrayList;
import java.util.List;

/**
 * What of a packet an interface hashes.
 *
 * @param fields
 *            names of the fields, in the order of their bits: {@code src-ip}, {@code dst-ip}, {@code src-port},
 *            {@code dst-port} and less usual ones; empty if it hashes none
 */
public record HashFields(List<String> fields) {

    /** Bytes of a struct ethtool_rxnfc. */
    static final int BYTES = 192;

    private static final int FIRST_BIT = 1;
    private static final List<String> NAMES = List.of("dst-mac", "vlan", "l3-protocol", "src-ip", "dst-ip", "src-port",
            "dst-port", "gtp-teid", "ipv6-flow-label");
    private static final long DISCARD = 1L << 31;

    public HashFields {
        fields = List.copyOf(fields);
    }

    /** Decodes the answer to ETHTOOL_GRXFH; bits without a name here keep their number. */
    static HashFields parse(AnswerBytes answer) {
        long bits = answer.i64(8);
        List<String> fields = new ArrayList<>();
        for (int bit = 0; bit < Long.SIZE; bit++) {
            if ((bits >>> bit & 1) != 0) {
                fields.add(name(bit));
            }
        }
        return new HashFields(fields);
    }

    private static String name(int bit) {
        if (1L << bit == DISCARD) {
            return "discard";
        }
        int index = bit - FIRST_BIT;
        return index >= 0 && index < NAMES.size() ? NAMES.get(index) : "bit-" + bit;
    }

    /** Whether both ports are among them. */
    public boolean hasPorts() {
        return fields.contains("src-port") && fields.contains("dst-port");
    }
}
