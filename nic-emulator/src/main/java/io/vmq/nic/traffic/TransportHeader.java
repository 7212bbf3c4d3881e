package io.vmq.nic.traffic;

import io.vmq.dispatch.memory.Memory;

/**
 * Writes TCP (RFC 9293) and UDP (RFC 768) headers to the discard port (RFC 863) in front of a payload of zeros, with
 * right checksums. A store may reach up to eight bytes behind the header, and writes zeros there.
 */
final class TransportHeader {

    /** The most that a write may touch. */
    static final int REACH_BYTES = 24;

    private static final int ACKNOWLEDGED = 1;
    private static final int FIVE_WORDS_ACK = 0x5010;
    private static final int WINDOW = 0xFFFF;

    private TransportHeader() {}

    /** Writes a header of either kind; UDP has no use for the sequence number. */
    static void write(Transport transport, Memory memory, long at, int sourcePort, int sequence, int addressSum,
            int transportBytes) {
        if (transport == Transport.TCP) {
            writeTcp(memory, at, sourcePort, sequence, addressSum, transportBytes);
        } else {
            writeUdp(memory, at, sourcePort, addressSum, transportBytes);
        }
    }

    /**
     * Writes a TCP header.
     *
     * @param sequence
     *            of the first payload byte
     * @param addressSum
     *            the words of both addresses, added
     * @param transportBytes
     *            header and payload of the whole datagram, whose payload is zero
     */
    static void writeTcp(Memory memory, long at, int sourcePort, int sequence, int addressSum, int transportBytes) {
        int checksum = tcpChecksum(sourcePort, sequence, addressSum, transportBytes);
        memory.putI64Be(at, ports(sourcePort) | Integer.toUnsignedLong(sequence));
        memory.putI64Be(at + 8, (long) ACKNOWLEDGED << Integer.SIZE | (long) FIVE_WORDS_ACK << Short.SIZE | WINDOW);
        memory.putI64Be(at + 16, (long) checksum << 48);
    }

    /**
     * Writes a UDP header. The length counts twice, in the pseudo header and in the header; a checksum of zero is sent
     * as all ones. Parameters as for TCP.
     */
    static void writeUdp(Memory memory, long at, int sourcePort, int addressSum, int transportBytes) {
        memory.putI64Be(at, ports(sourcePort) | (long) transportBytes << Short.SIZE
                | udpChecksum(sourcePort, addressSum, transportBytes));
        memory.putI64Be(at + 8, 0);
    }

    private static int udpChecksum(int sourcePort, int addressSum, int transportBytes) {
        int checksum = InternetChecksum.of(Transport.UDP.protocol() + 2 * transportBytes + addressSum + sourcePort
                + FlowAddresses.DISCARD_PORT);
        return checksum == 0 ? 0xFFFF : checksum;
    }

    private static int tcpChecksum(int sourcePort, int sequence, int addressSum, int transportBytes) {
        return InternetChecksum.of(Transport.TCP.protocol() + transportBytes + addressSum + sourcePort
                + FlowAddresses.DISCARD_PORT + InternetChecksum.words(sequence) + ACKNOWLEDGED + FIVE_WORDS_ACK
                + WINDOW);
    }

    /** The eight bytes behind the ports of a TCP header. */
    static long tcpSequence(int sequence) {
        return (long) sequence << Integer.SIZE | ACKNOWLEDGED;
    }

    /** The eight bytes behind {@link #tcpSequence}, with which the header ends. */
    static long tcpFlags(int sourcePort, int sequence, int addressSum, int transportBytes) {
        return (long) FIVE_WORDS_ACK << 48 | (long) WINDOW << Integer.SIZE
                | (long) tcpChecksum(sourcePort, sequence, addressSum, transportBytes) << Short.SIZE;
    }

    /** The four bytes behind the ports of a UDP header, with which it ends, and four zeros. */
    static long udpLength(int sourcePort, int addressSum, int transportBytes) {
        return (long) (transportBytes << Short.SIZE | udpChecksum(sourcePort, addressSum, transportBytes))
                << Integer.SIZE;
    }

    private static long ports(int sourcePort) {
        return (long) (sourcePort << Short.SIZE | FlowAddresses.DISCARD_PORT) << Integer.SIZE;
    }
}
