package io.vmq.nic.traffic;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.memory.Memory;

/**
 * Writes frames to all and to many, none of which carries the VLAN tag of a VM: ARP requests of the router (RFC 826),
 * UDP to the limited broadcast address from one of {@link #GROUPS} senders in the network (RFC 919), and UDP through
 * the router to one of {@link #GROUPS} multicast groups, 239.1.0.g (RFC 1112, RFC 2365). Headers must be written on
 * zeros.
 */
final class GroupHeaders {

    /** Senders of broadcasts, and multicast groups. */
    static final int GROUPS = 16;

    /** Ethernet, IPv4, six bytes, four bytes, request. */
    private static final long ARP_REQUEST = 0x0001_0800_0604_0001L;
    private static final int BROADCAST_ADDRESS = 0xFFFF_FFFF;
    private static final long FIRST_SENDER_MAC = 0x02_00_00_00_01_00L;
    private static final int FIRST_GROUP_ADDRESS = 0xEF01_0000;
    /** The low 23 bits of the group's address behind the prefix of IPv4 multicast (RFC 1112, 6.4). */
    private static final long FIRST_GROUP_MAC = 0x01_00_5E_01_00_00L;

    private final EthernetHeader ethernet;

    GroupHeaders(EthernetHeader ethernet) {
        this.ethernet = ethernet;
    }

    /** Writes a request for the address of a VM; the frame is padded with the zeros behind it. */
    void writeArp(Memory memory, long frame, int vm) {
        long packet = frame + ethernet.write(memory, frame, EthernetHeader.BROADCAST_MAC, EthernetHeader.ROUTER_MAC, 0,
                EthernetLayout.TYPE_ARP);
        memory.putI64Be(packet, ARP_REQUEST);
        memory.putI64Be(packet + 8, EthernetHeader.ROUTER_MAC << Short.SIZE | FlowAddresses.ROUTER >>> Short.SIZE);
        memory.putI64Be(packet + 16, (long) FlowAddresses.ROUTER << 48);
        memory.putI32Be(packet + 24, FlowAddresses.vm(vm));
    }

    /** @param sender 0 to {@link #GROUPS} - 1 */
    void writeBroadcast(Memory memory, long frame, int sender, int lengthBytes) {
        int headerBytes = ethernet.write(memory, frame, EthernetHeader.BROADCAST_MAC, FIRST_SENDER_MAC + sender, 0,
                EthernetLayout.TYPE_IPV4);
        writeDatagram(memory, frame, headerBytes, lengthBytes, sender, BROADCAST_ADDRESS);
    }

    /** @param group 0 to {@link #GROUPS} - 1 */
    void writeMulticast(Memory memory, long frame, int group, int lengthBytes) {
        int headerBytes = ethernet.write(memory, frame, FIRST_GROUP_MAC + group, EthernetHeader.ROUTER_MAC, 0,
                EthernetLayout.TYPE_IPV4);
        writeDatagram(memory, frame, headerBytes, lengthBytes, group, FIRST_GROUP_ADDRESS + group);
    }

    private static void writeDatagram(Memory memory, long frame, int headerBytes, int lengthBytes, int sender,
            int destination) {
        int source = FlowAddresses.FIRST_SENDER + sender;
        int packetBytes = lengthBytes - headerBytes - EthernetLayout.FCS_BYTES;
        Ipv4Header.write(memory, frame + headerBytes, packetBytes, Ipv4Header.DO_NOT_FRAGMENT,
                Transport.UDP.protocol(), source, destination);
        TransportHeader.writeUdp(memory, frame + headerBytes + Ipv4Header.BYTES,
                FlowAddresses.FIRST_SENDER_PORT + sender, Ipv4Header.addressSum(source, destination),
                packetBytes - Ipv4Header.BYTES);
    }
}
