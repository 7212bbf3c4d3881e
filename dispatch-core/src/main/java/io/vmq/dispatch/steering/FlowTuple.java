package io.vmq.dispatch.steering;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.memory.Memory;
import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * What names a flow, as a receiver sees it.
 *
 * @param source
 *            sender's address, of the same IP version as the receiver's
 * @param destination
 *            receiver's address
 * @param sourcePort
 *            0 to 65535; without meaning for {@link IpProtocol#OTHER}
 * @param destinationPort
 *            0 to 65535; without meaning for {@link IpProtocol#OTHER}
 * @param protocol
 *            what the packets carry
 */
public record FlowTuple(InetAddress source, InetAddress destination, int sourcePort, int destinationPort,
        IpProtocol protocol) {

    private static final int TCP_BYTES = 20;
    private static final int TCP_DATA_OFFSET = 12;
    private static final int UDP_BYTES = 8;
    private static final int UDP_LENGTH = 4;
    private static final int MAX_PORT = 0xFFFF;

    /** The most that {@link #writeFrame} writes. */
    public static final int MAX_FRAME_BYTES = EthernetLayout.HEADER_BYTES + IpLayout.IPV6_BYTES + TCP_BYTES;

    public FlowTuple {
        if (source.getClass() != destination.getClass()) {
            throw new IllegalArgumentException("source " + source.getHostAddress() + " and destination "
                    + destination.getHostAddress() + " are of different IP versions");
        }
        checkPort("sourcePort", sourcePort);
        checkPort("destinationPort", destinationPort);
    }

    private static void checkPort(String name, int port) {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException(name + "=" + port + ": 0 to " + MAX_PORT + " expected");
        }
    }

    /**
     * Writes the headers of one frame of this flow, without payload, MAC addresses and checksums: what RSS looks at.
     *
     * @param frame
     *            offset in the memory, with room for {@link #MAX_FRAME_BYTES}
     * @return bytes written
     */
    public int writeFrame(Memory memory, long frame) {
        memory.put(frame, new byte[MAX_FRAME_BYTES], 0, MAX_FRAME_BYTES);
        long ip = frame + EthernetLayout.HEADER_BYTES;
        boolean ipv4 = source instanceof Inet4Address;
        int ipBytes = ipv4 ? IpLayout.IPV4_MIN_BYTES : IpLayout.IPV6_BYTES;
        int transportBytes = writeTransport(memory, ip + ipBytes);
        if (ipv4) {
            memory.putU16Be(frame + EthernetLayout.TYPE_OFFSET, EthernetLayout.TYPE_IPV4);
            writeIpv4(memory, ip, transportBytes);
        } else {
            memory.putU16Be(frame + EthernetLayout.TYPE_OFFSET, EthernetLayout.TYPE_IPV6);
            writeIpv6(memory, ip, transportBytes);
        }
        return EthernetLayout.HEADER_BYTES + ipBytes + transportBytes;
    }

    private void writeIpv4(Memory memory, long ip, int payloadBytes) {
        memory.putU8(ip, 4 << 4 | IpLayout.IPV4_MIN_BYTES / Integer.BYTES);
        memory.putU16Be(ip + IpLayout.IPV4_TOTAL_LENGTH, IpLayout.IPV4_MIN_BYTES + payloadBytes);
        memory.putU8(ip + IpLayout.IPV4_PROTOCOL, protocol.number());
        putAddress(memory, ip + IpLayout.IPV4_SOURCE, source);
        putAddress(memory, ip + IpLayout.IPV4_DESTINATION, destination);
    }

    private void writeIpv6(Memory memory, long ip, int payloadBytes) {
        memory.putU8(ip, 6 << 4);
        memory.putU16Be(ip + IpLayout.IPV6_PAYLOAD_LENGTH, payloadBytes);
        memory.putU8(ip + IpLayout.IPV6_NEXT_HEADER, protocol.number());
        putAddress(memory, ip + IpLayout.IPV6_SOURCE, source);
        putAddress(memory, ip + IpLayout.IPV6_DESTINATION, destination);
    }

    private int writeTransport(Memory memory, long transport) {
        return switch (protocol) {
            case OTHER -> 0;
            case TCP -> {
                putPorts(memory, transport);
                memory.putU8(transport + TCP_DATA_OFFSET, (TCP_BYTES / Integer.BYTES) << 4);
                yield TCP_BYTES;
            }
            case UDP -> {
                putPorts(memory, transport);
                memory.putU16Be(transport + UDP_LENGTH, UDP_BYTES);
                yield UDP_BYTES;
            }
        };
    }

    private void putPorts(Memory memory, long transport) {
        memory.putU16Be(transport, sourcePort);
        memory.putU16Be(transport + Short.BYTES, destinationPort);
    }

    private static void putAddress(Memory memory, long at, InetAddress address) {
        byte[] bytes = address.getAddress();
        memory.put(at, bytes, 0, bytes.length);
    }
}
