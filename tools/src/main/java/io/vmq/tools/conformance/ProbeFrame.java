package io.vmq.tools.conformance;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.steering.FlowTuple;
import io.vmq.dispatch.steering.IpProtocol;
import java.net.Inet4Address;
import java.nio.ByteBuffer;

/**
 * Writes the bytes of one probe, front to back. All checksums are right, and packets live for one hop, so that no receiver
 * hands them on. The last bytes say which probe of which check it is, also when a NIC has taken a tag out:
 *
 * <pre>
 *  end-16            end-8      end-4      end
 * +-----------------+----------+----------+
 * | "vmqprobe"      | check    | number   |
 * +-----------------+----------+----------+
 * </pre>
 */
final class ProbeFrame {

    /** Without FCS, tags counted. */
    static final int BYTES = 128;
    static final long MAGIC = 0x766D_7170_726F_6265L;
    static final int MARK_BYTES = 16;

    private static final int WHOLE = 0;
    private static final int IPV4_BYTES = 20;
    private static final int IPV6_BYTES = 40;
    private static final int ADDRESSES_OF_IPV4 = 12;
    private static final int ADDRESSES_OF_IPV6 = 8;
    private static final int IPV4_CHECKSUM = 10;
    private static final int UDP_CHECKSUM = 6;
    private static final int TCP_CHECKSUM = 16;
    private static final int TCP = 6;
    private static final int UDP = 17;
    /** For experiments (RFC 3692). */
    private static final int OTHER = 253;
    private static final int ONE_HOP = 1;
    private static final int PRIORITY_SHIFT = 13;

    private final ByteBuffer bytes = ByteBuffer.allocate(BYTES);

    ProbeFrame(MacAddress destination, MacAddress source, int check, int number) {
        bytes.putLong(BYTES - MARK_BYTES, MAGIC).putInt(BYTES - 2 * Integer.BYTES, check)
                .putInt(BYTES - Integer.BYTES, number);
        mac(destination);
        mac(source);
    }

    private void mac(MacAddress address) {
        bytes.putShort((short) (address.bits() >>> Integer.SIZE)).putInt((int) address.bits());
    }

    ProbeFrame tag(int protocol, int priority, int vlan) {
        bytes.putShort((short) protocol).putShort((short) (priority << PRIORITY_SHIFT | vlan));
        return this;
    }

    /** A question for an address of nobody (RFC 826). */
    byte[] arp(MacAddress sender, FlowTuple flow) {
        bytes.putShort((short) EthernetLayout.TYPE_ARP).putInt(0x0001_0800).putInt(0x0604_0001);
        mac(sender);
        bytes.put(flow.source().getAddress()).putShort((short) 0).putInt(0).put(flow.destination().getAddress());
        return bytes.array();
    }

    /** An IP packet up to the end of the frame. */
    byte[] packet(FlowTuple flow) {
        return flow.source() instanceof Inet4Address ? ipv4(flow, WHOLE) : ipv6(flow);
    }

    /**
     * An IPv4 packet up to the end of the frame.
     *
     * @param fragment
     *            flags and offset of RFC 791, 0 for a whole packet
     */
    byte[] ipv4(FlowTuple flow, int fragment) {
        bytes.putShort((short) EthernetLayout.TYPE_IPV4);
        int at = bytes.position();
        int number = bytes.getInt(BYTES - Integer.BYTES);
        bytes.putShort((short) 0x4500).putShort((short) (BYTES - at)).putShort((short) number)
                .putShort((short) fragment).put((byte) ONE_HOP).put((byte) protocol(flow)).putShort((short) 0)
                .put(flow.source().getAddress()).put(flow.destination().getAddress());
        bytes.putShort(at + IPV4_CHECKSUM, checksum(sum(at, at + IPV4_BYTES)));
        transport(flow, sum(at + ADDRESSES_OF_IPV4, at + IPV4_BYTES));
        return bytes.array();
    }

    private byte[] ipv6(FlowTuple flow) {
        bytes.putShort((short) EthernetLayout.TYPE_IPV6);
        int at = bytes.position();
        bytes.putInt(6 << 28).putShort((short) (BYTES - at - IPV6_BYTES)).put((byte) protocol(flow))
                .put((byte) ONE_HOP).put(flow.source().getAddress()).put(flow.destination().getAddress());
        transport(flow, sum(at + ADDRESSES_OF_IPV6, at + IPV6_BYTES));
        return bytes.array();
    }

    private void transport(FlowTuple flow, long addresses) {
        int at = bytes.position();
        int length = BYTES - at;
        long pseudoHeader = addresses + protocol(flow) + length;
        if (flow.protocol() == IpProtocol.UDP) {
            bytes.putShort((short) flow.sourcePort()).putShort((short) flow.destinationPort())
                    .putShort((short) length);
            short checksum = checksum(pseudoHeader + sum(at, BYTES));
            // Zero would say that there is none (RFC 768).
            bytes.putShort(at + UDP_CHECKSUM, checksum == 0 ? -1 : checksum);
        } else if (flow.protocol() == IpProtocol.TCP) {
            bytes.putShort((short) flow.sourcePort()).putShort((short) flow.destinationPort()).putLong(0)
                    .putShort((short) 0x5010).putShort((short) 0xFFFF);
            bytes.putShort(at + TCP_CHECKSUM, checksum(pseudoHeader + sum(at, BYTES)));
        }
    }

    private static int protocol(FlowTuple flow) {
        return switch (flow.protocol()) {
            case TCP -> TCP;
            case UDP -> UDP;
            case OTHER -> OTHER;
        };
    }

    /** Every part of a frame begins and ends at an even place. */
    private long sum(int from, int to) {
        long sum = 0;
        for (int at = from; at < to; at += Short.BYTES) {
            sum += Short.toUnsignedInt(bytes.getShort(at));
        }
        return sum;
    }

    /** RFC 1071. */
    private static short checksum(long sum) {
        long folded = sum;
        while (folded > 0xFFFF) {
            folded = (folded & 0xFFFF) + (folded >>> Short.SIZE);
        }
        return (short) ~folded;
    }
}
