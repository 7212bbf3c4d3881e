package io.vmq.dispatch.frame;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A 48-bit MAC address.
 *
 * @param bits
 *            the address in the low 48 bits, first byte on the wire highest
 */
public record MacAddress(long bits) implements Comparable<MacAddress> {

    private static final long MASK = 0xFFFF_FFFF_FFFFL;
    private static final long GROUP_BIT = 0x0100_0000_0000L;
    private static final Pattern COLONS = Pattern.compile("\\p{XDigit}{2}(:\\p{XDigit}{2}){5}");
    private static final Pattern DASHES = Pattern.compile("\\p{XDigit}{2}(-\\p{XDigit}{2}){5}");

    public MacAddress {
        if ((bits & ~MASK) != 0) {
            throw new IllegalArgumentException("bits=0x" + Long.toHexString(bits) + ": a MAC address has 48 bits");
        }
    }

    /**
     * Reads {@code 00:15:5d:00:00:01} or {@code 00-15-5D-00-00-01}, in any case.
     *
     * @throws IllegalArgumentException
     *             for anything else, with the text and what was expected
     */
    public static MacAddress parse(String text) {
        if (!COLONS.matcher(text).matches() && !DASHES.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a MAC address (expected six hex bytes such as 00:15:5d:00:00:01)");
        }
        return new MacAddress(Long.parseLong(text.replaceAll("[:-]", ""), 16));
    }

    /** True for broadcast and multicast, which no receive filter can match. */
    public boolean isGroup() {
        return (bits & GROUP_BIT) != 0;
    }

    /** The address {@code steps} further, as the scenario's {@code firstMac} counts. */
    public MacAddress plus(long steps) {
        return new MacAddress((bits + steps) & MASK);
    }

    /** As Windows prints it: {@code 00-15-5D-00-00-01}. */
    public String dashed() {
        return toString().replace(':', '-').toUpperCase(Locale.ROOT);
    }

    @Override
    public int compareTo(MacAddress other) {
        return Long.compare(bits, other.bits);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(17);
        for (int shift = 40; shift >= 0; shift -= 8) {
            int octet = (int) (bits >>> shift) & 0xFF;
            text.append(Character.forDigit(octet >>> 4, 16)).append(Character.forDigit(octet & 0xF, 16));
            if (shift > 0) {
                text.append(':');
            }
        }
        return text.toString();
    }
}
