package io.vmq.tools.conformance;

import io.vmq.dispatch.steering.FlowTuple;
import io.vmq.dispatch.steering.IpProtocol;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Random;

/**
 * Draws flows between addresses that are set aside for tests of devices: 198.18.0.0/15 (RFC 2544) and 2001:2::/48 (RFC
 * 5180).
 */
final class Flows {

    private static final int IPV4_NET = (198 << 24) | (18 << 16);
    private static final int IPV4_HOSTS = 1 << 17;
    private static final long IPV6_NET = 0x2001_0002_0000_0000L;
    private static final long IPV6_SUBNETS = 0xFFFF;
    private static final int FIRST_PORT = 1_024;
    private static final int PORTS = 65_536 - FIRST_PORT;

    private final Random random;

    Flows(Random random) {
        this.random = random;
    }

    FlowTuple ipv4(IpProtocol protocol) {
        return flow(ipv4Address(), ipv4Address(), protocol);
    }

    FlowTuple ipv6(IpProtocol protocol) {
        return flow(ipv6Address(), ipv6Address(), protocol);
    }

    /** What is answered to the flow. */
    static FlowTuple back(FlowTuple flow) {
        return new FlowTuple(/* source= */flow.destination(), /* destination= */flow.source(),
                /* sourcePort= */flow.destinationPort(), /* destinationPort= */flow.sourcePort(), flow.protocol());
    }

    private FlowTuple flow(InetAddress source, InetAddress destination, IpProtocol protocol) {
        boolean ports = protocol != IpProtocol.OTHER;
        return new FlowTuple(source, destination, ports ? port() : 0, ports ? port() : 0, protocol);
    }

    private int port() {
        return FIRST_PORT + random.nextInt(PORTS);
    }

    private InetAddress ipv4Address() {
        int address = IPV4_NET + 1 + random.nextInt(IPV4_HOSTS - 2);
        return address(ByteBuffer.allocate(Integer.BYTES).putInt(address).array());
    }

    private InetAddress ipv6Address() {
        long net = IPV6_NET | (random.nextLong() & IPV6_SUBNETS);
        return address(ByteBuffer.allocate(2 * Long.BYTES).putLong(net).putLong(random.nextLong()).array());
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError("the number of bytes is right", e);
        }
    }
}
