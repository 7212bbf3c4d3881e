package io.vmq.nic.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.memory.Memory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PcapngWriterTest {

    private static final long SEED = 90;

    /** Field by field as draft-ietf-opsawg-pcapng has them: sections 4.1 to 4.3 and 4.6. */
    @Test
    void shouldWriteTheBlocksOfTheDraft() throws IOException {
        byte[] frame = FileBytes.frame(1, 2, 61);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PcapngWriter writer = new PcapngWriter(out, "nic0")) {
            writer.write(Memory.copyOf(frame), 0, 61, 1_514, 0x0123_4567_89AB_CDEFL, 0x1002);
            writer.write(Memory.copyOf(frame), 0, 61, 61, 0x0123_4567_89AB_CDF0L, PcapngWriter.NO_QUEUE);
            writer.dropped(5);
        }
        FileBytes expected = new FileBytes(ByteOrder.LITTLE_ENDIAN);
        expected.u32(0x0A0D0D0A, 28, 0x1A2B3C4D).u16(1, 0).i64(-1).u32(28);
        expected.u32(1, 40).u16(1, 0).u32(262_144);
        expected.u16(2, 4).raw("nic0".getBytes(StandardCharsets.US_ASCII));
        expected.u16(9, 1).raw((byte) 9, (byte) 0, (byte) 0, (byte) 0).u16(0, 0).u32(40);
        expected.u32(6, 108, 0, 0x01234567, 0x89ABCDEFL, 61, 1_514).raw(frame).raw((byte) 0, (byte) 0, (byte) 0);
        expected.u16(6, 4).u32(0x1002).u16(0, 0).u32(108);
        expected.u32(6, 96, 0, 0x01234567, 0x89ABCDF0L, 61, 61).raw(frame).raw((byte) 0, (byte) 0, (byte) 0).u32(96);
        expected.u32(5, 52, 0, 0x01234567, 0x89ABCDF0L);
        expected.u16(4, 8).i64(7).u16(5, 8).i64(5).u16(0, 0).u32(52);

        assertThat(out.toByteArray()).isEqualTo(expected.bytes());
    }

    @Test
    void shouldWriteWhatTheReaderReads(@TempDir Path directory) throws IOException, CaptureException {
        SplittableRandom random = new SplittableRandom(SEED);
        byte[][] frames = new byte[500][];
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PcapngWriter writer = new PcapngWriter(out, "bü")) {
            for (int i = 0; i < frames.length; i++) {
                frames[i] = FileBytes.frame(i, 3, 14 + random.nextInt(i == 7 ? 262_131 : 1_600));
                writer.write(Memory.copyOf(frames[i]), 0, frames[i].length, frames[i].length + i,
                        1_700_000_000_000_000_000L + i * 17L, i % 3 - 1);
            }
        }
        try (Capture capture = CaptureReader.read(FileBytes.write(directory, out.toByteArray()))) {
            assertThat(capture.count()).isEqualTo(frames.length);
            assertThat(capture.truncation()).isEmpty();
            for (int i = 0; i < frames.length; i++) {
                assertThat(FileBytes.frameOf(capture, i)).as("frame %d, seed %d", i, SEED).isEqualTo(frames[i]);
                assertThat(capture.originalBytes(i)).isEqualTo(frames[i].length + i);
                assertThat(capture.timestampNs(i)).isEqualTo(i * 17L);
                assertThat(capture.isEthernet(i)).isTrue();
            }
        }
    }

    @Test
    void shouldRefuseANameThatNoOptionShouldHold() {
        assertThatThrownBy(() -> new PcapngWriter(new ByteArrayOutputStream(), "x".repeat(256)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("256 bytes");
    }
}
