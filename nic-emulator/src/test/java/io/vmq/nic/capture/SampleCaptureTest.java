package io.vmq.nic.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class SampleCaptureTest {

    @Test
    void shouldBeTheFileThatTheEmulatorWritesToday() throws IOException {
        assertThat(Files.readAllBytes(SampleCapture.file())).as("run SampleCapture.main if the change is meant")
                .isEqualTo(SampleCapture.bytes());
    }

    @Test
    void shouldHoldWhatItPromises() throws CaptureException {
        try (Capture capture = CaptureReader.read(SampleCapture.file())) {
            assertThat(capture.count()).isEqualTo(SampleCapture.FRAMES);
            assertThat(capture.truncation()).isEmpty();
            assertThat(CaptureVms.of(capture, 16)).hasSize(4);
            assertThat(capture.storedBytes(150)).isEqualTo(54);
            assertThat(capture.wireBytes(150)).isEqualTo(64);
            assertThat(capture.memory().u16Be(capture.address(50) + 12)).isEqualTo(0x0806);
            int udp = 0;
            int tcp = 0;
            for (int i = 0; i < capture.count(); i++) {
                int protocol = capture.memory().u8(capture.address(i) + 23);
                tcp += protocol == 6 ? 1 : 0;
                udp += protocol == 17 ? 1 : 0;
                assertThat(capture.timestampNs(i) - capture.timestampNs(Math.max(0, i - 1))).isLessThan(1_000_000);
            }
            assertThat(tcp).isGreaterThan(50);
            assertThat(udp).isGreaterThan(50);
        }
    }
}
