package io.vmq.nic.traffic;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.memory.Memory;

/**
 * Writes the headers of emulated frames to VMs: Ethernet with its tags, IPv4 or IPv6, TCP or UDP. They are computed
 * from the flow's number; only datagrams in fragments leave a note behind, for their second half.
 *
 * <p>
 * {@link FlowAddresses} says who talks, {@link ClientTuples} which client has which flow. All frames come from one
 * router's MAC. Their payload is zero bytes, and all checksums are right. One thread uses the writer.
 */
public final class FlowHeaders {

    /** Bytes from the start of a frame that a write may touch; what it writes behind the headers is zero. */
    public static final int REACH_BYTES = EthernetLayout.HEADER_BYTES + 2 * EthernetLayout.TAG_BYTES + Ipv6Header.BYTES
            + Ipv6Header.EXTENSION_BYTES + TransportHeader.REACH_BYTES;

    /** {@link #REACH_BYTES} in whole words. */
    static final int WIPED_BYTES = (REACH_BYTES + Long.BYTES - 1) & -Long.BYTES;

    private final Transport transport;
    private final EthernetHeader ethernet;
    private final long[] macs;
    private final int[] vlans;
    private final ClientTuples ipv4Clients;
    private final PlainHeaders plain;
    private final ClientTuples ipv6Clients;
    private final FragmentHeaders fragments;

    /**
     * @param model
     *            says who receives, and what the frames carry
     * @param salt
     *            chooses which clients talk; the same salt gives the same flows
     */
    public FlowHeaders(TrafficModel model, int salt) {
        transport = model.frames().transport();
        ethernet = new EthernetHeader(model.frames().outerVlan());
        macs = model.receivers().vms().stream().mapToLong(vm -> vm.mac().bits()).toArray();
        vlans = model.receivers().vms().stream().mapToInt(VirtualMachine::vlan).toArray();
        ipv4Clients = ClientTuples.of(model.adversary(), model.receivers(), transport, model.rss(), salt);
        plain = new PlainHeaders(model.frames(), model.receivers().vms(), ipv4Clients);
        ipv6Clients = new ScatteredTuples(salt);
        fragments = new FragmentHeaders(model);
    }

    /** Zeroes what headers of an earlier frame may have left in a buffer. */
    static void wipe(Memory buffers, long buffer) {
        for (int at = 0; at < WIPED_BYTES; at += Long.BYTES) {
            buffers.putI64Be(buffer + at, 0);
        }
    }

    /** What writes nothing but {@link FrameKind#PLAIN} frames, of the same flows. */
    PlainHeaders plain() {
        return plain;
    }

    /** Writes the headers of a {@link FrameKind#PLAIN} frame; parameters and result as for any kind. */
    public int write(Memory memory, long frame, int vm, int flow, int flowBytes, int lengthBytes) {
        return write(memory, frame, FrameKind.PLAIN, vm, flow, flowBytes, lengthBytes);
    }

    /**
     * Writes the headers of one frame.
     *
     * @param frame
     *            offset in the memory; the payload there must be zero already
     * @param kind
     *            what to write, of those kinds that go to a VM
     * @param vm
     *            index of the VM that the frame goes to
     * @param flow
     *            the flow's number within the VM
     * @param flowBytes
     *            payload bytes that the flow sent before; the TCP sequence number counts them
     * @param lengthBytes
     *            length of the frame, FCS counted
     * @return payload bytes by which the flow advances
     */
    int write(Memory memory, long frame, FrameKind kind, int vm, int flow, int flowBytes, int lengthBytes) {
        if (kind == FrameKind.PLAIN) {
            plain.write(memory, frame, vm, flow, flowBytes, lengthBytes);
            return plain.payloadBytes(vm, lengthBytes);
        }
        int type = kind.isIpv6() ? EthernetLayout.TYPE_IPV6 : EthernetLayout.TYPE_IPV4;
        int headerBytes = ethernet.write(memory, frame, macs[vm], EthernetHeader.ROUTER_MAC, vlans[vm], type);
        long packet = frame + headerBytes;
        int packetBytes = lengthBytes - headerBytes - EthernetLayout.FCS_BYTES;
        if (kind.isIpv6()) {
            int identity = ipv6Clients.identity(vm, flow);
            return writeIpv6(memory, packet, packetBytes, kind == FrameKind.IPV6_EXT, vm, identity, flowBytes);
        }
        int identity = ipv4Clients.identity(vm, flow);
        return kind == FrameKind.IPV4_FRAGMENTS
                ? fragments.write(memory, packet, packetBytes, lengthBytes, vm, flow, identity, flowBytes)
                : writeWithOption(memory, packet, packetBytes, vm, identity, flowBytes);
    }

    private int writeWithOption(Memory memory, long packet, int packetBytes, int vm, int identity, int flowBytes) {
        int client = FlowAddresses.client(identity);
        int vmAddress = FlowAddresses.vm(vm);
        int ipBytes = Ipv4Header.BYTES + Ipv4Header.OPTION_BYTES;
        Ipv4Header.writeWithRouterAlert(memory, packet, packetBytes, transport.protocol(), client, vmAddress);
        return writeTransport(memory, packet + ipBytes, packetBytes - ipBytes, identity, flowBytes,
                Ipv4Header.addressSum(client, vmAddress));
    }

    private int writeIpv6(Memory memory, long packet, int packetBytes, boolean extended, int vm, int identity,
            int flowBytes) {
        int client = FlowAddresses.client(identity);
        int vmAddress = FlowAddresses.vm(vm);
        int payloadBytes = packetBytes - Ipv6Header.BYTES;
        int ipBytes = Ipv6Header.BYTES;
        if (extended) {
            Ipv6Header.writeExtended(memory, packet, payloadBytes, transport.protocol(), client, vmAddress);
            ipBytes += Ipv6Header.EXTENSION_BYTES;
        } else {
            Ipv6Header.write(memory, packet, payloadBytes, transport.protocol(), client, vmAddress);
        }
        return writeTransport(memory, packet + ipBytes, packetBytes - ipBytes, identity, flowBytes,
                Ipv6Header.addressSum(client, vmAddress));
    }

    private int writeTransport(Memory memory, long at, int transportBytes, int identity, int flowBytes,
            int addressSum) {
        TransportHeader.write(transport, memory, at, FlowAddresses.clientPort(identity), identity + flowBytes,
                addressSum, transportBytes);
        return transportBytes - transport.headerBytes();
    }
}
