package io.vmq.nic.traffic;

import io.vmq.dispatch.memory.Memory;

/**
 * Writes IPv4 datagrams in two fragments (RFC 791), turn about for each flow: the first with the transport header,
 * whose length and checksum speak for the whole datagram; the last with payload alone.
 *
 * <p>
 * How much the last one will carry must be known when the first is written: it is what the smallest frame has room for,
 * so a frame of any size can be the last. Bytes behind the end of the packet are zero and belong to no packet.
 */
final class FragmentHeaders {

    private final Transport transport;
    private final int flowsPerVm;
    private final int minFrameBytes;
    private final FragmentPlan plan;

    FragmentHeaders(TrafficModel model) {
        transport = model.frames().transport();
        flowsPerVm = model.receivers().flowsPerVm();
        minFrameBytes = model.frames().sizes().minBytes();
        boolean planned = model.frames().mix().has(FrameKind.IPV4_FRAGMENTS);
        plan = new FragmentPlan(planned ? model.receivers().flowCount() : 0);
    }

    /**
     * Writes the next fragment of a flow; parameters as for any frame, {@code packetBytes} being the room in the frame.
     *
     * @return payload bytes by which the flow advances: those of the whole datagram at its first fragment, then none
     */
    int write(Memory memory, long packet, int packetBytes, int lengthBytes, int vm, int flow, int identity,
            int flowBytes) {
        int lastBytes = packetBytes - (lengthBytes - minFrameBytes) - Ipv4Header.BYTES;
        int flowIndex = vm * flowsPerVm + flow;
        if (plan.offsetUnits(flowIndex) != 0) {
            writeLast(memory, packet, lastBytes, vm, flowIndex, identity);
            return 0;
        }
        int firstBytes = FragmentPlan.roundDown(packetBytes - Ipv4Header.BYTES);
        writeFirst(memory, packet, firstBytes, vm, flowIndex, identity);
        int transportBytes = firstBytes + lastBytes;
        TransportHeader.write(transport, memory, packet + Ipv4Header.BYTES, FlowAddresses.clientPort(identity),
                identity + flowBytes, Ipv4Header.addressSum(FlowAddresses.client(identity), FlowAddresses.vm(vm)),
                transportBytes);
        return transportBytes - transport.headerBytes();
    }

    private void writeFirst(Memory memory, long packet, int bytes, int vm, int flowIndex, int identity) {
        writeIp(memory, packet, bytes, vm, flowIndex, identity, Ipv4Header.MORE_FRAGMENTS);
        plan.sentFirst(flowIndex, bytes);
    }

    private void writeLast(Memory memory, long packet, int bytes, int vm, int flowIndex, int identity) {
        writeIp(memory, packet, bytes, vm, flowIndex, identity, plan.offsetUnits(flowIndex));
        plan.sentLast(flowIndex);
    }

    /** The client's identity lets the flows between two hosts start at different numbers. */
    private void writeIp(Memory memory, long packet, int bytes, int vm, int flowIndex, int identity,
            int flagsAndOffset) {
        int identification = plan.datagram(flowIndex) ^ identity;
        Ipv4Header.write(memory, packet, Ipv4Header.BYTES + bytes, identification << Short.SIZE | flagsAndOffset,
                transport.protocol(), FlowAddresses.client(identity), FlowAddresses.vm(vm));
    }
}
