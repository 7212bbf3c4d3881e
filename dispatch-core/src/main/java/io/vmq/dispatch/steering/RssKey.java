package io.vmq.dispatch.steering;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The 40 secret bytes that the Toeplitz hash is keyed with (Windows driver docs, "RSS hashing functions"). Immutable. */
public final class RssKey {

    public static final int BYTES = 40;

    private static final Pattern HEX = Pattern.compile("\\p{XDigit}{2}(:?\\p{XDigit}{2}){" + (BYTES - 1) + "}");

    /**
     * The key of the published verification vectors (Windows driver docs, "Verifying the RSS hash calculation"), which
     * most drivers and test suites use as their default.
     */
    public static final RssKey DEFAULT = hex(
            "6d5a56da255b0ec24167253d43a38fb0d0ca2bcbae7b30b477cb2da38030f20c6a42b73bbeac01fa");

    /**
     * 6d5a twenty times: with a period of 16 bits both directions of a connection hash alike. The price is that both
     * halves of the hash are equal, so that it holds 16 bits of entropy at most.
     */
    public static final RssKey SYMMETRIC = hex("6d5a".repeat(BYTES / 2));

    private final byte[] bytes;

    private RssKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A key of exactly {@value #BYTES} bytes, which are copied. */
    public static RssKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("an RSS key has " + BYTES + " bytes, not " + bytes.length);
        }
        return new RssKey(bytes.clone());
    }

    /**
     * Reads {@code default}, {@code symmetric} or 80 hex digits in any case, with or without colons between bytes.
     *
     * @throws IllegalArgumentException
     *             for anything else, with the text and what was expected
     */
    public static RssKey parse(String text) {
        return switch (text) {
            case "default" -> DEFAULT;
            case "symmetric" -> SYMMETRIC;
            default -> parseHex(text);
        };
    }

    private static RssKey parseHex(String text) {
        if (!HEX.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is not an RSS key "
                    + "(expected default, symmetric or 80 hex digits, colons allowed between bytes)");
        }
        return hex(text.replace(":", ""));
    }

    private static RssKey hex(String digits) {
        return new RssKey(HexFormat.of().parseHex(digits));
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** 32 bits of the key from {@code bit} on, counted from the most significant bit of byte 0; 0 behind the end. */
    int window(int bit) {
        int first = bit / Byte.SIZE;
        long fiveBytes = 0;
        for (int i = first; i <= first + Integer.BYTES; i++) {
            fiveBytes = fiveBytes << Byte.SIZE | (i < BYTES ? bytes[i] & 0xFF : 0);
        }
        return (int) (fiveBytes >>> (Byte.SIZE - bit % Byte.SIZE));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RssKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** 80 hex digits, which {@link #parse} reads. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
