package io.vmq.dispatch.steering;

import io.vmq.dispatch.memory.Memory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** Headers as byte arrays, to be joined into frames. */
final class Packets {

    static final byte[] SOURCE_4 = {10, 1, 2, 3};
    static final byte[] DESTINATION_4 = {10, 9, 8, 7};
    static final byte[] SOURCE_6 = bytes("20010db8000000000000000000000001");
    static final byte[] DESTINATION_6 = bytes("20010db8000000000000000000000002");
    static final byte[] HOME = bytes("20010db80000000000000000000000aa");
    static final byte[] ROUTE = bytes("20010db80000000000000000000000bb");
    static final int SOURCE_PORT = 40_000;
    static final int DESTINATION_PORT = 443;

    static final int TCP = 6;
    static final int UDP = 17;
    static final int ICMP = 1;
    static final int HOP_BY_HOP = 0;
    static final int ROUTING = 43;
    static final int FRAGMENT = 44;
    static final int ESP = 50;
    static final int AH = 51;
    static final int DESTINATION_OPTIONS = 60;

    private Packets() {}

    /** Memory that ends where the stored bytes of the frame end, so that reading on throws. */
    static Memory atEndOfMemory(byte[] frame, int storedBytes) {
        return Memory.copyOf(Arrays.copyOf(frame, storedBytes));
    }

    static byte[] join(byte[]... parts) {
        ByteBuffer joined = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            joined.put(part);
        }
        return joined.array();
    }

    static byte[] ethernet(int type) {
        return join(bytes("00155d000001"), bytes("00155d0000ff"), u16(type));
    }

    /** What follows the tag protocol that stands in the place of the type. */
    static byte[] tag(int vlan, int type) {
        return join(u16(3 << 13 | vlan), u16(type));
    }

    static byte[] ipv4(int protocol, byte[]... payload) {
        return ipv4(protocol, 0, 0, payload);
    }

    /** The fragment field holds flags and offset. */
    static byte[] ipv4(int protocol, int fragmentField, int optionWords, byte[]... payload) {
        byte[] behind = join(payload);
        int headerBytes = 20 + 4 * optionWords;
        return join(new byte[] {(byte) (4 << 4 | headerBytes / 4), 0}, u16(headerBytes + behind.length), u16(0x1234),
                u16(fragmentField), new byte[] {64, (byte) protocol, 0, 0}, SOURCE_4, DESTINATION_4,
                filled(4 * optionWords, 1), behind);
    }

    static byte[] ipv6(int next, byte[]... payload) {
        byte[] behind = join(payload);
        return join(new byte[] {6 << 4, 0, 0, 0}, u16(behind.length), new byte[] {(byte) next, 64}, SOURCE_6,
                DESTINATION_6, behind);
    }

    /** Hop-by-hop or destination options that say nothing, in a header of {@code 8 * units} bytes. */
    static byte[] options(int next, int units) {
        byte[] padding = filled(8 * units - 4, 0);
        return join(new byte[] {(byte) next, (byte) (units - 1), 1, (byte) padding.length}, padding);
    }

    static byte[] homeAddress(int next) {
        return join(new byte[] {(byte) next, 2, 0, 0, 1, 0, (byte) 201, 16}, HOME);
    }

    static byte[] routing(int next, int type, byte[]... addresses) {
        byte[] behind = join(addresses);
        return join(new byte[] {(byte) next, (byte) (behind.length / 8), (byte) type, 1, 0, 0, 0, 0}, behind);
    }

    static byte[] fragment(int next, int offset, boolean more) {
        return join(new byte[] {(byte) next, 0}, u16(offset << 3 | (more ? 1 : 0)), bytes("01020304"));
    }

    /** An authentication header with a 96-bit check value: 24 bytes. */
    static byte[] authentication(int next) {
        return join(new byte[] {(byte) next, 4}, filled(22, 7));
    }

    static byte[] tcp() {
        return join(u16(SOURCE_PORT), u16(DESTINATION_PORT), filled(8, 3), new byte[] {5 << 4, 0}, filled(6, 0));
    }

    static byte[] udp() {
        return join(u16(SOURCE_PORT), u16(DESTINATION_PORT), u16(8), u16(0));
    }

    static byte[] u16(int value) {
        return new byte[] {(byte) (value >>> 8), (byte) value};
    }

    static byte[] filled(int length, int value) {
        byte[] filled = new byte[length];
        Arrays.fill(filled, (byte) value);
        return filled;
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
