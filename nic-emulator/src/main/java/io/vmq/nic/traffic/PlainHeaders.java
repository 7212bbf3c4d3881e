package io.vmq.nic.traffic;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.memory.Memory;
import java.util.List;

/**
 * Writes the headers of {@link FrameKind#PLAIN} frames, which nearly all frames are: Ethernet with its tags, IPv4
 * without options, TCP or UDP. What is the same for all frames of a VM is put together once, and some eight words a
 * frame are written. One thread uses it.
 *
 * <p>
 * Four bytes behind the headers are set to zero: a frame with one tag more may have left its last ones there.
 */
final class PlainHeaders {

    private static final int ETHERNET_WORDS = 3;
    private static final int SPARE_BYTES = 4;
    private static final int IP_BYTES = Ipv4Header.BYTES;
    private static final int TTL_BYTES = 8;
    private static final int DESTINATION_BYTES = 16;
    private static final int SEQUENCE_BYTES = 24;
    private static final int FLAGS_BYTES = 32;
    private static final int PAYLOAD_BYTES = 40;

    private final boolean tcp;
    private final int protocol;
    /** How far a write reaches behind the Ethernet header. */
    private final int packetReachBytes;
    private final ClientTuples clients;
    /** A row for each VM; the packet overwrites what the last word has too much. */
    private final long[] ethernet;
    private final int[] ethernetBytes;
    /** For each VM, the words of its address, added. */
    private final int[] addressSum;

    PlainHeaders(FrameStyle frames, List<VirtualMachine> vms, ClientTuples clients) {
        tcp = frames.transport() == Transport.TCP;
        protocol = frames.transport().protocol();
        packetReachBytes = IP_BYTES + frames.transport().headerBytes() + SPARE_BYTES;
        this.clients = clients;
        ethernet = new long[vms.size() * ETHERNET_WORDS];
        ethernetBytes = new int[vms.size()];
        addressSum = new int[vms.size()];
        EthernetHeader header = new EthernetHeader(frames.outerVlan());
        Memory row = Memory.allocate(ETHERNET_WORDS * Long.BYTES);
        for (int vm = 0; vm < vms.size(); vm++) {
            VirtualMachine guest = vms.get(vm);
            ethernetBytes[vm] = header.write(row, 0, guest.mac().bits(), EthernetHeader.ROUTER_MAC, guest.vlan(),
                    EthernetLayout.TYPE_IPV4);
            for (int word = 0; word < ETHERNET_WORDS; word++) {
                ethernet[vm * ETHERNET_WORDS + word] = row.i64Be((long) word * Long.BYTES);
            }
            addressSum[vm] = InternetChecksum.words(FlowAddresses.vm(vm));
        }
    }

    /** Payload bytes of a frame of {@code lengthBytes} to a VM. */
    int payloadBytes(int vm, int lengthBytes) {
        return lengthBytes - EthernetLayout.FCS_BYTES - ethernetBytes[vm] - (packetReachBytes - SPARE_BYTES);
    }

    /** Writes the first {@code count} frames of a batch into its buffers; the columns are what {@link #write} takes. */
    void write(FrameBatch batch, int count, int[] vm, int[] flow, int[] flowBytes, int[] lengthBytes) {
        Memory memory = batch.memory();
        for (int i = 0; i < count; i++) {
            write(memory, batch.address(i), vm[i], flow[i], flowBytes[i], lengthBytes[i]);
        }
    }

    /**
     * Writes one frame's headers.
     *
     * @param frame
     *            offset in the memory; the payload there must be zero already
     * @param flow
     *            the flow's number within the VM
     * @param flowBytes
     *            payload bytes that the flow sent before; the TCP sequence number counts them
     * @param lengthBytes
     *            length of the frame, FCS counted
     */
    void write(Memory memory, long frame, int vm, int flow, int flowBytes, int lengthBytes) {
        int headerBytes = ethernetBytes[vm];
        long at = memory.checkedAddressOf(frame, headerBytes + packetReachBytes);
        int row = vm * ETHERNET_WORDS;
        Memory.putI64BeAt(at, ethernet[row]);
        Memory.putI64BeAt(at + Long.BYTES, ethernet[row + 1]);
        Memory.putI64BeAt(at + 2 * Long.BYTES, ethernet[row + 2]);
        writePacket(at + headerBytes, lengthBytes - headerBytes - EthernetLayout.FCS_BYTES, vm,
                clients.identity(vm, flow), flowBytes);
    }

    private void writePacket(long at, int packetBytes, int vm, int identity, int flowBytes) {
        int client = FlowAddresses.client(identity);
        int port = FlowAddresses.clientPort(identity);
        int addresses = addressSum[vm] + InternetChecksum.words(client);
        Memory.putI64BeAt(at, Ipv4Header.firstWord(packetBytes));
        Memory.putI64BeAt(at + TTL_BYTES, Ipv4Header.secondWord(protocol, packetBytes, addresses, client));
        Memory.putI64BeAt(at + DESTINATION_BYTES,
                (long) FlowAddresses.vm(vm) << Integer.SIZE | (long) port << Short.SIZE | FlowAddresses.DISCARD_PORT);
        int transportBytes = packetBytes - IP_BYTES;
        if (tcp) {
            int sequence = identity + flowBytes;
            Memory.putI64BeAt(at + SEQUENCE_BYTES, TransportHeader.tcpSequence(sequence));
            Memory.putI64BeAt(at + FLAGS_BYTES,
                    TransportHeader.tcpFlags(port, sequence, addresses, transportBytes));
            Memory.putIntAt(at + PAYLOAD_BYTES, 0);
        } else {
            Memory.putI64BeAt(at + SEQUENCE_BYTES, TransportHeader.udpLength(port, addresses, transportBytes));
        }
    }
}
