package io.vmq.nic.capture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes capture files by hand, field by field, in either byte order. */
final class FileBytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteOrder order;

    FileBytes(ByteOrder order) {
        this.order = order;
    }

    FileBytes u16(int... values) {
        for (int value : values) {
            out.writeBytes(ByteBuffer.allocate(2).order(order).putShort((short) value).array());
        }
        return this;
    }

    FileBytes u32(long... values) {
        for (long value : values) {
            out.writeBytes(ByteBuffer.allocate(4).order(order).putInt((int) value).array());
        }
        return this;
    }

    FileBytes i64(long value) {
        out.writeBytes(ByteBuffer.allocate(8).order(order).putLong(value).array());
        return this;
    }

    FileBytes raw(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** Header of a pcap file with this magic and link-type field. */
    FileBytes pcapHeader(long magic, long linkType) {
        return u32(magic).u16(2, 4).u32(0, 0, 65_535, linkType);
    }

    FileBytes pcapFrame(long seconds, long fraction, byte[] stored, int originalBytes) {
        return u32(seconds, fraction, stored.length, originalBytes).raw(stored);
    }

    /** A pcapng block around this body, which is padded. */
    FileBytes block(int type, byte[] body) {
        int padded = body.length + 3 & ~3;
        return u32(type, padded + 12).raw(body).raw(new byte[padded - body.length]).u32(padded + 12);
    }

    FileBytes section() {
        return block(0x0A0D0D0A, with().u32(0x1A2B3C4D).u16(1, 0).i64(-1).bytes());
    }

    /** An interface; options are given ready-made. */
    FileBytes interfaceBlock(int linkType, long snapBytes, byte... options) {
        return block(1, with().u16(linkType, 0).u32(snapBytes).raw(options).bytes());
    }

    byte[] resolution(int value) {
        return with().u16(9, 1).raw((byte) value, (byte) 0, (byte) 0, (byte) 0).u16(0, 0).bytes();
    }

    FileBytes enhanced(long interfaceId, long ticks, byte[] stored, int originalBytes) {
        return block(6, with().u32(interfaceId, ticks >>> 32, ticks, stored.length, originalBytes).raw(stored).bytes());
    }

    /** An empty one in the same byte order, for a part. */
    FileBytes with() {
        return new FileBytes(order);
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    /** An Ethernet frame from and to MACs that end with these bytes, filled up with its own number. */
    static byte[] frame(int to, int from, int bytes) {
        ByteBuffer frame = ByteBuffer.allocate(bytes);
        frame.put(new byte[] {0, 0x15, 0x5D, 0, 0, (byte) to, 2, 0, 0, 0, 0, (byte) from, (byte) 0x88, (byte) 0xB5});
        while (frame.hasRemaining()) {
            frame.put((byte) to);
        }
        return frame.array();
    }

    static Path write(Path directory, byte[] bytes) {
        Path file = directory.resolve("trace.pcap");
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path write(Path directory, String text) {
        return write(directory, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] frameOf(Capture capture, int i) {
        byte[] bytes = new byte[capture.storedBytes(i)];
        capture.memory().get(capture.address(i), bytes, 0, bytes.length);
        return bytes;
    }
}
