package io.vmq.dispatch.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndirectionTableTest {

    @Test
    void shouldPickTheEntryByTheLowBitsOfTheHash() {
        IndirectionTable table = IndirectionTable.roundRobin(128, 3);

        assertThat(table.entries()).isEqualTo(128);
        assertThat(table.entryFor(0x51ccc178)).isEqualTo(120);
        assertThat(table.entryFor(-1)).isEqualTo(127);
        assertThat(table.queueFor(0x51ccc178)).isEqualTo(120 % 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 128, 200})
    void shouldDealEntriesOutInTurn(int queueCount) {
        IndirectionTable table = IndirectionTable.roundRobin(128, queueCount);
        for (int entry = 0; entry < 128; entry++) {
            assertThat(table.queueAt(entry)).isEqualTo(entry % queueCount);
        }
    }

    @Test
    void shouldSendEverythingOneWayWithOneEntry() {
        IndirectionTable table = new IndirectionTable(new int[] {5});
        assertThat(table.entryFor(0xdeadbeef)).isZero();
        assertThat(table.queueFor(0xdeadbeef)).isEqualTo(5);
    }

    @Test
    void shouldNotChangeWithTheArrayItWasMadeFrom() {
        int[] queues = {1, 2};
        IndirectionTable table = new IndirectionTable(queues);
        queues[0] = 9;
        assertThat(table.queueAt(0)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 100, 127})
    void shouldRefuseSizesThatAreNoPowerOfTwo(int entries) {
        assertThatIllegalArgumentException().isThrownBy(() -> IndirectionTable.roundRobin(entries, 2))
                .withMessage("entries=" + entries + ": a power of two expected");
    }

    @Test
    void shouldRefuseToSpreadOverNoQueue() {
        assertThatIllegalArgumentException().isThrownBy(() -> IndirectionTable.roundRobin(128, 0))
                .withMessage("queueCount=0: at least 1 expected");
    }
}
