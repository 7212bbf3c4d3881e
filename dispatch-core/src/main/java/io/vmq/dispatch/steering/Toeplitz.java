package io.vmq.dispatch.steering;

import io.vmq.dispatch.memory.Memory;
import java.lang.ref.Reference;

/**
 * The Toeplitz hash of RSS (Windows driver docs, "RSS hashing functions"): for each bit of the input that is 1, from
 * the most significant bit of byte 0 on, the result is XORed with the 32 key bits that begin at that bit's position.
 *
 * <p>
 * The hash is linear, so what a byte adds depends on its value and its place alone: a table of 256 contributions for
 * each of the {@value #MAX_INPUT_BYTES} places turns a byte into one lookup. Immutable after construction, for any
 * thread; nothing is allocated. Offsets are bytes within the memory, and the caller vouches that the bytes are there.
 */
public final class Toeplitz {

    /** Two IPv6 addresses and two ports. */
    public static final int MAX_INPUT_BYTES = 36;

    /** In place of an offset: the input has no ports. */
    public static final long NO_PORTS = -1;

    /** Bytes of two addresses. */
    private static final int IPV4_ADDRESSES = 8;
    private static final int IPV6_ADDRESSES = 32;

    private static final int VALUES = 1 << Byte.SIZE;
    private static final int VALUE_MASK = VALUES - 1;
    private static final long PLACE_BYTES = (long) VALUES * Integer.BYTES;
    /** Of the offset of a value's contribution. */
    private static final int OFFSET_MASK = VALUE_MASK * Integer.BYTES;

    /** Off-heap, because there the compiler needs no check of bounds: a byte of input is always one of {@value #VALUES}. */
    private final Memory contributions = Memory.allocate(MAX_INPUT_BYTES * PLACE_BYTES);

    public Toeplitz(RssKey key) {
        for (int place = 0; place < MAX_INPUT_BYTES; place++) {
            fill(place, key);
        }
    }

    private void fill(int place, RssKey key) {
        for (int value = 1; value < VALUES; value++) {
            int hash = 0;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                if ((value << bit & VALUES >>> 1) != 0) {
                    hash ^= key.window(place * Byte.SIZE + bit);
                }
            }
            contributions.putInt(place * PLACE_BYTES + (long) value * Integer.BYTES, hash);
        }
    }

    /**
     * Hash of addresses that stand one behind the other, source first, as they do in IP headers.
     *
     * @param addressBytes
     *            bytes of both addresses together: 8 or 32
     * @param portsOffset
     *            where source and destination port stand, 4 bytes in all, or {@link #NO_PORTS}
     */
    public int hash(Memory memory, long addressOffset, int addressBytes, long portsOffset) {
        return addressBytes == IPV4_ADDRESSES
                ? hashIpv4(memory, addressOffset, portsOffset)
                : hashIpv6(memory, addressOffset, addressOffset + IPV6_ADDRESSES / 2, portsOffset);
    }

    /** Hash of two IPv4 addresses in a row. */
    int hashIpv4(Memory memory, long addressOffset, long portsOffset) {
        try {
            return eightBytes(0, memory, addressOffset) ^ ports(IPV4_ADDRESSES, memory, portsOffset);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Hash of two IPv6 addresses, which may stand apart as the home address of a mobile host does. */
    int hashIpv6(Memory memory, long sourceOffset, long destinationOffset, long portsOffset) {
        try {
            return eightBytes(0, memory, sourceOffset)
                    ^ eightBytes(8, memory, sourceOffset + 8)
                    ^ eightBytes(16, memory, destinationOffset)
                    ^ eightBytes(24, memory, destinationOffset + 8)
                    ^ ports(IPV6_ADDRESSES, memory, portsOffset);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Hash of at most {@value #MAX_INPUT_BYTES} bytes, for the control plane. */
    public int hash(byte[] input) {
        if (input.length > MAX_INPUT_BYTES) {
            throw new IllegalArgumentException("the input has " + input.length + " bytes, at most " + MAX_INPUT_BYTES
                    + " expected");
        }
        int hash = 0;
        for (int place = 0; place < input.length; place++) {
            hash ^= contributions.getInt(place * PLACE_BYTES + (long) (input[place] & VALUE_MASK) * Integer.BYTES);
        }
        return hash;
    }

    // The places are constants where these are called, and so become part of the addresses once they are inlined.

    private int ports(int place, Memory memory, long portsOffset) {
        return portsOffset == NO_PORTS ? 0 : fourBytes(table(), place, memory.i32Be(portsOffset));
    }

    private int eightBytes(int place, Memory memory, long offset) {
        return eightBytes(table(), place, memory.i64Be(offset));
    }

    /**
     * Hash of two IPv4 addresses and two ports that stand in one row of 12 bytes at an address. Whoever calls keeps
     * this object, and what the address points to, until it is through.
     */
    int hashIpv4At(long at) {
        long table = table();
        return eightBytes(table, 0, Memory.i64BeAt(at))
                ^ fourBytes(table, IPV4_ADDRESSES, Memory.i32BeAt(at + IPV4_ADDRESSES));
    }

    private static int eightBytes(long table, int place, long word) {
        return fourBytes(table, place, (int) (word >>> Integer.SIZE))
                ^ fourBytes(table, place + Integer.BYTES, (int) word);
    }

    private static int fourBytes(long table, int place, int word) {
        return contribution(table, place, word >>> 22 & OFFSET_MASK)
                ^ contribution(table, place + 1, word >>> 14 & OFFSET_MASK)
                ^ contribution(table, place + 2, word >>> 6 & OFFSET_MASK)
                ^ contribution(table, place + 3, word << 2 & OFFSET_MASK);
    }

    private long table() {
        return contributions.addressOf(0, MAX_INPUT_BYTES * PLACE_BYTES);
    }

    /** What a value adds at a place; the value is given by its offset, four times as large. */
    private static int contribution(long table, int place, int offset) {
        return Memory.intAt(table + (place * PLACE_BYTES + offset));
    }
}
