package io.vmq.tools.steer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
        putInts(0xA1B2C3D4, 0x0002_0004, 0, 0, 65_535, linkType);
    }

    /** Adds a frame, with zeros behind its bytes up to a length of which all or some are stored. */
    CaptureBytes add(String hex, int storedBytes, int originalBytes) {
        putInts(0, 0, storedBytes, originalBytes);
        bytes.writeBytes(Arrays.copyOf(HexFormat.of().parseHex(hex.replace(" ", "")), storedBytes));
        return this;
    }

    /** Adds a whole frame of at least 60 bytes. */
    CaptureBytes add(String hex) {
        int length = Math.max(60, hex.replace(" ", "").length() / 2);
        return add(hex, length, length);
    }

    private void putInts(int... values) {
        for (int value : values) {
            bytes.writeBytes(
                    new byte[] {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value});
        }
    }

    Path writeTo(Path file) throws IOException {
        return Files.write(file, bytes.toByteArray());
    }

    /** As {@link #writeTo(Path)}, without the last bytes. */
    Path writeCut(Path file, int missingBytes) throws IOException {
        return Files.write(file, Arrays.copyOf(bytes.toByteArray(), bytes.size() - missingBytes));
    }
}
