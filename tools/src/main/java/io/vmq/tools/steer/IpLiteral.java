package io.vmq.tools.steer;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * Reads IP addresses as they are written, and never asks for a name.
 *
 * <p>
 * IPv4 takes four decimal numbers without leading zeros, since programs disagree on what others mean. IPv6 takes no zone and
 * no brackets; an IPv4 address mapped into IPv6 stays an IPv6 address, as its packets are.
 */
final class IpLiteral {

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern
            .compile("[0-9a-fA-F:]*:[0-9a-fA-F:]*(:" + OCTET + "(\\." + OCTET + "){3})?");
    /** The longest is that with an IPv4 address at its end. */
    private static final int MAX_CHARS = 45;
    private static final int IPV6_BYTES = 16;
    private static final int MAPPED_PREFIX_BYTES = 12;
    private static final int NO_SCOPE = -1;

    private IpLiteral() {
    }

    /**
     * The address that {@code text} writes.
     *
     * @throws IllegalArgumentException
     *             if it writes none
     */
    static InetAddress parse(String text) {
        if (text.length() <= MAX_CHARS && IPV4.matcher(text).matches()) {
            return Inet4Address.ofLiteral(text);
        }
        if (text.length() <= MAX_CHARS && IPV6.matcher(text).matches()) {
            InetAddress address = InetAddress.ofLiteral(text);
            return address instanceof Inet6Address ? address : mapped(address.getAddress());
        }
        throw new IllegalArgumentException("no IP address");
    }

    private static InetAddress mapped(byte[] ipv4) {
        byte[] bytes = new byte[IPV6_BYTES];
        bytes[MAPPED_PREFIX_BYTES - 2] = (byte) 0xFF;
        bytes[MAPPED_PREFIX_BYTES - 1] = (byte) 0xFF;
        System.arraycopy(ipv4, 0, bytes, MAPPED_PREFIX_BYTES, ipv4.length);
        try {
            return Inet6Address.getByAddress(null, bytes, NO_SCOPE);
        } catch (UnknownHostException e) {
            throw new AssertionError("16 bytes are an IPv6 address", e);
        }
    }
}
