package io.vmq.dispatch.engine;

import static io.vmq.dispatch.engine.TestTrial.MS;
import static io.vmq.dispatch.engine.TestTrial.US;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.engine.TestSource.Frame;
import io.vmq.dispatch.fault.FaultPlan;
import io.vmq.dispatch.fault.Outage;
import io.vmq.dispatch.fault.Outages;
import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.measure.InvalidReason;
import io.vmq.dispatch.measure.Thresholds;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.dispatch.ring.WhenFull;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of frames that find their queue full. */
class WhenFullTest {

    /** One VM on one queue with two slots; a frame costs 1 us; six frames at once. */
    private static TestTrial burst(WhenFull whenFull) {
        return new TestTrial().host(1, 1, 1).flows(0).costNs(US).ring(2).whenFull(whenFull).frames(Frame.of(0, 0, 64),
                Frame.of(0, 0, 64), Frame.of(0, 0, 64), Frame.of(10, 0, 64), Frame.of(20, 0, 64), Frame.of(30, 0, 64));
    }

    @Test
    void shouldDropTheNewFrameAtTheTail() {
        TrialResult result = burst(WhenFull.DROP_TAIL).runVirtual();

        assertThat(result.frames().dropped().byReason()).isEqualTo(Map.of(DropReason.QUEUE_FULL, 3L));
        assertThat(Objects.requireNonNull(result.latency()).maxNs()).isEqualTo(3_000);
    }

    @Test
    void shouldDropTheOldestAtTheHeadSoThatFreshFramesAreServed() {
        TrialResult result = burst(WhenFull.DROP_HEAD).runVirtual();

        assertThat(result.frames().dropped().byReason()).isEqualTo(Map.of(DropReason.HEAD_DROPPED, 3L));
        assertThat(Objects.requireNonNull(result.latency()).maxNs()).as("the last frame, due at 30")
                .isEqualTo(3_000 - 30);
        assertThat(result.frames().reordered()).isZero();
    }

    @Test
    void shouldSendWhatOverflowsToTheDefaultQueue() {
        TrialResult result = burst(WhenFull.OVERFLOW_DEFAULT).host(1, 1, 2).runVirtual();

        // Queue 1 and the default queue share the first core, which serves one of each in turn.
        assertThat(result.frames().overflowed()).isEqualTo(2);
        assertThat(result.frames().dropped().byReason()).isEqualTo(Map.of(DropReason.QUEUE_FULL, 1L));
        assertThat(result.queues().getFirst().delivered()).isEqualTo(2);
        assertThat(result.queues().get(1).received()).isEqualTo(4);
    }

    @Test
    void shouldCountWhatOverflowReorders() {
        // The first is in service and two more wait in queue 1; the last overtakes both through the default queue, whose
        // turn comes first.
        TrialResult result = burst(WhenFull.OVERFLOW_DEFAULT).frames(Frame.of(0, 0, 64), Frame.of(0, 0, 64),
                Frame.of(0, 0, 64), Frame.of(1, 0, 64)).runVirtual();

        assertThat(result.frames().delivered()).isEqualTo(4);
        assertThat(result.frames().reordered()).isEqualTo(2);
    }

    @Test
    void shouldHoldUpTheSourceInsteadOfDropping() {
        TrialResult result = burst(WhenFull.BLOCK_SOURCE).runVirtual();

        assertThat(result.frames().delivered()).isEqualTo(6);
        assertThat(result.frames().dropped().total()).isZero();
        assertThat(Objects.requireNonNull(result.latency()).maxNs()).as("the last frame, due at 30")
                .isEqualTo(6_000 - 30);
    }

    @Test
    void shouldHoldUpFramesForOtherQueuesToo() {
        TrialResult result = new TestTrial().host(2, 2, 2).flows(0, 1).costNs(US).ring(1)
                .whenFull(WhenFull.BLOCK_SOURCE).frames(Frame.of(0, 0, 64), Frame.of(0, 0, 64), Frame.of(1, 0, 64),
                        Frame.of(2, 1, 64))
                .runVirtual();

        assertThat(Objects.requireNonNull(result.queues().get(2).latency()).maxNs())
                .as("blocked until 1,000 behind a frame of another queue").isEqualTo(2_000 - 2);
    }

    /** One frame a microsecond, of which the core serves one in two. */
    @ParameterizedTest
    @EnumSource(WhenFull.class)
    void shouldDeliverOneCoresWorthAtOverloadWhateverThePolicy(WhenFull whenFull) {
        TrialResult result = overload(whenFull).runVirtual();

        assertThat(result.frames().delivered()).isBetween(24_990L, 26_100L);
        assertThat(result.valid()).as("%s", result.invalidReasons()).isTrue();
    }

    @Test
    void shouldGiveUpWhatABlockedSourceCannotSendInTime() {
        TrialResult result = overload(WhenFull.BLOCK_SOURCE).runVirtual();

        assertThat(result.frames().dropped().total()).isZero();
        assertThat(result.frames().unsent()).isEqualTo(50_000 - result.frames().generated()).isGreaterThan(20_000);
        assertThat(Objects.requireNonNull(result.latency()).maxNs()).as("1 ms of blocking and 16 frames of 2 us")
                .isBetween(MS, MS + 34 * US);
    }

    /** The policy excuses what it holds up, and nothing else. */
    @Test
    void shouldBeInvalidIfTheSourceItselfIsLateAlsoWhereItMayBeBlocked() {
        Outages tenMs = new Outages(List.of(new Outage(20 * MS, 30 * MS)));
        TrialResult result = overload(WhenFull.BLOCK_SOURCE).costNs(10)
                .faults(new FaultPlan(tenMs, Map.of(), Map.of())).runVirtual();

        assertThat(result.frames().unsent()).isEqualTo(9_000);
        assertThat(result.invalidReasons()).containsExactly(InvalidReason.UNSENT);
    }

    @ParameterizedTest
    @EnumSource(WhenFull.class)
    void shouldDoTheSameWithEmulatedCores(WhenFull whenFull) throws InterruptedException {
        TestTrial trial = new TestTrial().ring(16).whenFull(whenFull).frames(() -> TestSource.wild(7, 500, 8));

        TrialResult emulated = trial.runEmulated();
        TrialResult virtual = trial.runVirtual();
        assertThat(emulated.frames()).isEqualTo(virtual.frames());
        assertThat(emulated.queues()).isEqualTo(virtual.queues());
        assertThat(emulated.latency()).isEqualTo(virtual.latency());
        assertThat(emulated.sizes()).isEqualTo(virtual.sizes());
    }

    @ParameterizedTest
    @EnumSource(WhenFull.class)
    void shouldConserveFramesWithPinnedCores(WhenFull whenFull) throws InterruptedException {
        boolean blocks = whenFull == WhenFull.BLOCK_SOURCE;
        TrialResult result = (blocks ? overload(whenFull) : overload(whenFull).thresholds(TestTrial.PATIENT))
                .runPinned();

        ResultSums.assertConserved(result);
        assertThat(result.frames().dropped().total() == 0).isEqualTo(blocks);
        assertThat(result.frames().dropped().of(DropReason.HEAD_DROPPED) > 0)
                .isEqualTo(whenFull == WhenFull.DROP_HEAD);
        assertThat(result.frames().unsent() > 0).isEqualTo(blocks);
        assertThat(result.queues().get(1).highWater()).isLessThanOrEqualTo(16);
    }

    /** Rings far smaller than a batch: frames of a batch give way while it is served. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16, 63, 65})
    void shouldDropTheOldestOfABatchInHand(int ringSlots) throws InterruptedException {
        TrialResult result = overload(WhenFull.DROP_HEAD).ring(ringSlots).costNs(1_500).thresholds(TestTrial.PATIENT)
                .runPinned();

        ResultSums.assertConserved(result);
        assertThat(result.frames().delivered()).isPositive();
        assertThat(result.frames().inFlight()).isZero();
    }

    private static TestTrial overload(WhenFull whenFull) {
        return new TestTrial().host(1, 1, 1).flows(0, 0, 0, 0, 0, 0, 0, 0).costNs(2 * US).ring(16).whenFull(whenFull)
                .thresholds(new Thresholds(MS, 1_000 * MS, 1_000 * MS, 0));
    }
}
