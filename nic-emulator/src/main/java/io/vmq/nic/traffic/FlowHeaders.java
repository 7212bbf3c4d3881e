package io.vmq.nic.traffic;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.memory.Memory;

/**
 * Writes the Ethernet, 802.1Q, IPv4 (RFC 791) and TCP (RFC 9293) or UDP (RFC 768) headers of emulated frames. They are
 * computed from the flow's number; nothing is kept per flow.
 *
 * <p>
 * VM v has the address 10.0.0.1 + v. A client is one of 262,144 addresses from 10.128.0.0 on, with a source port from
 * the dynamic range (RFC 6335): together 32 bits, which a bijection makes from the flow's number within its VM, so no
 * two flows of a VM share their addresses and ports. All frames come from one router's MAC, and go to the discard
 * port (RFC 863). Their payload is zero bytes, and all checksums are right.
 *
 * <p>
 * The writer stores eight bytes at a time, up to {@link #REACH_BYTES}, and beyond the header only zeros. One thread
 * uses it.
 */
public final class FlowHeaders {

    /** Bytes from the start of a frame that a write may touch. */
    public static final int REACH_BYTES = 60;

    static final long ROUTER_MAC = 0x02_00_00_00_00_01L;
    private static final int FIRST_VM_ADDRESS = 0x0A00_0001;
    private static final int CLIENT_NETWORK = 0x0A80_0000;
    private static final int PORT_BITS = 14;
    private static final int CLIENT_PORT_MASK = (1 << PORT_BITS) - 1;
    private static final int FIRST_CLIENT_PORT = 0xC000;
    private static final int DISCARD_PORT = 9;

    /** Version 4, five words of header, default service class. */
    private static final int IP_FIRST_WORD = 0x4500;
    /** Never a fragment: identification 0 is then allowed (RFC 6864). */
    private static final int DO_NOT_FRAGMENT = 0x4000;
    private static final int TIME_TO_LIVE = 64;
    private static final int TCP_ACKNOWLEDGED = 1;
    private static final int TCP_FIVE_WORDS_ACK = 0x5010;
    private static final int TCP_WINDOW = 0xFFFF;

    private final boolean tcp;
    private final int ttlAndProtocol;
    private final int ipSumOfAll;
    private final int transportSumOfAll;
    private final long[] macs;
    private final int[] tagControl;
    private final int salt;

    /**
     * @param model
     *            says who receives, and what the frames carry
     * @param salt
     *            chooses which clients talk; the same salt gives the same flows
     */
    public FlowHeaders(TrafficModel model, int salt) {
        tcp = model.frames().transport() == Transport.TCP;
        ttlAndProtocol = TIME_TO_LIVE << Byte.SIZE | model.frames().transport().protocol();
        ipSumOfAll = IP_FIRST_WORD + DO_NOT_FRAGMENT + ttlAndProtocol;
        transportSumOfAll = model.frames().transport().protocol() + DISCARD_PORT
                + (tcp ? TCP_ACKNOWLEDGED + TCP_FIVE_WORDS_ACK + TCP_WINDOW : 0);
        macs = model.receivers().vms().stream().mapToLong(vm -> vm.mac().bits()).toArray();
        tagControl = model.receivers().vms().stream().mapToInt(VirtualMachine::vlan).toArray();
        this.salt = salt;
    }

    /**
     * Writes the headers of one frame.
     *
     * @param frame
     *            offset in the memory; the payload there must be zero already
     * @param vm
     *            index of the VM that the frame goes to
     * @param flow
     *            the flow's number within the VM
     * @param flowBytes
     *            payload bytes that the flow sent before; the TCP sequence number counts them
     * @param lengthBytes
     *            length of the frame, FCS counted
     * @return payload bytes of this frame
     */
    public int write(Memory memory, long frame, int vm, int flow, int flowBytes, int lengthBytes) {
        long mac = macs[vm];
        memory.putI64Be(frame, mac << 16 | ROUTER_MAC >>> 32);
        memory.putI32Be(frame + 8, (int) ROUTER_MAC);
        int tag = tagControl[vm];
        int tagBytes = 0;
        if (tag > VirtualMachine.NO_VLAN) {
            memory.putI32Be(frame + EthernetLayout.TYPE_OFFSET, EthernetLayout.TYPE_VLAN << 16 | tag);
            tagBytes = EthernetLayout.TAG_BYTES;
        }
        memory.putI32Be(frame + EthernetLayout.TYPE_OFFSET + tagBytes, EthernetLayout.TYPE_IPV4 << 16 | IP_FIRST_WORD);
        int packetBytes = lengthBytes - EthernetLayout.HEADER_BYTES - tagBytes - EthernetLayout.FCS_BYTES;
        int identity = mixed(flow ^ salt * (2 * vm + 1));
        return writePacket(memory, frame + EthernetLayout.TYPE_OFFSET + 4 + tagBytes, packetBytes, identity,
                FIRST_VM_ADDRESS + vm, flowBytes);
    }

    /** Writes from the third byte of the IPv4 header on. */
    private int writePacket(Memory memory, long at, int packetBytes, int identity, int vmAddress, int flowBytes) {
        int client = CLIENT_NETWORK | identity >>> PORT_BITS;
        int clientPort = FIRST_CLIENT_PORT | (identity & CLIENT_PORT_MASK);
        int addressSum = InternetChecksum.words(client) + InternetChecksum.words(vmAddress);
        int ipChecksum = InternetChecksum.of(ipSumOfAll + packetBytes + addressSum);
        int transportBytes = packetBytes - Transport.IPV4_BYTES;
        int transportSum = transportSumOfAll + addressSum + transportBytes + clientPort;
        memory.putI64Be(at, (long) packetBytes << 48 | DO_NOT_FRAGMENT << 16 | ttlAndProtocol);
        memory.putI64Be(at + 8, (long) ipChecksum << 48 | unsigned(client) << 16 | vmAddress >>> 16);
        long ports = unsigned(vmAddress << 16) << 32 | unsigned(clientPort << 16 | DISCARD_PORT) << 16;
        return tcp
                ? writeTcp(memory, at + 16, ports, identity + flowBytes, transportSum, transportBytes)
                : writeUdp(memory, at + 16, ports, transportSum, transportBytes);
    }

    private static int writeTcp(Memory memory, long at, long ports, int sequence, int sum, int transportBytes) {
        int checksum = InternetChecksum.of(sum + InternetChecksum.words(sequence));
        memory.putI64Be(at, ports | sequence >>> 16);
        memory.putI64Be(at + 8, (long) sequence << 48 | (long) TCP_ACKNOWLEDGED << 16 | TCP_FIVE_WORDS_ACK);
        memory.putI64Be(at + 16, (long) TCP_WINDOW << 48 | (long) checksum << 32);
        return transportBytes - Transport.TCP.headerBytes();
    }

    /** The length counts twice, in the pseudo header and in the header; a sum of zero is sent as all ones (RFC 768). */
    private static int writeUdp(Memory memory, long at, long ports, int sum, int transportBytes) {
        int checksum = InternetChecksum.of(sum + transportBytes);
        memory.putI64Be(at, ports | transportBytes);
        memory.putI64Be(at + 8, (long) (checksum == 0 ? 0xFFFF : checksum) << 48);
        return transportBytes - Transport.UDP.headerBytes();
    }

    private static long unsigned(int bits) {
        return bits & 0xFFFF_FFFFL;
    }

    /** A bijection of 32 bits in which every bit of the input moves about half of the output (Wellons' lowbias32). */
    private static int mixed(int bits) {
        int x = bits;
        x = (x ^ x >>> 16) * 0x7FEB_352D;
        x = (x ^ x >>> 15) * 0x846C_A68B;
        return x ^ x >>> 16;
    }
}
