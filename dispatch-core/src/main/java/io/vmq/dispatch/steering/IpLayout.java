package io.vmq.dispatch.steering;

/** Where the fields stand that steering reads: IPv4 (RFC 791), IPv6 (RFC 8200) and Mobile IPv6 (RFC 6275). */
final class IpLayout {

    static final int PROTOCOL_TCP = 6;
    static final int PROTOCOL_UDP = 17;
    /** Set aside for experiments (RFC 3692): no receiver takes it for anything else. */
    static final int PROTOCOL_EXPERIMENT = 253;

    /** Source and destination port, at the front of both TCP and UDP. */
    static final int PORTS_BYTES = 4;

    static final int IPV4_MIN_BYTES = 20;
    static final int IPV4_TOTAL_LENGTH = 2;
    static final int IPV4_PROTOCOL = 9;
    static final int IPV4_SOURCE = 12;
    static final int IPV4_DESTINATION = 16;
    /** The flag "more fragments" and the fragment offset; both zero in a packet that was not cut. */
    static final int IPV4_FRAGMENT_MASK = 0x3FFF;

    static final int IPV6_BYTES = 40;
    static final int IPV6_PAYLOAD_LENGTH = 4;
    static final int IPV6_NEXT_HEADER = 6;
    static final int IPV6_SOURCE = 8;
    static final int IPV6_DESTINATION = 24;
    static final int IPV6_ADDRESS_BYTES = 16;

    static final int HEADER_HOP_BY_HOP = 0;
    static final int HEADER_ROUTING = 43;
    static final int HEADER_FRAGMENT = 44;
    static final int HEADER_AUTHENTICATION = 51;
    static final int HEADER_DESTINATION = 60;

    /** Extension headers begin with the number of the next header and their own length. */
    static final int EXTENSION_MIN_BYTES = 8;
    static final int EXTENSION_LENGTH = 1;
    static final int OPTIONS = 2;

    static final int OPTION_PAD1 = 0;
    static final int OPTION_HOME_ADDRESS = 0xC9;

    static final int ROUTING_TYPE = 2;
    static final int ROUTING_TYPE_2 = 2;
    static final int ROUTING_TYPE_2_ADDRESS = 8;
    static final int ROUTING_TYPE_2_BYTES = 24;

    private IpLayout() {}
}
