package io.vmq.nic.traffic;

/**
 * Who talks to whom. VM v has the address 10.0.0.1 + v. A client is one of 262,144 addresses from 10.128.0.0 on, with a
 * source port from the dynamic range (RFC 6335): together 32 bits, its identity.
 *
 * <pre>
 *  31                                14 13                0
 * +------------------------------------+-------------------+
 * | low 18 bits of the address         | low bits of port  |
 * +------------------------------------+-------------------+
 * </pre>
 *
 * The router, and the senders of broadcast and multicast, have addresses above all clients.
 */
final class FlowAddresses {

    static final int IDENTITY_BITS = 32;
    static final int ROUTER = 0x0AFF_FFFE;
    static final int FIRST_SENDER = 0x0AFF_0001;
    static final int FIRST_SENDER_PORT = 0xC000;
    static final int DISCARD_PORT = 9;

    private static final int FIRST_VM = 0x0A00_0001;
    private static final int CLIENT_NETWORK = 0x0A80_0000;
    private static final int PORT_BITS = 14;
    private static final int PORT_MASK = (1 << PORT_BITS) - 1;
    private static final int FIRST_CLIENT_PORT = 0xC000;

    private FlowAddresses() {}

    static int vm(int vm) {
        return FIRST_VM + vm;
    }

    static int client(int identity) {
        return CLIENT_NETWORK | identity >>> PORT_BITS;
    }

    static int clientPort(int identity) {
        return FIRST_CLIENT_PORT | (identity & PORT_MASK);
    }
}
