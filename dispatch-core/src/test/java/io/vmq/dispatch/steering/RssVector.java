package io.vmq.dispatch.steering;

import java.net.InetAddress;
import java.util.List;

/**
 * A verification vector of RSS. The first two hashes are published (Windows driver docs, "Verifying the RSS hash
 * calculation"); the others were computed by an independent implementation.
 */
record RssVector(String destination, int destinationPort, String source, int sourcePort, int addresses, int tcp,
        int swappedAddresses, int swappedTcp, int symmetricAddresses, int symmetricTcp) {

    static final List<RssVector> ALL = List.of(
            new RssVector("161.142.100.80", 1766, "66.9.149.187", 2794,
                    0x323e8fc2, 0x51ccc178, 0xba45587e, 0xfde799b2, 0x0a590a59, 0x9fcc9fcc),
            new RssVector("65.69.140.83", 4739, "199.92.111.2", 14230,
                    0xd718262a, 0xc626b0ea, 0x6fbcad07, 0xe53c74e8, 0x7ba97ba9, 0x60d760d7),
            new RssVector("12.22.207.184", 38024, "24.19.198.95", 12898,
                    0xd2d0a5de, 0x5c2b394a, 0xf6e02bf3, 0xa802b849, 0xa55aa55a, 0x3a3e3a3e),
            new RssVector("209.142.163.6", 2217, "38.27.205.30", 48228,
                    0x82989176, 0xafc7327f, 0xa7728522, 0xe1dfcdff, 0xf8a7f8a7, 0xd26ed26e),
            new RssVector("202.188.127.2", 1303, "153.39.163.191", 44251,
                    0x5d1809c5, 0x10e828a2, 0xc197330c, 0x15d05e13, 0x57545754, 0xf23ef23e),
            new RssVector("3ffe:2501:200:3::1", 1766, "3ffe:2501:200:1fff::7", 2794,
                    0x2cc18cd5, 0x40207d3d, 0xbf3b2ab5, 0x1ac0fcce, 0x867e867e, 0x13eb13eb),
            new RssVector("ff02::1", 4739, "3ffe:501:8::260:97ff:fe40:efab", 14230,
                    0x0f0c461c, 0xdde51bbf, 0x39eafaa7, 0xe0f7edc9, 0x2def2def, 0x36913691),
            new RssVector("fe80::200:f8ff:fe21:67cf", 38024, "3ffe:1900:4545:3:200:f8ff:fe21:67cf", 44251,
                    0x4b61e985, 0x02d1feef, 0x2d4381a5, 0xd1bec7ad, 0xc85ec85e, 0x08090809));

    FlowTuple flow(IpProtocol protocol) {
        return new FlowTuple(InetAddress.ofLiteral(source), InetAddress.ofLiteral(destination), sourcePort,
                destinationPort, protocol);
    }

    FlowTuple swapped(IpProtocol protocol) {
        return new FlowTuple(InetAddress.ofLiteral(destination), InetAddress.ofLiteral(source), destinationPort,
                sourcePort, protocol);
    }

    @Override
    public String toString() {
        return source + " -> " + destination;
    }
}
