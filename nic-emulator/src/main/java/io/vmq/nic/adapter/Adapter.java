package io.vmq.nic.adapter;

import java.util.List;
import java.util.Map;

/**
 * What an interface says of itself at one moment. Immutable.
 *
 * @param name
 *            in the network namespace of the thread that asked
 * @param index
 *            the kernel's number of it there
 * @param mac
 *            its address, such as {@code 00:15:5d:00:00:01}
 * @param mtuBytes
 *            most bytes of a frame's payload
 * @param flags
 *            whether it is up, and what else its administrator asked of it
 * @param promiscuity
 *            how many have asked that it takes all frames, be it an administrator, a socket or a bridge; 0 if it takes
 *            its own alone
 * @param link
 *            whether the link is there
 * @param speed
 *            how fast it is
 * @param driver
 *            who drives it
 * @param numaNode
 *            the node near which its device is
 * @param channels
 *            its queues by kind
 * @param rxRings
 *            receive rings that RSS may name
 * @param rings
 *            how long rings are
 * @param rss
 *            how it spreads flows
 * @param hashFields
 *            what it hashes, by kind of packet as ethtool names it: tcp4, udp4, tcp6, udp6, ip4, ip6
 * @param offloads
 *            what it does in place of the kernel
 * @param coalescing
 *            when it interrupts
 * @param stamping
 *            which stamps it can give
 * @param interrupts
 *            of its device
 */
public record Adapter(String name, int index, Reported<String> mac, Reported<Integer> mtuBytes, Reported<Flags> flags,
        Reported<Integer> promiscuity,
        Reported<Boolean> link, Reported<LinkSpeed> speed, Reported<DriverInfo> driver, Reported<Integer> numaNode,
        Reported<Channels> channels, Reported<Integer> rxRings, Reported<RingSizes> rings, Reported<RssReport> rss,
        Map<String, Reported<HashFields>> hashFields, Reported<Offloads> offloads, Reported<Coalescing> coalescing,
        Reported<Stamping> stamping, Reported<List<Interrupt>> interrupts) {

    /**
     * Flags of the interface (netdevice(7)).
     *
     * @param up
     *            an administrator switched it on
     * @param loopback
     *            it leads back to this host
     * @param promiscuous
     *            an administrator asked for all frames; what sockets ask for does not show
     */
    public record Flags(boolean up, boolean loopback, boolean promiscuous) {

        private static final int UP = 0x1;
        private static final int LOOPBACK = 0x8;
        private static final int PROMISCUOUS = 0x100;

        static Flags parse(AnswerBytes answer) {
            int bits = answer.u16(0);
            return new Flags((bits & UP) != 0, (bits & LOOPBACK) != 0, (bits & PROMISCUOUS) != 0);
        }
    }
}
