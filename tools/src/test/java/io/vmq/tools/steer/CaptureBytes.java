package io.vmq.tools.steer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/** A pcap file of this test's own making, big-endian with stamps of microseconds. */
final class CaptureBytes {

    static final int ETHERNET = 1;
    static final int RAW_IP = 101;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    CaptureBytes(int linkType) {
        put(ByteBuffer.allocate(24).putInt(0xA1B2C3D4).putShort((short) 2).putShort((short) 4).putLong(0)
                .putInt(65_535).putInt(linkType));
    }

    /** Adds a frame, with zeros behind its bytes up to a length of which all or some are stored. */
    CaptureBytes add(String hex, int storedBytes, int originalBytes) {
        byte[] frame = HexFormat.of().parseHex(hex.replace(" ", ""));
        put(ByteBuffer.allocate(16).putLong(0).putInt(storedBytes).putInt(originalBytes));
        bytes.writeBytes(Arrays.copyOf(frame, storedBytes));
        return this;
    }

    /** Adds a whole frame of at least 60 bytes. */
    CaptureBytes add(String hex) {
        int length = Math.max(60, hex.replace(" ", "").length() / 2);
        return add(hex, length, length);
    }

    private void put(ByteBuffer part) {
        bytes.writeBytes(part.array());
    }

    Path writeTo(Path file) throws IOException {
        return Files.write(file, bytes.toByteArray());
    }

    /** As {@link #writeTo(Path)}, without the last bytes. */
    Path writeCut(Path file, int missingBytes) throws IOException {
        return Files.write(file, Arrays.copyOf(bytes.toByteArray(), bytes.size() - missingBytes));
    }
}
