package io.vmq.dispatch.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

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

    private final MemorySegment segment;

    private Memory(MemorySegment segment) {
        this.segment = segment;
    }

    /** Takes {@code sizeBytes} zeroed bytes from the arena, starting on a pair of cache lines. */
    public static Memory allocate(Arena arena, long sizeBytes) {
        return new Memory(arena.allocate(sizeBytes, CacheLine.PAIR_BYTES));
    }

    /** The bytes of a segment that somebody else made, such as a mapped file or a kernel ring. */
    public static Memory of(MemorySegment segment) {
        return new Memory(segment);
    }

    /** A copy of the given bytes in memory that the garbage collector frees. */
    public static Memory copyOf(byte[] bytes) {
        Memory copy = allocate(Arena.ofAuto(), Math.max(1, bytes.length));
        copy.put(0, bytes, 0, bytes.length);
        return copy;
    }

    public long sizeBytes() {
        return segment.byteSize();
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

    public long getLongAcquire(long offset) {
        return (long) LONG.getAcquire(segment, offset);
    }

    public void putLongRelease(long offset, long value) {
        LONG.setRelease(segment, offset, value);
    }

    /** Copies {@code lengthBytes} bytes to another range; the two may be the same if they do not overlap. */
    public void copyTo(long offset, Memory target, long targetOffset, long lengthBytes) {
        MemorySegment.copy(segment, offset, target.segment, targetOffset, lengthBytes);
    }

    /**
     * Copies what begins at {@code offset} in whole cache lines: at least {@code lengthBytes} bytes, and up to the next multiple
     * of {@link CacheLine#BYTES}. Both ranges must hold that many; offsets are multiples of 8. For frames this is several
     * times as fast as {@link #copyTo}, which goes through a routine for any length and alignment.
     */
    public void copyLinesTo(long offset, Memory target, long targetOffset, int lengthBytes) {
        for (int line = 0; line < lengthBytes; line += CacheLine.BYTES) {
            copyLine(segment, offset + line, target.segment, targetOffset + line);
        }
    }

    private static void copyLine(MemorySegment from, long at, MemorySegment to, long toAt) {
        long a = (long) LONG.get(from, at);
        long b = (long) LONG.get(from, at + 8);
        long c = (long) LONG.get(from, at + 16);
        long d = (long) LONG.get(from, at + 24);
        long e = (long) LONG.get(from, at + 32);
        long f = (long) LONG.get(from, at + 40);
        long g = (long) LONG.get(from, at + 48);
        long h = (long) LONG.get(from, at + 56);
        LONG.set(to, toAt, a);
        LONG.set(to, toAt + 8, b);
        LONG.set(to, toAt + 16, c);
        LONG.set(to, toAt + 24, d);
        LONG.set(to, toAt + 32, e);
        LONG.set(to, toAt + 40, f);
        LONG.set(to, toAt + 48, g);
        LONG.set(to, toAt + 56, h);
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
