package io.vmq.tools.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Damages inputs: whole parts first, then single bytes and what may be length fields. */
final class Mutation {

    private static final long[] HOSTILE = {0, 1, 2, 3, 4, 11, 12, 13, 16, 0x7F, 0x80, 0xFF, 0x100, 0xFFFF, 0x1_0000,
        0x3_FFFF, 0x4_0000, 0x4_0001, 0xFF_FFFF, 0x100_0000, 0x100_0004, 0x7FFF_FFFF, 0x8000_0000L, 0xFFFF_FFFCL,
        0xFFFF_FFFFL};
    private static final int MOST_CHANGES = 4;

    private Mutation() {}

    /** Leaves out, repeats and exchanges parts; the first, mostly a header, rarely. */
    static byte[] ofParts(List<byte[]> parts, SplittableRandom random) {
        List<byte[]> changed = new ArrayList<>(parts);
        for (int changes = random.nextInt(MOST_CHANGES); changes > 0 && changed.size() > 1; changes--) {
            int first = random.nextInt(8) == 0 ? 0 : 1;
            int i = random.nextInt(first, changed.size());
            int j = random.nextInt(first, changed.size());
            switch (random.nextInt(3)) {
                case 0 -> changed.remove(i);
                case 1 -> changed.add(j, changed.get(i));
                default -> changed.set(i, changed.set(j, changed.get(i)));
            }
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        changed.forEach(whole::writeBytes);
        return whole.toByteArray();
    }

    /** Flips bits, writes hostile numbers of 2, 4 or 8 bytes in either byte order, cuts, and puts bytes in. */
    static byte[] ofBytes(byte[] input, SplittableRandom random) {
        byte[] bytes = input.clone();
        for (int changes = random.nextInt(MOST_CHANGES); changes > 0 && bytes.length > 0; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(8)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> bytes = cut(bytes, at);
                case 3 -> bytes = withBytesAt(bytes, at, random);
                default -> putHostile(bytes, at, random);
            }
        }
        return bytes;
    }

    private static byte[] cut(byte[] bytes, int at) {
        return Arrays.copyOf(bytes, at);
    }

    private static byte[] withBytesAt(byte[] bytes, int at, SplittableRandom random) {
        byte[] more = new byte[random.nextInt(1, 9)];
        random.nextBytes(more);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        out.writeBytes(more);
        out.write(bytes, at, bytes.length - at);
        return out.toByteArray();
    }

    /** At a multiple of its width, as fields of headers mostly are. */
    private static void putHostile(byte[] bytes, int near, SplittableRandom random) {
        int width = 2 << random.nextInt(3);
        int at = near & -width;
        if (at + width > bytes.length) {
            return;
        }
        long value = HOSTILE[random.nextInt(HOSTILE.length)];
        ByteBuffer buffer = ByteBuffer.wrap(bytes)
                .order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        switch (width) {
            case 2 -> buffer.putShort(at, (short) value);
            case 4 -> buffer.putInt(at, (int) value);
            default -> buffer.putLong(at, random.nextBoolean() ? value : value << Integer.SIZE);
        }
    }
}
