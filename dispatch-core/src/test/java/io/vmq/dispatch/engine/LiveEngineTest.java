package io.vmq.dispatch.engine;

import static io.vmq.dispatch.engine.TestTrial.MS;
import static io.vmq.dispatch.engine.TestTrial.PATIENT;
import static io.vmq.dispatch.engine.TestTrial.SECOND;
import static io.vmq.dispatch.engine.TestTrial.US;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.engine.TestSource.Frame;
import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.measure.InvalidReason;
import io.vmq.dispatch.measure.LatencySummary;
import io.vmq.dispatch.measure.Thresholds;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.dispatch.measure.TrialResult.CoreReport;
import io.vmq.dispatch.measure.TrialResult.QueueReport;
import io.vmq.dispatch.measure.TrialResult.VmReport;
import io.vmq.dispatch.steering.SteeringProvider.Attachment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold of a live trial however busy the machine is that runs the tests. */
class LiveEngineTest {

    private static final long PATIENCE_MS = 30_000;

    /** Whatever became of a trial, none of its threads outlives it for long. */
    @AfterEach
    void threadsHaveEnded() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("vmq-")) {
                thread.join(PATIENCE_MS);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "rss", "vmq"})
    void shouldDeliverWithEmulatedCoresExactlyWhatVirtualTimeDelivers(String mode) throws InterruptedException {
        TestTrial trial = new TestTrial().mode(mode).ring(16).window(10 * MS, 40 * MS)
                .flows(0, 1, 2, 3, 0, 1, Source.HOST, 3).frames(() -> TestSource.wild(9, 1_000, 8));
        TrialResult live = trial.runEmulated();
        TrialResult virtual = trial.runVirtual();

        assertThat(live.frames()).isEqualTo(virtual.frames());
        assertThat(live.latency()).isEqualTo(virtual.latency());
        assertThat(live.queues()).isEqualTo(virtual.queues());
        assertThat(live.cores()).isEqualTo(virtual.cores());
        assertThat(live.vms()).isEqualTo(virtual.vms());
        assertThat(live.fairness()).isEqualTo(virtual.fairness());
        assertThat(live.rate()).isEqualTo(virtual.rate());
        assertThat(live.source().digest()).isEqualTo(virtual.source().digest());
        assertThat(live.source().wireWait()).isEqualTo(virtual.source().wireWait());
        assertThat(live.events()).isEqualTo(virtual.events());
    }

    @Test
    void shouldReportUncorrectedLatencyBesideTheCorrected() throws InterruptedException {
        TrialResult result = new TestTrial().costNs(2 * US).runEmulated();
        LatencySummary corrected = Objects.requireNonNull(result.latency());
        LatencySummary uncorrected = Objects.requireNonNull(result.uncorrectedLatency());

        assertThat(uncorrected.count()).isEqualTo(corrected.count());
        assertThat(uncorrected.minNs()).isGreaterThanOrEqualTo(2 * US);
        assertThat(uncorrected.maxNs()).isLessThanOrEqualTo(corrected.maxNs());
        assertThat(uncorrected.meanNs()).isLessThanOrEqualTo(corrected.meanNs() + 1);
        assertThat(Objects.requireNonNull(result.source().late()).count()).isEqualTo(corrected.count());
    }

    @ParameterizedTest(name = "{0}, ring {1}, cost {2} ns")
    @CsvSource({"single,512,0", "single,4,2000", "rss,64,0", "rss,8,3000", "vmq,512,0", "vmq,3,3000"})
    void shouldConserveFramesAndKeepOrderWithPinnedCores(String mode, int ring, long costNs)
            throws InterruptedException {
        TestTrial trial = new TestTrial().mode(mode).host(4, 4, 2).ring(ring).costNs(costNs).window(5 * MS, 45 * MS)
                .frames(() -> TestSource.poisson(4, 1_000, 8, 64));
        TrialResult live = trial.runPinned();

        ResultSums.assertConserved(live);
        ResultSums.assertEveryLatencyCounted(live);
        assertThat(live.frames().reordered()).isZero();
        assertThat(live.frames().inFlight()).isZero();
        assertThat(live.frames().dropped().byReason().keySet()).isSubsetOf(DropReason.QUEUE_FULL);
        assertSameTraffic(live, trial.runVirtual());
        assertThat(live.cores()).extracting(CoreReport::busy).allSatisfy(busy -> assertThat(busy).isBetween(0.0, 1.0));
        assertThat(live.queues()).extracting(QueueReport::highWater)
                .allSatisfy(highWater -> assertThat(highWater).isBetween(0, ring));
    }

    @Test
    void shouldCountByReasonWithPinnedCoresWhatNeverReachesAQueue() throws InterruptedException {
        TestTrial trial = new TestTrial().host(4, 4, 2).costNs(0).frames(() -> TestSource.wild(3, 2_000, 8));
        TrialResult live = trial.runPinned();
        TrialResult virtual = trial.runVirtual();

        ResultSums.assertConserved(live);
        assertSameTraffic(live, virtual);
        for (DropReason reason : new DropReason[] {DropReason.OVERSIZE, DropReason.RUNT, DropReason.NOT_ETHERNET}) {
            assertThat(live.frames().dropped().of(reason)).isPositive()
                    .isEqualTo(virtual.frames().dropped().of(reason));
        }
    }

    private static void assertSameTraffic(TrialResult live, TrialResult virtual) {
        assertThat(live.source().digest()).isEqualTo(virtual.source().digest());
        assertThat(live.source().wireWait()).isEqualTo(virtual.source().wireWait());
        assertThat(live.vms()).extracting(VmReport::generated)
                .isEqualTo(virtual.vms().stream().map(VmReport::generated).toList());
        assertThat(live.frames().unsent()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldNeverGenerateWhatItCouldNotHandOverInTime(boolean pinned) throws InterruptedException {
        Thresholds impatient = new Thresholds(0, SECOND, SECOND, 0);
        TestTrial trial = new TestTrial().host(4, 4, 1).costNs(0);
        TrialResult complete = trial.runVirtual();
        TrialResult live = trial.thresholds(impatient).runLive(pinned, TrialWatcher.NONE, new StopSignal());

        ResultSums.assertConserved(live);
        assertThat(live.frames().unsent()).isPositive();
        assertThat(live.frames().generated() + live.frames().unsent()).isEqualTo(complete.frames().generated());
        assertThat(live.invalidReasons()).contains(InvalidReason.UNSENT);
        assertThat(live.source().digest()).as("over intended frames").isEqualTo(complete.source().digest());
    }

    @Test
    void shouldBeValidWhenTheMachineKeepsUp() throws InterruptedException {
        TrialResult result = new TestTrial().thresholds(Thresholds.DEFAULT).runEmulated(new TickingClock(100));

        assertThat(result.invalidReasons()).isEmpty();
        assertThat(result.frames().unsent()).isZero();
        assertThat(Objects.requireNonNull(result.source().late()).maxNs()).isLessThan(2 * US);
        assertThat(result.qualification().maxSourceGapNs()).isEqualTo(100);
    }

    @Test
    void shouldBeInvalidIfTheSourceStoodStill() throws InterruptedException {
        TickingClock stalls = new TickingClock(100, 20 * MS, 30 * MS);
        TrialResult result = new TestTrial().thresholds(Thresholds.DEFAULT).runEmulated(stalls);

        assertThat(result.invalidReasons()).contains(InvalidReason.HOST_STALL, InvalidReason.UNSENT);
        assertThat(result.qualification().maxSourceGapNs()).isEqualTo(30 * MS + 100);
        assertThat(result.frames().unsent()).as("what was due more than 10 ms before the end of the stall")
                .isBetween(19_900L, 20_100L);
        ResultSums.assertConserved(result);
    }

    @Test
    void shouldHandNothingOverLaterThanAllowed() throws InterruptedException {
        TickingClock clock = new TickingClock(100);
        TrialResult result = new TestTrial().thresholds(Thresholds.DEFAULT)
                .mode(TestMode.disturbed(1_000, () -> clock.leap(30 * MS))).runEmulated(clock);

        assertThat(result.frames().unsent()).isPositive();
        assertThat(Objects.requireNonNull(result.source().late()).maxNs())
                .isLessThanOrEqualTo(Thresholds.DEFAULT.maxLateNs());
    }

    @Test
    void shouldNotMindAStallDuringTheWarmUp() throws InterruptedException {
        TickingClock stalls = new TickingClock(100, 10 * MS, 30 * MS);
        TrialResult result = new TestTrial().thresholds(Thresholds.DEFAULT).window(45 * MS, 20 * MS)
                .runEmulated(stalls);

        assertThat(result.invalidReasons()).isEmpty();
        assertThat(result.frames().generated()).isEqualTo(20_000);
    }

    @Test
    void shouldBeInvalidIfFramesWereHandedOverLate() throws InterruptedException {
        Thresholds strict = new Thresholds(10 * MS, 50, 10 * MS, 0);
        TrialResult result = new TestTrial().thresholds(strict).runEmulated(new TickingClock(100));

        assertThat(result.invalidReasons()).containsExactly(InvalidReason.SOURCE_LATE);
    }

    @Test
    void shouldRefuseAPolicyThatLooksAtDepthsWithEmulatedCores() {
        TestTrial trial = new TestTrial().mode(TestMode.leastLoaded(new ArrayList<>()));

        assertThatThrownBy(trial::runEmulated).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'least-loaded'").hasMessageContaining("pinned");
    }

    @Test
    void shouldServeAPolicyThatLooksAtDepthsWithPinnedCores() throws InterruptedException {
        List<List<Integer>> seen = new ArrayList<>();
        TrialResult result = new TestTrial().mode(TestMode.leastLoaded(seen)).host(4, 3, 2).ring(8).costNs(30 * US)
                .frames(() -> TestSource.evenly(10 * US, 8, 64)).runPinned();

        ResultSums.assertConserved(result);
        assertThat(seen).hasSize((int) result.frames().generated());
        assertThat(seen).allSatisfy(depths -> assertThat(depths).allMatch(depth -> depth >= 0 && depth <= 8));
    }

    @Test
    void shouldCountWhatReorderingAPolicyDoesWithPinnedCores() throws InterruptedException {
        TrialResult result = new TestTrial().mode(TestMode.inTurn(Attachment.HOST)).host(4, 2, 2).costNs(0).runPinned();

        ResultSums.assertConserved(result);
        assertThat(result.frames().reordered()).isBetween(0L, result.frames().delivered() - 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldSurfaceAFailureInAPlugIn(boolean pinned) {
        TestTrial trial = new TestTrial().mode(TestMode.broken(1_000)).host(4, 4, 2).window(0, 20 * SECOND);

        assertThatThrownBy(() -> trial.runLive(pinned, TrialWatcher.NONE, new StopSignal()))
                .hasMessageContaining("the plug-in is broken").hasRootCauseMessage("the plug-in is broken");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldSurfaceAFailureInTheWatcher(boolean pinned) {
        TestTrial trial = new TestTrial().host(4, 4, 2).window(0, 20 * SECOND);
        TrialWatcher broken = reachedNs -> {
            throw new IllegalStateException("the watcher is broken");
        };

        assertThatThrownBy(() -> trial.runLive(pinned, broken, new StopSignal()))
                .hasMessageContaining("the watcher is broken");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldEndWhenItsCallerIsInterrupted(boolean pinned) {
        TestTrial trial = new TestTrial().host(4, 4, 2).window(0, 20 * SECOND);
        TrialWatcher interrupter = reachedNs -> Thread.currentThread().interrupt();

        assertThatThrownBy(() -> trial.runLive(pinned, interrupter, new StopSignal()))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldStopOnTheSignalAndServeWhatIsInFlight(boolean pinned) throws InterruptedException {
        StopSignal stop = new StopSignal();
        TestTrial trial = new TestTrial().host(4, 4, 2).window(0, 20 * SECOND);
        TrialResult result = trial.runLive(pinned, reachedNs -> {
            if (reachedNs > 0) {
                stop.raise();
            }
        }, stop);

        assertThat(result.partial()).isTrue();
        assertThat(result.durationNs()).isLessThan(20 * SECOND);
        assertThat(result.frames().generated()).isPositive();
        assertThat(result.frames().inFlight()).isZero();
        ResultSums.assertConserved(result);
        ResultSums.assertEveryLatencyCounted(result);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldEndWithASourceThatRunsDry(boolean pinned) throws InterruptedException {
        TestTrial trial = new TestTrial().host(4, 4, 1).window(0, 20 * SECOND)
                .frames(Frame.of(0, 0, 64), Frame.of(3 * MS, 1, 64), Frame.of(8 * MS, 2, 64));
        TrialResult result = trial.runLive(pinned, TrialWatcher.NONE, new StopSignal());

        assertThat(result.durationNs()).as("until the last frame is served").isBetween(8 * MS, 20 * SECOND - 1);
        assertThat(result.partial()).isFalse();
        assertThat(result.frames().delivered()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldGoAsFastAsItCanWithoutARate(boolean pinned) throws InterruptedException {
        TrialResult result = new TestTrial().host(4, 4, 1).costNs(0).ring(64).unpaced().window(2 * MS, 10 * MS)
                .frames(() -> TestSource.evenly(SECOND, 8, 64)).runLive(pinned, TrialWatcher.NONE, new StopSignal());

        ResultSums.assertConserved(result);
        assertThat(result.rate().intendedPps()).isNull();
        assertThat(result.latency()).isNull();
        assertThat(result.uncorrectedLatency()).isNull();
        assertThat(result.frames().unsent()).isZero();
        assertThat(result.durationNs()).isEqualTo(10 * MS);
    }

    @Test
    void shouldTieTheSourceToTheFirstCpuAndCoresToTheNext() throws InterruptedException {
        List<String> tied = Collections.synchronizedList(new ArrayList<>());
        ThreadPinning pinning = cpu -> tied.add(Thread.currentThread().getName() + " to " + cpu);
        TrialPlan plan = new TestTrial().host(4, 4, 2).window(0, MS).plan();
        TrialResult result = new LiveEngine(NanoClock.SYSTEM, pinning, List.of(5, 3, 4), true).run(plan,
                TrialWatcher.NONE, new StopSignal());

        assertThat(tied).containsExactlyInAnyOrder("vmq-source to 5", "vmq-core-0 to 3", "vmq-core-1 to 4");
        assertThat(result.qualification().pinned()).isTrue();
        assertThat(result.coreMode()).isEqualTo("pinned");
        assertThat(result.qualification().maxCoreGapNs()).isNotNull();
    }

    @Test
    void shouldSayIfAThreadHadNoCpuOfItsOwn() throws InterruptedException {
        TrialPlan plan = new TestTrial().window(0, MS).plan();
        TrialResult result = new LiveEngine(NanoClock.SYSTEM, cpu -> true, List.of(0), false).run(plan,
                TrialWatcher.NONE, new StopSignal());

        assertThat(result.qualification().pinned()).isFalse();
        assertThat(result.coreMode()).isEqualTo("emulated");
        assertThat(result.qualification().maxCoreGapNs()).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldPutEveryLatencyIntoOneInterval(boolean pinned) throws InterruptedException {
        List<Long> counts = new ArrayList<>();
        TestTrial trial = new TestTrial().host(4, 4, 2).costNs(100).thresholds(PATIENT).window(100 * MS, 1_200 * MS)
                .frames(() -> TestSource.poisson(8, 20_000, 8, 64))
                .intervals((tag, fromNs, toNs, histogram) -> counts.add(histogram.getTotalCount()));
        TrialResult result = trial.runLive(pinned, TrialWatcher.NONE, new StopSignal());

        assertThat(counts.stream().mapToLong(Long::longValue).sum()).isEqualTo(result.frames().delivered());
        ResultSums.assertEveryLatencyCounted(result);
    }
}
