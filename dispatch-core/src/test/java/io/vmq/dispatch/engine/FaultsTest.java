package io.vmq.dispatch.engine;

import static io.vmq.dispatch.engine.TestTrial.MS;
import static io.vmq.dispatch.engine.TestTrial.US;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.fault.FaultPlan;
import io.vmq.dispatch.fault.Outage;
import io.vmq.dispatch.fault.Outages;
import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.host.VmChange;
import io.vmq.dispatch.measure.InvalidReason;
import io.vmq.dispatch.measure.LatencySummary;
import io.vmq.dispatch.measure.Thresholds;
import io.vmq.dispatch.measure.TrialResult;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What faults do to a trial. Unless a test says otherwise a frame comes every microsecond, to each of four VMs in turn. */
class FaultsTest {

    private static final Outages TEN_MS_AT_20 = new Outages(List.of(new Outage(20 * MS, 30 * MS)));

    private static FaultPlan stallOfCore(int core) {
        return new FaultPlan(Outages.NONE, Map.of(), Map.of(core, TEN_MS_AT_20));
    }

    private static LatencySummary latency(TrialResult result, int queue) {
        return Objects.requireNonNull(result.queues().get(queue).latency());
    }

    @Test
    void shouldMakeFramesOfAStalledCoreWaitOnALinearRamp() {
        TrialResult result = new TestTrial().costNs(10).ring(65_536).faults(stallOfCore(1)).runVirtual();

        LatencySummary stalled = latency(result, 2);
        assertThat(result.frames().dropped().total()).isZero();
        // The first frame due in the stall is that at 20,001 us; a quarter of the frames, every 4 us, is this core's.
        assertThat(stalled.maxNs()).isEqualTo(10 * MS - US + 10);
        // 2,500 of 12,500 frames wait, evenly spread from 10 ms down to 0, and a few more until the backlog is served.
        assertThat(stalled.atNs(90)).isBetween(4_950 * US, 5_050 * US);
        assertThat(stalled.atNs(75)).isEqualTo(10);
        for (int queue : new int[] {1, 3, 4}) {
            assertThat(latency(result, queue).maxNs()).as("queue %d is untouched", queue).isEqualTo(10);
        }
    }

    @Test
    void shouldKeepAFullRingOfWhatComesInAStallAndDropTheRest() {
        TrialResult result = new TestTrial().costNs(10).ring(512).faults(stallOfCore(1)).runVirtual();

        // The stall begins with the frame that is due at its first moment in place; 2,500 frames come, 512 are kept.
        assertThat(result.queues().get(2).dropped().byReason()).isEqualTo(Map.of(DropReason.QUEUE_FULL, 2_500L - 512));
        assertThat(result.frames().dropped().total()).isEqualTo(2_500 - 512);
        assertThat(result.queues().get(2).highWater()).isEqualTo(512);
        assertThat(result.valid()).isTrue();
    }

    @Test
    void shouldDoTheSameToEmulatedCores() throws InterruptedException {
        TestTrial trial = new TestTrial().ring(512).faults(stallOfCore(2));

        assertThat(trial.runEmulated().queues()).isEqualTo(trial.runVirtual().queues());
    }

    @Test
    void shouldMakeAPinnedCoreStandStill() throws InterruptedException {
        TrialResult result = new TestTrial().host(1, 1, 1).flows(0, 0, 0, 0, 0, 0, 0, 0).costNs(100).ring(65_536)
                .faults(stallOfCore(0)).runPinned();

        assertThat(result.frames().delivered()).isEqualTo(50_000);
        assertThat(latency(result, 1).maxNs()).isGreaterThanOrEqualTo(10 * MS - US);
    }

    @Test
    void shouldLoseWhatIsDueWhileTheLinkIsDown() throws InterruptedException {
        TestTrial trial = new TestTrial().faults(new FaultPlan(Outages.NONE, Map.of(0, TEN_MS_AT_20), Map.of()));
        TrialResult result = trial.runVirtual();

        assertThat(result.frames().dropped().byReason()).isEqualTo(Map.of(DropReason.LINK_DOWN, 10_000L));
        assertThat(result.frames().generated()).isEqualTo(50_000);
        assertThat(result.valid()).isTrue();
        assertThat(trial.runEmulated().frames()).isEqualTo(result.frames());
        assertThat(trial.runPinned().frames().dropped().of(DropReason.LINK_DOWN)).isEqualTo(10_000);
    }

    @Test
    void shouldHandOverWhenTheSourceGoesOnAndGiveUpWhatIsTooLateThen() {
        Thresholds allowed = new Thresholds(4 * MS, MS, 10 * MS, 0);
        TrialResult result = new TestTrial().costNs(10).ring(65_536).thresholds(allowed)
                .faults(new FaultPlan(TEN_MS_AT_20, Map.of(), Map.of())).runVirtual();

        // Due from 20 to 26 ms: unsent. Due from 26 to 30 ms: late by up to 4 ms, and their latency says so.
        assertThat(result.frames().unsent()).isEqualTo(6_000);
        assertThat(result.frames().generated()).isEqualTo(44_000);
        assertThat(Objects.requireNonNull(result.source().late()).maxNs()).isEqualTo(4 * MS);
        assertThat(Objects.requireNonNull(result.latency()).maxNs()).isGreaterThanOrEqualTo(4 * MS);
        assertThat(result.invalidReasons()).containsExactly(InvalidReason.UNSENT, InvalidReason.SOURCE_LATE);
    }

    /** No count has them, so a word says that they were missing. */
    @Test
    void shouldTellOfFramesThatWereGivenUpBeforeTheMeasuredTime() {
        Thresholds allowed = new Thresholds(4 * MS, MS, 10 * MS, 0);
        TrialResult result = new TestTrial().window(40 * MS, 10 * MS).costNs(10).ring(65_536).thresholds(allowed)
                .faults(new FaultPlan(TEN_MS_AT_20, Map.of(), Map.of())).runVirtual();

        assertThat(result.frames().unsent()).isZero();
        assertThat(result.events()).singleElement().satisfies(event -> {
            assertThat(event.id()).isEqualTo("warm-up-unsent");
            assertThat(event.text()).startsWith("6000 frames of the warm-up");
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldMakeALiveSourceStandStill(boolean pinned) throws InterruptedException {
        TestTrial trial = new TestTrial().costNs(10).ring(65_536)
                .faults(new FaultPlan(TEN_MS_AT_20, Map.of(), Map.of()));
        TrialResult result = pinned ? trial.runPinned() : trial.runEmulated();

        assertThat(result.frames().delivered()).isEqualTo(50_000);
        assertThat(Objects.requireNonNull(result.source().late()).maxNs()).isGreaterThanOrEqualTo(10 * MS);
        assertThat(Objects.requireNonNull(result.latency()).maxNs()).as("the stall is in the figures")
                .isGreaterThanOrEqualTo(10 * MS);
        assertThat(Objects.requireNonNull(result.uncorrectedLatency()).meanNs()).as("and not in the uncorrected")
                .isLessThan(Objects.requireNonNull(result.latency()).meanNs());
    }

    @Test
    void shouldSteerByTheFiltersOfThePhaseInWhichAFrameIsDue() throws InterruptedException {
        TestTrial trial = new TestTrial().host(4, 3, 4).changes(new VmChange(20 * MS, 0, false),
                new VmChange(30 * MS, 3, true));
        TrialResult result = trial.runVirtual();

        // The source of this test goes on sending to who is not there: those frames meet no filter.
        assertThat(result.queues().getFirst().received()).as("vm4 until 30 ms, vm1 from 20 ms on")
                .isEqualTo(7_500 + 7_500);
        assertThat(result.queues().get(1).received()).as("vm1 until 20 ms, vm4 from 30 ms on").isEqualTo(5_000 + 5_000);
        assertThat(result.queues().get(1).vm()).isEqualTo("vm1,vm4");
        ResultSums.assertConserved(result);
        assertThat(trial.runEmulated().queues()).isEqualTo(result.queues());
    }
}
