package io.vmq.tools.steer;

import java.math.BigInteger;
import java.util.HexFormat;

/** The Toeplitz hash as the Windows driver docs put it in words, bit by bit, with nothing from the product. */
final class BitwiseToeplitz {

    static final String DEFAULT_KEY = "6d5a56da255b0ec24167253d43a38fb0"
            + "d0ca2bcbae7b30b477cb2da38030f20c6a42b73bbeac01fa";
    static final String SYMMETRIC_KEY = "6d5a".repeat(20);

    private static final int KEY_BITS = 320;

    private BitwiseToeplitz() {}

    /** The hash of the bytes, as 8 hex digits behind 0x. */
    static String hash(String keyHex, byte[] input) {
        BigInteger key = new BigInteger(1, HexFormat.of().parseHex(keyHex));
        int leftmost = KEY_BITS - Integer.SIZE;
        int result = 0;
        for (byte octet : input) {
            for (int bit = Byte.SIZE - 1; bit >= 0; bit--) {
                if (((octet >> bit) & 1) == 1) {
                    result ^= key.shiftRight(leftmost).intValue();
                }
                leftmost--;
            }
        }
        return "0x%08x".formatted(result);
    }
}
