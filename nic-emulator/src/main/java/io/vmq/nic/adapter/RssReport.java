package io.vmq.nic.adapter;

import io.vmq.dispatch.steering.InputTransform;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How an interface spreads flows.
 *
 * @param table
 *            the queue of each entry of the indirection table; empty if the interface has none
 * @param key
 *            the key's bytes as hex digits with colons; empty if it tells none
 * @param function
 *            {@code toeplitz}, {@code xor}, {@code crc32}, {@code none}, or the bits of an unknown one
 * @param transform
 *            what becomes of the input first: {@code none}, {@code symmetric-xor}, {@code symmetric-or-xor}, or the bits of
 *            an unknown one
 */
public record RssReport(List<Integer> table, String key, String function, String transform) {

    /** Bytes of a struct ethtool_rxfh without table and key. */
    static final int BYTES = 24;
    static final int TABLE_SIZE = 8;
    static final int KEY_SIZE = 12;

    /** More than any driver has. */
    static final int MAX_ENTRIES = 1 << 16;
    static final int MAX_KEY_BYTES = 1 << 10;

    public static final String TOEPLITZ = "toeplitz";
    public static final String NONE = "none";

    private static final List<String> FUNCTIONS = List.of(TOEPLITZ, "xor", "crc32");
    /** Of the bits RXH_XFRM_SYM_XOR and RXH_XFRM_SYM_OR_XOR of linux/ethtool.h. */
    private static final List<String> TRANSFORMS = List.of(InputTransform.SYMMETRIC_XOR.label(),
            InputTransform.SYMMETRIC_OR_XOR.label());
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

    public RssReport {
        table = List.copyOf(table);
    }

    /** Decodes a struct ethtool_rxfh with its table and its key. */
    static RssReport parse(AnswerBytes answer) {
        int entries = answer.count(TABLE_SIZE, MAX_ENTRIES);
        int keyBytes = answer.count(KEY_SIZE, MAX_KEY_BYTES);
        int keyAt = BYTES + entries * Integer.BYTES;
        List<Integer> table = IntStream.range(0, entries)
                .mapToObj(entry -> answer.count(BYTES + entry * Integer.BYTES, MAX_ENTRIES)).toList();
        return new RssReport(table, COLONS.formatHex(answer.bytes(keyAt, keyBytes)), named(answer.u8(16), FUNCTIONS),
                named(answer.u8(17), TRANSFORMS));
    }

    private static String named(int bits, List<String> names) {
        if (bits == 0) {
            return NONE;
        }
        int number = Integer.numberOfTrailingZeros(bits);
        return Integer.bitCount(bits) == 1 && number < names.size() ? names.get(number)
                : "unknown (bits 0x" + Integer.toHexString(bits) + ")";
    }

    /** Queues that the table names, without repetition. */
    public long distinctQueues() {
        return table.stream().distinct().count();
    }

    /** Bytes of the key. */
    public int keyBytes() {
        return key.isEmpty() ? 0 : (key.length() + 1) / 3;
    }
}
