package io.vmq.nic.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PcapFormatTest {

    private static final long MICROSECONDS = 0xA1B2C3D4L;

    @TempDir
    private Path directory;

    private Capture read(FileBytes bytes) throws CaptureException {
        return CaptureReader.read(FileBytes.write(directory, bytes.bytes()));
    }

    private static FileBytes file(boolean big) {
        return new FileBytes(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    @ParameterizedTest
    @CsvSource({"true, 2712847316, 1000", "false, 2712847316, 1000", "true, 2712812621, 1", "false, 2712812621, 1"})
    void shouldReadAllMagicsInBothByteOrders(boolean big, long magic, long nsPerFraction) throws CaptureException {
        byte[] first = FileBytes.frame(1, 9, 60);
        byte[] second = FileBytes.frame(2, 9, 14);
        FileBytes bytes = file(big).pcapHeader(magic, 1).pcapFrame(1_700_000_000, 999_999, first, 1_514)
                .pcapFrame(1_700_000_001, 5, second, 14);

        try (Capture capture = read(bytes)) {
            assertThat(capture.count()).isEqualTo(2);
            assertThat(FileBytes.frameOf(capture, 0)).isEqualTo(first);
            assertThat(FileBytes.frameOf(capture, 1)).isEqualTo(second);
            assertThat(capture.originalBytes(0)).isEqualTo(1_514);
            assertThat(capture.wireBytes(0)).isEqualTo(1_518);
            assertThat(capture.wireBytes(1)).isEqualTo(64);
            assertThat(capture.meanWireBytes()).isEqualTo(791);
            assertThat(capture.timestampNs(0)).isZero();
            assertThat(capture.timestampNs(1)).isEqualTo(1_000_000_000 - 999_994 * nsPerFraction);
            assertThat(capture.isEthernet(1)).isTrue();
            assertThat(capture.truncation()).isEmpty();
        }
    }

    @Test
    void shouldRaiseStampsThatGoBack() throws CaptureException {
        FileBytes bytes = file(false).pcapHeader(MICROSECONDS, 1);
        for (int seconds : new int[] {10, 12, 9, 11, 13}) {
            bytes.pcapFrame(seconds, 0, FileBytes.frame(1, 2, 60), 60);
        }
        try (Capture capture = read(bytes)) {
            assertThat(capture.timestampNs(1)).isEqualTo(2_000_000_000L);
            assertThat(capture.timestampNs(2)).isEqualTo(2_000_000_000L);
            assertThat(capture.timestampNs(3)).isEqualTo(2_000_000_000L);
            assertThat(capture.timestampNs(4)).isEqualTo(3_000_000_000L);
        }
    }

    @Test
    void shouldTellOtherLinkTypesApart() throws CaptureException {
        try (Capture capture = read(file(false).pcapHeader(MICROSECONDS, 113).pcapFrame(1, 0, new byte[40], 40))) {
            assertThat(capture.isEthernet(0)).isFalse();
        }
    }

    @Test
    void shouldLeaveOutTheFcsThatTheHeaderAnnounces() throws CaptureException {
        long fcsOfFourBytes = 0x2400_0000L;
        FileBytes bytes = file(true).pcapHeader(MICROSECONDS, fcsOfFourBytes | 1)
                .pcapFrame(1, 0, FileBytes.frame(1, 2, 64), 64).pcapFrame(1, 0, FileBytes.frame(1, 2, 50), 1_518);
        try (Capture capture = read(bytes)) {
            assertThat(capture.storedBytes(0)).isEqualTo(60);
            assertThat(capture.wireBytes(0)).isEqualTo(64);
            assertThat(capture.storedBytes(1)).isEqualTo(50);
            assertThat(capture.wireBytes(1)).isEqualTo(1_518);
            assertThat(capture.isEthernet(1)).isTrue();
        }
    }

    @Test
    void shouldTakeTheStoredLengthWhereTheOriginalIsSmaller() throws CaptureException {
        try (Capture capture = read(
                file(true).pcapHeader(MICROSECONDS, 1).pcapFrame(1, 0, FileBytes.frame(1, 2, 100), 0))) {
            assertThat(capture.originalBytes(0)).isEqualTo(100);
        }
    }

    @Test
    void shouldKeepTheFramesBeforeACutAndSayWhereItIs() throws CaptureException {
        FileBytes bytes = file(false).pcapHeader(MICROSECONDS, 1).pcapFrame(1, 0, FileBytes.frame(1, 2, 60), 60)
                .u32(1, 0, 500, 500).raw(new byte[10]);
        try (Capture capture = read(bytes)) {
            assertThat(capture.count()).isEqualTo(1);
            assertThat(capture.truncation()).contains("cut in frame 2 at byte " + bytes.bytes().length);
        }
    }

    @ParameterizedTest
    @CsvSource({"262145, 60", "4294967295, 60", "60, 4294967295"})
    void shouldRefuseLengthsThatNoFrameHas(long stored, long original) {
        FileBytes bytes = file(false).pcapHeader(MICROSECONDS, 1).pcapFrame(1, 0, FileBytes.frame(1, 2, 60), 60)
                .u32(1, 0, stored, original).raw(new byte[60]);

        assertThatThrownBy(() -> read(bytes)).isInstanceOf(CaptureException.class)
                .hasMessage("capture " + directory.resolve("trace.pcap") + " is damaged: frame 2 claims "
                        + Math.max(stored, original) + " bytes, but at most 262144 are possible");
    }

    @Test
    void shouldRefuseAVersionThatDoesNotExist() {
        FileBytes bytes = file(false).u32(MICROSECONDS).u16(3, 0).u32(0, 0, 65_535, 1);

        assertThatThrownBy(() -> read(bytes)).isInstanceOf(CaptureException.class)
                .hasMessageContaining("it says pcap version 3, but only 2 exists");
    }
}
