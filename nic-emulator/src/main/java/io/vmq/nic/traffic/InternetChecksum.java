package io.vmq.nic.traffic;

/**
 * The ones'-complement sum of 16-bit words that IPv4, TCP and UDP check themselves with (RFC 1071). Partial sums are
 * plain ints: they may be added in any order, and folded once at the end, as long as they stay below 2^31.
 */
final class InternetChecksum {

    private static final int WORD = 0xFFFF;

    private InternetChecksum() {}

    /** The two words of a 32-bit field, added. */
    static int words(int field) {
        return (field >>> Short.SIZE) + (field & WORD);
    }

    /** The checksum field that makes the whole sum come out as all ones. */
    static int of(int sum) {
        int folded = words(sum);
        return ~words(folded) & WORD;
    }
}
