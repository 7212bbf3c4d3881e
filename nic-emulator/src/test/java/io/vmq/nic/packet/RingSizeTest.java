package io.vmq.nic.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RingSizeTest {

    @ParameterizedTest
    @CsvSource({"16383, 2, 1", "16385, 2, 1", "65537, 2, 1", "8192, 2, 1", "8388608, 2, 1", "0, 2, 1", "-65536, 2, 1",
        "65536, 1, 1", "65536, -5, 1", "65536, 16385, 1", "65536, 2147483647, 1", "65536, 2, 0", "65536, 2, 1001"})
    void shouldRefuseWhatTheKernelDoesNotTake(int blockBytes, int blockCount, int retireMs) {
        assertThatThrownBy(() -> new RingSize(blockBytes, blockCount, retireMs))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("expected");
    }

    @Test
    void shouldTakeLessMemoryForEachOfManyQueues() {
        assertThat(RingSize.ofEach(1)).isEqualTo(RingSize.DEFAULT);
        assertThat(RingSize.ofEach(8)).isEqualTo(RingSize.DEFAULT);
        assertThat(RingSize.ofEach(9).bytes()).isEqualTo(4 << 20);
        assertThat(RingSize.ofEach(FanoutGroup.MAX_RINGS).bytes() * FanoutGroup.MAX_RINGS).isEqualTo(1 << 30);
        assertThat(RingSize.DEFAULT.bytes()).isEqualTo(16 << 20);
    }

    @Test
    void shouldWaitForTwoRetireTimesAtMost() {
        assertThat(new RingSize(1 << 16, 4, 8).mostDelayNs()).isEqualTo(16_000_000);
    }
}
