package io.vmq.dispatch.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * A range of off-heap bytes, and the only class that touches such bytes.
 *
 * <p>
 * Offsets are bytes from the start of the range. Names say width, byte order and memory order: {@code u8}, {@code u16},
 * {@code i32} and {@code i64} with suffix {@code Be} read and write the big-endian fields of network headers at any
 * alignment; the plain {@code int} and {@code long} accesses use the machine's byte order and need natural alignment;
 * {@code Acquire} and {@code Release} order them against other threads as in {@link VarHandle#getAcquire} and
 * {@link VarHandle#setRelease}. An access outside the range throws {@link IndexOutOfBoundsException}: that is a bug of
 * ours, never a result of input.
 *
 * <p>
 * Any thread may use a range; who may write which offset when is the rule of the owner. The memory lives as long as the
 * {@link Arena} that it came from.
 */
public final class Memory {

    private static final ValueLayout.OfShort SHORT_BE = ValueLayout.JAVA_SHORT_UNALIGNED
            .withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT_BE = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG_BE = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
    private static final VarHandle PLAIN_LONG = ValueLayout.JAVA_LONG_UNALIGNED.varHandle();
    private static final VarHandle PLAIN_INT_BE = INT_BE.varHandle();
    private static final VarHandle PLAIN_LONG_BE = LONG_BE.varHandle();
    private static final VarHandle PLAIN_SHORT_LE = littleEndian(ValueLayout.JAVA_SHORT_UNALIGNED);
    private static final VarHandle PLAIN_LONG_LE = littleEndian(ValueLayout.JAVA_LONG_UNALIGNED);
    private static final VarHandle PLAIN_INT = ValueLayout.JAVA_INT_UNALIGNED.varHandle();

    /** All there is: a constant without bounds or lifetime, so that an access through it is one instruction. */
    @SuppressWarnings("restricted")
    private static final MemorySegment EVERYTHING = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    /** User space of all 64-bit systems that run this. */
    private static final long ADDRESS_MASK = (1L << 56) - 1;

    private final MemorySegment segment;
    private final long base;
    private final long sizeBytes;

    private Memory(MemorySegment segment) {
        this.segment = segment;
        base = segment.address();
        sizeBytes = segment.byteSize();
    }

    /**
     * The address of {@code bytes} bytes from {@code offset} on, a multiple of 8, for the static accesses below.
     * Whoever calls vouches that the bytes are there, as long as the address is used; it is asserted, and otherwise not
     * checked. Where the garbage collector frees the memory, a {@link java.lang.ref.Reference#reachabilityFence} behind
     * the last use keeps the range.
     */
    public long addressOf(long offset, long bytes) {
        assert segment.scope().isAlive() && offset % Long.BYTES == 0 && offset >= 0 && offset <= sizeBytes() - bytes
                : bytes + " bytes at " + offset + " of " + sizeBytes();
        // The mask changes nothing, but tells the compiler that accesses near the address are within EVERYTHING.
        return base + offset & ADDRESS_MASK;
    }

    private static VarHandle littleEndian(ValueLayout layout) {
        return layout.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();
    }

    /** Takes {@code sizeBytes} zeroed bytes from the arena, starting on a pair of cache lines. */
    public static Memory allocate(Arena arena, long sizeBytes) {
        return new Memory(arena.allocate(sizeBytes, CacheLine.PAIR_BYTES));
    }

    /** As {@link #allocate(Arena, long)}, in memory that the garbage collector frees when nothing refers to the range any more. */
    public static Memory allocate(long sizeBytes) {
        return allocate(Arena.ofAuto(), sizeBytes);
    }

    /**
     * The bytes of a segment that somebody else made, such as a mapped file or a kernel ring.
     *
     * @throws IllegalArgumentException
     *             if they are on the Java heap, where bytes have no address
     */
    public static Memory of(MemorySegment segment) {
        if (!segment.isNative()) {
            throw new IllegalArgumentException("a segment on the Java heap: one outside it expected");
        }
        return new Memory(segment);
    }

    /** A copy of the given bytes in memory that the garbage collector frees. */
    public static Memory copyOf(byte[] bytes) {
        Memory copy = allocate(Math.max(1, bytes.length));
        copy.put(0, bytes, 0, bytes.length);
        return copy;
    }

    public long sizeBytes() {
        return sizeBytes;
    }

    public int u8(long offset) {
        return segment.get(ValueLayout.JAVA_BYTE, offset) & 0xFF;
    }

    public int u16Be(long offset) {
        return segment.get(SHORT_BE, offset) & 0xFFFF;
    }

    public int i32Be(long offset) {
        return segment.get(INT_BE, offset);
    }

    public long i64Be(long offset) {
        return segment.get(LONG_BE, offset);
    }

    public void putU8(long offset, int value) {
        segment.set(ValueLayout.JAVA_BYTE, offset, (byte) value);
    }

    public void putU16Be(long offset, int value) {
        segment.set(SHORT_BE, offset, (short) value);
    }

    public void putI32Be(long offset, int value) {
        segment.set(INT_BE, offset, value);
    }

    public void putI64Be(long offset, long value) {
        segment.set(LONG_BE, offset, value);
    }

    /** A field of two bytes without sign, in the machine's byte order, at any alignment. */
    public int getU16(long offset) {
        return segment.get(ValueLayout.JAVA_SHORT_UNALIGNED, offset) & 0xFFFF;
    }

    public void putU16(long offset, int value) {
        segment.set(ValueLayout.JAVA_SHORT_UNALIGNED, offset, (short) value);
    }

    public int getInt(long offset) {
        return (int) INT.get(segment, offset);
    }

    public long getLong(long offset) {
        return (long) LONG.get(segment, offset);
    }

    public void putInt(long offset, int value) {
        INT.set(segment, offset, value);
    }

    public void putLong(long offset, long value) {
        LONG.set(segment, offset, value);
    }

    public int getIntAcquire(long offset) {
        return (int) INT.getAcquire(segment, offset);
    }

    public void putIntRelease(long offset, int value) {
        INT.setRelease(segment, offset, value);
    }

    public long getLongAcquire(long offset) {
        return (long) LONG.getAcquire(segment, offset);
    }

    public void putLongRelease(long offset, long value) {
        LONG.setRelease(segment, offset, value);
    }

    /**
     * The address of {@code bytes} bytes from {@code offset} on, at any alignment, for the static accesses below. That the memory has
     * not been given back is for the caller to know.
     *
     * @throws IndexOutOfBoundsException
     *             if they are not all within the range
     */
    public long checkedAddressOf(long offset, int bytes) {
        Objects.checkIndex(offset, sizeBytes - bytes + 1);
        return base + offset & ADDRESS_MASK;
    }

    /** The big-endian field at an address from {@link #checkedAddressOf}, or within the bytes that were asked for there. */
    public static int i32BeAt(long address) {
        return (int) PLAIN_INT_BE.get(EVERYTHING, address);
    }

    public static long i64BeAt(long address) {
        return (long) PLAIN_LONG_BE.get(EVERYTHING, address);
    }

    public static void putI64BeAt(long address, long value) {
        PLAIN_LONG_BE.set(EVERYTHING, address, value);
    }

    /** The field at an address read as if it were little-endian, which is cheaper where only equality counts. */
    public static int u16LeAt(long address) {
        return (short) PLAIN_SHORT_LE.get(EVERYTHING, address) & 0xFFFF;
    }

    public static long i64LeAt(long address) {
        return (long) PLAIN_LONG_LE.get(EVERYTHING, address);
    }

    /** The {@code int} at an address from {@link #addressOf}, or within the bytes that were asked for there. */
    public static int intAt(long address) {
        return (int) PLAIN_INT.get(EVERYTHING, address);
    }

    public static long longAt(long address) {
        return (long) PLAIN_LONG.get(EVERYTHING, address);
    }

    public static void putIntAt(long address, int value) {
        PLAIN_INT.set(EVERYTHING, address, value);
    }

    public static void putLongAt(long address, long value) {
        PLAIN_LONG.set(EVERYTHING, address, value);
    }

    public static long longAtAcquire(long address) {
        return (long) LONG.getAcquire(EVERYTHING, address);
    }

    public static void putLongAtRelease(long address, long value) {
        LONG.setRelease(EVERYTHING, address, value);
    }

    /** Copies {@code lengthBytes} bytes to another range; the two may be the same if they do not overlap. */
    public void copyTo(long offset, Memory target, long targetOffset, long lengthBytes) {
        MemorySegment.copy(segment, offset, target.segment, targetOffset, lengthBytes);
    }

    /** Copies bytes out of this range, for the control plane. */
    public void get(long offset, byte[] target, int from, int lengthBytes) {
        MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, offset, target, from, lengthBytes);
    }

    /** Copies bytes into this range, for the control plane. */
    public void put(long offset, byte[] source, int from, int lengthBytes) {
        MemorySegment.copy(source, from, segment, ValueLayout.JAVA_BYTE, offset, lengthBytes);
    }
}
