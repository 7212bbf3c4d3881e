package io.vmq.dispatch.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DropReasonTest {

    @ParameterizedTest
    @CsvSource({"true,60,64,", "true,14,64,", "true,14,9216,", "true,9212,9216,", "true,13,64,RUNT", "true,0,64,RUNT",
        "true,60,9217,OVERSIZE", "true,13,9217,RUNT", "false,60,64,NOT_ETHERNET", "false,0,9999,NOT_ETHERNET"})
    void shouldRefuseAtThePortWhatNoQueueCanTake(boolean ethernet, int stored, int length,
            @Nullable DropReason reason) {
        assertThat(DropReason.atPort(ethernet, stored, length)).isEqualTo(reason);
    }

    @Test
    void shouldHaveTheLabelsThatResultsPromise() {
        assertThat(Arrays.stream(DropReason.values()).map(DropReason::label)).containsExactly("not-ethernet", "runt",
                "oversize", "no-queue", "link-down", "switch-full", "nic-full", "queue-full", "head-dropped",
                "spread-full");
    }

    @ParameterizedTest
    @CsvSource({"0,64", "42,64", "59,64", "60,64", "61,65", "1514,1518", "9212,9216"})
    void shouldCountTheCheckSequenceAndThePadding(int bytes, int onTheWire) {
        assertThat(EthernetLayout.wireLengthBytes(bytes)).isEqualTo(onTheWire);
    }
}
