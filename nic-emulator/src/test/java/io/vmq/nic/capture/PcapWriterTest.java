package io.vmq.nic.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.memory.Memory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PcapWriterTest {

    @Test
    void shouldWriteNanosecondPcap() throws IOException {
        byte[] frame = FileBytes.frame(1, 2, 20);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PcapWriter writer = new PcapWriter(out)) {
            writer.write(Memory.copyOf(frame), 0, 20, 1_514, 3_000_000_000_123_456_789L);
        }
        FileBytes expected = new FileBytes(ByteOrder.LITTLE_ENDIAN).u32(0xA1B23C4DL).u16(2, 4).u32(0, 0, 262_144, 1)
                .u32(3_000_000_000L, 123_456_789, 20, 1_514).raw(frame);

        assertThat(out.toByteArray()).isEqualTo(expected.bytes());
    }

    @Test
    void shouldWriteWhatTheReaderReads(@TempDir Path directory) throws IOException, CaptureException {
        byte[] largest = FileBytes.frame(1, 2, 262_144);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PcapWriter writer = new PcapWriter(out)) {
            writer.write(Memory.copyOf(largest), 0, largest.length, largest.length, 0);
            writer.write(Memory.copyOf(largest), 10, 4, 60, 77);
        }
        try (Capture capture = CaptureReader.read(FileBytes.write(directory, out.toByteArray()))) {
            assertThat(FileBytes.frameOf(capture, 0)).isEqualTo(largest);
            assertThat(capture.storedBytes(1)).isEqualTo(4);
            assertThat(capture.originalBytes(1)).isEqualTo(60);
            assertThat(capture.timestampNs(1)).isEqualTo(77);
        }
    }
}
