package io.vmq.nic.adapter;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of an answer, in the machine's byte order, as linux/ethtool.h lays them out. Reading beyond the end is refused
 * with {@link IllegalArgumentException}: the answer is cut.
 */
final class AnswerBytes {

    private final String command;
    private final ByteBuffer bytes;

    /**
     * @param command
     *            what refusals call the answer
     */
    AnswerBytes(String command, byte[] bytes) {
        this.command = command;
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }

    int u8(int offset) {
        need(offset, Byte.BYTES);
        return Byte.toUnsignedInt(bytes.get(offset));
    }

    int u16(int offset) {
        need(offset, Short.BYTES);
        return Short.toUnsignedInt(bytes.getShort(offset));
    }

    int i32(int offset) {
        need(offset, Integer.BYTES);
        return bytes.getInt(offset);
    }

    long u32(int offset) {
        return Integer.toUnsignedLong(i32(offset));
    }

    long i64(int offset) {
        need(offset, Long.BYTES);
        return bytes.getLong(offset);
    }

    byte[] bytes(int offset, int count) {
        need(offset, count);
        return Arrays.copyOfRange(bytes.array(), offset, offset + count);
    }

    /** A text that ends with a zero byte, or fills its place. */
    String text(int offset, int placeBytes) {
        byte[] place = bytes(offset, placeBytes);
        int end = 0;
        while (end < place.length && place[end] != 0) {
            end++;
        }
        return new String(place, 0, end, StandardCharsets.UTF_8);
    }

    /** A number that must be small enough to be one. */
    int count(int offset, int most) {
        long count = u32(offset);
        if (count > most) {
            throw new IllegalArgumentException("the answer to " + command + " says " + count + " at byte " + offset
                    + ", at most " + most + " expected");
        }
        return (int) count;
    }

    private void need(int offset, int count) {
        if ((long) offset + count > bytes.capacity()) {
            throw new IllegalArgumentException("the answer to " + command + " is cut: " + bytes.capacity()
                    + " bytes, at least " + ((long) offset + count) + " expected");
        }
    }
}
