package io.vmq.tools.steer;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Reads IP addresses as they are written, and never asks for a name.
 *
 * <p>
 * IPv4 takes four decimal numbers without leading zeros, since programs disagree on what others mean. IPv6 takes no
 * zone and no brackets; an IPv4 address mapped into IPv6 stays an IPv6 address, as its packets are.
 */
final class IpLiteral {

    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;
    private static final int MAX_OCTET_DIGITS = 3;
    private static final int MAX_OCTET = 255;
    private static final int MAX_GROUP_DIGITS = 4;
    private static final String GAP = "::";
    private static final int NO_SCOPE = -1;

    private IpLiteral() {}

    /**
     * The address that {@code text} writes.
     *
     * @throws IllegalArgumentException
     *             if it writes none
     */
    static InetAddress parse(String text) {
        try {
            return text.indexOf(':') < 0
                    ? InetAddress.getByAddress(ipv4(text))
                    : Inet6Address.getByAddress(null, ipv6(text), NO_SCOPE);
        } catch (UnknownHostException e) {
            throw new AssertionError("the number of bytes is right", e);
        }
    }

    private static byte[] ipv4(String text) {
        byte[] bytes = new byte[IPV4_BYTES];
        int from = 0;
        for (int i = 0; i < IPV4_BYTES; i++) {
            int end = i < IPV4_BYTES - 1 ? text.indexOf('.', from) : text.length();
            bytes[i] = (byte) octet(text, from, end);
            from = end + 1;
        }
        return bytes;
    }

    private static int octet(String text, int from, int end) {
        int digits = end - from;
        check(digits >= 1 && digits <= MAX_OCTET_DIGITS && (digits == 1 || text.charAt(from) != '0'));
        int value = 0;
        for (int i = from; i < end; i++) {
            int digit = text.charAt(i) - '0';
            check(digit >= 0 && digit <= 9);
            value = 10 * value + digit;
        }
        check(value <= MAX_OCTET);
        return value;
    }

    private static byte[] ipv6(String text) {
        int gap = text.indexOf(GAP);
        if (gap < 0) {
            byte[] whole = groups(text);
            check(whole.length == IPV6_BYTES);
            return whole;
        }
        check(text.lastIndexOf('.', gap) < 0);
        byte[] head = groups(text.substring(0, gap));
        byte[] tail = groups(text.substring(gap + GAP.length()));
        check(head.length + tail.length < IPV6_BYTES);
        byte[] bytes = Arrays.copyOf(head, IPV6_BYTES);
        System.arraycopy(tail, 0, bytes, IPV6_BYTES - tail.length, tail.length);
        return bytes;
    }

    /** Groups of hex digits with single colons between them, the last of which may be written as IPv4. */
    private static byte[] groups(String text) {
        byte[] bytes = new byte[IPV6_BYTES];
        int at = 0;
        int from = 0;
        int end = text.isEmpty() ? text.length() : -1;
        while (end < text.length()) {
            int colon = text.indexOf(':', from);
            end = colon < 0 ? text.length() : colon;
            byte[] part = colon < 0 && text.indexOf('.', from) >= 0
                    ? ipv4(text.substring(from))
                    : group(text, from, end);
            check(at + part.length <= IPV6_BYTES);
            System.arraycopy(part, 0, bytes, at, part.length);
            at += part.length;
            from = end + 1;
        }
        return Arrays.copyOf(bytes, at);
    }

    private static byte[] group(String text, int from, int end) {
        check(end > from && end - from <= MAX_GROUP_DIGITS);
        int value = HexFormat.fromHexDigits(text, from, end);
        return new byte[] {(byte) (value >>> Byte.SIZE), (byte) value};
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("no IP address");
        }
    }
}
