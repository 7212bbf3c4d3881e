package io.vmq.nic.xdp;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vmq.nic.port.SteeredBy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XdpSettingsTest {

    @ParameterizedTest
    @CsvSource({"FILTERS, 0", "HOST, 2", "HASH, 2"})
    void shouldRefuseQueuesThatNobodyFills(SteeredBy steeredBy, int queueCount) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new XdpSettings(steeredBy, queueCount, false, false, 2048, 4096))
                .withMessage("queueCount=" + queueCount + ": at least 1 expected, and 1 without FILTERS");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 3, 4095, Integer.MIN_VALUE})
    void shouldRefuseRoomThatIsNoPowerOfTwo(int chunkCount) {
        assertThatIllegalArgumentException().isThrownBy(() -> XdpSettings.byHost().withChunkCount(chunkCount))
                .withMessage("chunkCount=" + chunkCount + ": a power of two expected");
    }

    @Test
    void shouldRefuseChunksThatTheKernelDoesNotTake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new XdpSettings(SteeredBy.HOST, 1, false, false, 1024, 64))
                .withMessage("chunkBytes=1024: 2048 or 4096 expected");
    }
}
