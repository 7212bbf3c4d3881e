package io.vmq.nic.capture;

import io.vmq.dispatch.memory.Memory;

/**
 * A file's bytes, whose writer used one byte order or the other. Reads are as wide as their names say, at any
 * alignment; who reads has made sure that the bytes are there.
 *
 * @param memory
 *            the whole file
 * @param bigEndian
 *            the writer's byte order
 */
record OrderedBytes(Memory memory, boolean bigEndian) {

    long sizeBytes() {
        return memory.sizeBytes();
    }

    int u8(long at) {
        return memory.u8(at);
    }

    int u16(long at) {
        int value = memory.u16Be(at);
        return bigEndian ? value : Short.toUnsignedInt(Short.reverseBytes((short) value));
    }

    long u32(long at) {
        int value = memory.i32Be(at);
        return Integer.toUnsignedLong(bigEndian ? value : Integer.reverseBytes(value));
    }

    long i64(long at) {
        long value = memory.i64Be(at);
        return bigEndian ? value : Long.reverseBytes(value);
    }
}
