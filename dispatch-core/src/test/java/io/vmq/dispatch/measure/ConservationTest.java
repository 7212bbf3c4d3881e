package io.vmq.dispatch.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.frame.DropReason;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A ledger with two VMs, three queues and two cores: its sums close, and each planted imbalance is found. */
class ConservationTest {

    private static final int QUEUES = 3;
    private static final int CORES = 2;

    private final Ledger ledger = balanced();

    /** Every way that a frame can go, some of them several times. */
    private static Ledger balanced() {
        Ledger ledger = new Ledger(2, QUEUES, CORES);
        for (int i = 0; i < 5; i++) {
            ledger.generated(0, 1518);
            ledger.received(1);
            ledger.delivered(0, 1, 0, 1518);
        }
        ledger.generated(1, 64);
        ledger.received(2);
        ledger.droppedAtQueue(1, 2, 64, DropReason.QUEUE_FULL);
        ledger.generated(1, 64);
        ledger.received(2);
        ledger.inFlight(1, 2, 64);
        ledger.generated(ledger.hostRow(), 64);
        ledger.received(0);
        ledger.delivered(ledger.hostRow(), 0, 1, 64);
        ledger.generated(ledger.hostRow(), 64);
        ledger.droppedBeforeQueue(ledger.hostRow(), 64, DropReason.RUNT);
        return ledger;
    }

    @Test
    void shouldAcceptALedgerWhoseSumsClose() {
        assertThatCode(() -> Conservation.check(ledger, QUEUES, CORES)).doesNotThrowAnyException();
        assertThatCode(() -> Conservation.check(new Ledger(0, 1, 1), 1, 1)).doesNotThrowAnyException();
    }

    @Test
    void shouldFindAFrameThatWasGeneratedAndForgotten() {
        ledger.generated(1, 64);
        assertBroken("VM row 1", "3 frames in");
    }

    @Test
    void shouldFindAFrameThatWasDeliveredTwice() {
        ledger.delivered(0, 1, 0, 64);
        assertBroken("VM row 0", "6 delivered");
    }

    @Test
    void shouldFindAFrameThatTwoVmsHaveMixedUp() {
        ledger.generated(0, 64);
        ledger.received(1);
        ledger.delivered(1, 1, 0, 64);
        assertBroken("VM row 0");
    }

    @Test
    void shouldFindAFrameThatAQueueReceivedFromNobody() {
        ledger.received(1);
        assertBroken("queue 1", "6 frames in");
    }

    @Test
    void shouldFindAFrameThatTwoQueuesHaveMixedUp() {
        ledger.generated(0, 64);
        ledger.received(1);
        ledger.delivered(0, 2, 0, 64);
        assertBroken("queue 1");
    }

    @Test
    void shouldFindADropBeforeAQueueThatAQueueReceivedToo() {
        ledger.generated(0, 64);
        ledger.droppedBeforeQueue(0, 64, DropReason.NO_QUEUE);
        ledger.received(1);
        ledger.inFlight(1, 1, 64);
        ledger.generated(1, 64);
        ledger.droppedBeforeQueue(1, 64, DropReason.OVERSIZE);
        assertBroken("VM row 1");
    }

    @Test
    void shouldFindAFrameThatStillStandsInAQueueOfNoVm() {
        ledger.inFlight(0, 1, 64);
        assertBroken("VM row 0", "1 in flight");
    }

    @Test
    void shouldFindACoreThatDeliveredMoreThanTheVmsGot() {
        Ledger inconsistent = new Ledger(1, 1, 2);
        inconsistent.generated(0, 64);
        inconsistent.received(0);
        inconsistent.delivered(0, 0, 1, 64);

        assertThatThrownBy(() -> Conservation.check(inconsistent, 1, 1)).isInstanceOf(InvariantException.class)
                .hasMessageContaining("cores delivered 0 frames, VMs got 1");
    }

    @Test
    void shouldAddUpLedgers() {
        Ledger other = balanced();
        other.unsent();
        other.reordered(3);
        ledger.unsent();
        ledger.add(other);
        Conservation.check(ledger, QUEUES, CORES);

        assertThat(ledger.generatedOfVm(0)).isEqualTo(10);
        assertThat(ledger.deliveredOfVm(0)).isEqualTo(10);
        assertThat(ledger.deliveredBytesOfVm(0)).isEqualTo(10 * 1518);
        assertThat(ledger.receivedOfQueue(2)).isEqualTo(4);
        assertThat(ledger.deliveredOfQueue(1)).isEqualTo(10);
        assertThat(ledger.deliveredOfCore(1)).isEqualTo(2);
        assertThat(ledger.inFlightOfVm(1)).isEqualTo(2);
        assertThat(ledger.inFlightOfQueue(2)).isEqualTo(2);
        assertThat(ledger.droppedOfVm(2).byReason()).isEqualTo(Map.of(DropReason.RUNT, 2L));
        assertThat(ledger.droppedOfQueue(2).byReason()).isEqualTo(Map.of(DropReason.QUEUE_FULL, 2L));
        assertThat(ledger.unsentFrames()).isEqualTo(2);
        assertThat(ledger.reorderedFrames()).isEqualTo(3);
    }

    private void assertBroken(String... parts) {
        assertThatThrownBy(() -> Conservation.check(ledger, QUEUES, CORES)).isInstanceOf(InvariantException.class)
                .hasMessageContainingAll(parts);
    }
}
