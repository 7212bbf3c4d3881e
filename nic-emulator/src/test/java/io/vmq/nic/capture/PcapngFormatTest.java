package io.vmq.nic.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PcapngFormatTest {

    private static final byte[] FRAME = FileBytes.frame(1, 9, 61);

    @TempDir
    private Path directory;

    private Capture read(FileBytes bytes) throws CaptureException {
        return CaptureReader.read(FileBytes.write(directory, bytes.bytes()));
    }

    static Stream<ByteOrder> orders() {
        return Stream.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN);
    }

    private static FileBytes big() {
        return new FileBytes(ByteOrder.BIG_ENDIAN);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void shouldReadAllKindsOfPacketsAndSkipTheRest(ByteOrder order) throws CaptureException {
        FileBytes bytes = new FileBytes(order).section().interfaceBlock(1, 40).block(0x0BAD, new byte[100])
                .enhanced(0, 1_700_000_000_000_000L, FRAME, 1_000);
        bytes.block(5, new byte[8]).block(2, bytes.with().u16(0, 7).u32(1_700_000_000_000_050L >>> 32,
                1_700_000_000_000_050L, 61, 61).raw(FRAME).bytes());
        bytes.block(3, bytes.with().u32(1_514).raw(Arrays.copyOf(FRAME, 40)).bytes());

        try (Capture capture = read(bytes)) {
            assertThat(capture.count()).isEqualTo(3);
            assertThat(FileBytes.frameOf(capture, 0)).isEqualTo(FRAME);
            assertThat(FileBytes.frameOf(capture, 1)).isEqualTo(FRAME);
            assertThat(capture.storedBytes(2)).isEqualTo(40);
            assertThat(capture.originalBytes(0)).isEqualTo(1_000);
            assertThat(capture.originalBytes(2)).isEqualTo(1_514);
            assertThat(capture.timestampNs(1)).isEqualTo(50_000);
            assertThat(capture.timestampNs(2)).as("a simple packet has no stamp of its own").isEqualTo(50_000);
            assertThat(capture.isEthernet(2)).isTrue();
            assertThat(capture.truncation()).isEmpty();
        }
    }

    /** if_tsresol: 10^-n s, or 2^-n s with the highest bit set. The second stamp is 1.5 s after the first. */
    @ParameterizedTest
    @CsvSource({"0, 10, 11, 1000000000", "3, 10000, 11500, 1500000000", "6, 10000000, 11500000, 1500000000",
        "9, 10000000000, 11500000000, 1500000000", "12, 10000000000000, 11500000000001, 1500000000",
        "18, 1000000000000000000, 2500000000000000001, 1500000000", "128, 10, 11, 1000000000",
        "129, 20, 23, 1500000000",
        "138, 10240, 11776, 1500000000", "160, 42949672960, 49392123904, 1500000000",
        "190, 4611686018427387904, -6917529027641081856, 1500000000",
        "191, 0, -9223372036854775807, 1000000000"})
    void shouldReadStampsInAnyResolution(int resolution, long first, long second, long expectedNs)
            throws CaptureException {
        FileBytes bytes = big().section();
        bytes.interfaceBlock(1, 0, bytes.resolution(resolution)).enhanced(0, first, FRAME, 61).enhanced(0, second,
                FRAME,
                61);

        try (Capture capture = read(bytes)) {
            assertThat(capture.timestampNs(1)).isEqualTo(expectedNs);
        }
    }

    @Test
    void shouldAddTheOffsetOfAnInterface() throws CaptureException {
        FileBytes bytes = big().section().interfaceBlock(1, 0);
        bytes.interfaceBlock(1, 0, bytes.with().u16(2, 3).raw((byte) 'e', (byte) 't', (byte) 'h', (byte) 0).u16(14, 8)
                .i64(-3).u16(0, 0).bytes());
        bytes.enhanced(0, 100_000_000, FRAME, 61).enhanced(1, 105_000_000, FRAME, 61);

        try (Capture capture = read(bytes)) {
            assertThat(capture.timestampNs(1)).isEqualTo(2_000_000_000L);
        }
    }

    @Test
    void shouldReadSectionsOfBothByteOrdersWithTheirOwnInterfaces() throws CaptureException {
        FileBytes second = new FileBytes(ByteOrder.LITTLE_ENDIAN).section().interfaceBlock(113, 0).enhanced(0, 7, FRAME,
                61);
        FileBytes bytes = big().section().interfaceBlock(1, 0).enhanced(0, 5, FRAME, 61).raw(second.bytes());

        try (Capture capture = read(bytes)) {
            assertThat(capture.count()).isEqualTo(2);
            assertThat(capture.isEthernet(0)).isTrue();
            assertThat(capture.isEthernet(1)).isFalse();
            assertThat(capture.timestampNs(1)).isEqualTo(2_000);
        }
    }

    @Test
    void shouldLetFramesWithoutAStampBeginTheCapture() throws CaptureException {
        FileBytes bytes = big().section().interfaceBlock(1, 0);
        bytes.block(3, bytes.with().u32(61).raw(FRAME).bytes()).enhanced(0, 1_700_000_000_000_000L, FRAME, 61)
                .enhanced(0, 1_700_000_000_000_001L, FRAME, 61);

        try (Capture capture = read(bytes)) {
            assertThat(capture.timestampNs(0)).isZero();
            assertThat(capture.timestampNs(1)).isZero();
            assertThat(capture.timestampNs(2)).isEqualTo(1_000);
        }
    }

    @Test
    void shouldKeepTheFramesBeforeACutAndSayWhereItIs() throws CaptureException {
        FileBytes bytes = big().section().interfaceBlock(1, 0).enhanced(0, 5, FRAME, 61);
        int whole = bytes.bytes().length;
        bytes.u32(6, 96, 0).raw(new byte[20]);

        try (Capture capture = read(bytes)) {
            assertThat(capture.count()).isEqualTo(1);
            assertThat(capture.truncation()).contains("cut in frame 2 at byte " + (whole + 32));
        }
    }

    @Test
    void shouldRefuseWhatContradictsItself() {
        FileBytes noInterface = big().section().enhanced(0, 5, FRAME, 61);
        assertRefused(noInterface, "frame 1 comes from interface 0, but its section has 0");

        FileBytes oddLength = big().section().u32(1, 21).raw(new byte[13]);
        assertRefused(oddLength, "the block at byte 28 claims 21 bytes");

        FileBytes hugeLength = big().section().u32(1, 0xFFFF_FFFCL).raw(new byte[16]);
        assertRefused(hugeLength, "the block at byte 28 claims 4294967292 bytes");

        FileBytes trailer = big().section().u32(1, 20).raw(new byte[8]).u32(24);
        assertRefused(trailer, "claims 20 bytes in front and 24 behind");

        FileBytes noMagic = big().u32(0x0A0D0D0A, 28, 0x12345678).raw(new byte[12]).u32(28);
        assertRefused(noMagic, "no byte-order magic");

        FileBytes version = big().block(0x0A0D0D0A, big().u32(0x1A2B3C4D).u16(2, 0).i64(-1).bytes());
        assertRefused(version, "it says pcapng version 2, but only 1 exists");

        FileBytes captured = big().section().interfaceBlock(1, 0).block(6,
                big().u32(0, 0, 0, 500, 500).raw(FRAME).bytes());
        assertRefused(captured, "at least 520 expected");

        FileBytes absurd = big().section().interfaceBlock(1, 0)
                .block(6, big().u32(0, 0, 0, 0xFFFF_FFFFL, 61).raw(FRAME).bytes());
        assertRefused(absurd, "frame 1 claims 4294967295 bytes, but at most 262144 are possible");

        FileBytes option = big().section().interfaceBlock(1, 0, big().u16(9, 400).u32(0).bytes());
        assertRefused(option, "option 9 at byte 44 is longer than its block");

        FileBytes resolution = big().section();
        resolution.interfaceBlock(1, 0, resolution.resolution(19));
        assertRefused(resolution, "interface 0 counts time in ticks of 10^-19 s");

        FileBytes stamp = big().section();
        stamp.interfaceBlock(1, 0, stamp.resolution(0)).enhanced(0, -1, FRAME, 61);
        assertRefused(stamp, "frame 1 has a time stamp outside the years 1970 to 2262");
    }

    private void assertRefused(FileBytes bytes, String why) {
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(CaptureException.class)
                .hasMessageStartingWith("capture " + directory.resolve("trace.pcap") + " is damaged: ")
                .hasMessageContaining(why);
    }
}
