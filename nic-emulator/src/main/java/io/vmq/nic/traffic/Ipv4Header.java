package io.vmq.nic.traffic;

import io.vmq.dispatch.memory.Memory;

/**
 * Writes IPv4 headers (RFC 791), with a right checksum.
 *
 * <pre>
 *  0       1       2               4               6               8       9       10
 * +-------+-------+---------------+---------------+---------------+-------+-------+---------------+
 * | 4|IHL | class | total length  | identification| flags, offset | TTL   | proto | checksum      |
 * +-------+-------+---------------+---------------+---------------+-------+-------+---------------+
 * | source address                | destination address           | Router Alert, if IHL is 6     |
 * +-------------------------------+-------------------------------+-------------------------------+
 *  12                              16                              20
 * </pre>
 */
final class Ipv4Header {

    static final int BYTES = 20;
    /** What Router Alert takes (RFC 2113). */
    static final int OPTION_BYTES = 4;

    /** Never a fragment: identification 0 is then allowed (RFC 6864). */
    static final int DO_NOT_FRAGMENT = 0x4000;
    static final int MORE_FRAGMENTS = 0x2000;

    /** Version 4, five words of header, default service class. */
    private static final int FIVE_WORDS = 0x4500;
    private static final int SIX_WORDS = 0x4600;
    private static final int TIME_TO_LIVE = 64 << Byte.SIZE;
    /** Copied into fragments, class control, option 20, four bytes; the value says "look at this packet". */
    private static final int ROUTER_ALERT = 0x9404_0000;

    private Ipv4Header() {}

    /**
     * Writes {@value #BYTES} bytes at {@code at}.
     *
     * @param totalBytes
     *            length of the packet, this header counted
     * @param fragment
     *            the identification in the high half, flags and offset in the low half
     */
    static void write(Memory memory, long at, int totalBytes, int fragment, int protocol, int source,
            int destination) {
        write(memory, at, FIVE_WORDS, totalBytes, fragment, protocol, source, destination, 0);
    }

    /** Writes a header that is never fragmented and carries Router Alert: {@value #OPTION_BYTES} bytes more. */
    static void writeWithRouterAlert(Memory memory, long at, int totalBytes, int protocol, int source,
            int destination) {
        write(memory, at, SIX_WORDS, totalBytes, DO_NOT_FRAGMENT, protocol, source, destination, ROUTER_ALERT);
        memory.putI32Be(at + BYTES, ROUTER_ALERT);
    }

    /** The first eight bytes of a header of five words that is never fragmented. */
    static long firstWord(int totalBytes) {
        return (long) (FIVE_WORDS << Short.SIZE | totalBytes) << Integer.SIZE | DO_NOT_FRAGMENT;
    }

    /** The eight bytes behind {@link #firstWord}; the destination follows. */
    static long secondWord(int protocol, int totalBytes, int addressSum, int source) {
        int ttlAndProtocol = TIME_TO_LIVE | protocol;
        int checksum = InternetChecksum.of(FIVE_WORDS + totalBytes + DO_NOT_FRAGMENT + ttlAndProtocol + addressSum);
        return (long) (ttlAndProtocol << Short.SIZE | checksum) << Integer.SIZE | Integer.toUnsignedLong(source);
    }

    /** The words of both addresses, added: what they are in the pseudo header. */
    static int addressSum(int source, int destination) {
        return InternetChecksum.words(source) + InternetChecksum.words(destination);
    }

    private static void write(Memory memory, long at, int firstWord, int totalBytes, int fragment, int protocol,
            int source, int destination, int option) {
        int ttlAndProtocol = TIME_TO_LIVE | protocol;
        int checksum = InternetChecksum.of(firstWord + totalBytes + InternetChecksum.words(fragment) + ttlAndProtocol
                + addressSum(source, destination) + InternetChecksum.words(option));
        memory.putI64Be(at, (long) (firstWord << Short.SIZE | totalBytes) << Integer.SIZE
                | Integer.toUnsignedLong(fragment));
        memory.putI64Be(at + 8, (long) (ttlAndProtocol << Short.SIZE | checksum) << Integer.SIZE
                | Integer.toUnsignedLong(source));
        memory.putI32Be(at + 16, destination);
    }
}
