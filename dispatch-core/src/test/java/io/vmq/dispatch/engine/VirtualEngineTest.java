package io.vmq.dispatch.engine;

import static io.vmq.dispatch.engine.TestTrial.MS;
import static io.vmq.dispatch.engine.TestTrial.SECOND;
import static io.vmq.dispatch.engine.TestTrial.US;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vmq.dispatch.core.ServiceCost;
import io.vmq.dispatch.engine.TestSource.Frame;
import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.measure.Detail;
import io.vmq.dispatch.measure.InvalidReason;
import io.vmq.dispatch.measure.LatencySummary;
import io.vmq.dispatch.measure.Thresholds;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.dispatch.measure.TrialResult.CoreReport;
import io.vmq.dispatch.measure.TrialResult.QueueReport;
import io.vmq.dispatch.measure.TrialResult.VmReport;
import io.vmq.dispatch.steering.SteeringProvider.Attachment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualEngineTest {

    @Test
    void shouldNeverWaitInADeterministicQueueThatKeepsUp() {
        TrialResult result = singleQueue().costNs(10 * US).frames(() -> TestSource.evenly(10 * US, 1, 64)).runVirtual();

        LatencySummary latency = latencyOf(result);
        assertThat(latency.count()).isEqualTo(5_000);
        assertThat(latency.minNs()).isEqualTo(10 * US);
        assertThat(latency.maxNs()).isEqualTo(10 * US);
        assertThat(latency.meanNs()).isEqualTo(10 * US);
        assertThat(result.cores().getFirst().busy()).isCloseTo(1, within(1e-9));
        assertThat(result.frames().dropped().total()).isZero();
    }

    /** M/D/1: mean time in the system is D + rho D / (2 (1 - rho)) (Pollaczek-Khinchine with no variance of service). */
    @ParameterizedTest(name = "load {0}, seed {1}")
    @CsvSource({"0.5,1", "0.5,2", "0.8,1", "0.8,2"})
    void shouldWaitAsQueueingTheorySays(double load, long seed) {
        long serviceNs = 10 * US;
        TrialResult result = singleQueue().costNs(serviceNs).ring(1 << 16).detail(Detail.TOTAL)
                .window(SECOND, 25 * SECOND).frames(() -> TestSource.poisson(seed, serviceNs / load, 1, 64))
                .runVirtual();

        double expected = serviceNs + load * serviceNs / (2 * (1 - load));
        assertThat(latencyOf(result).meanNs()).isCloseTo(expected, within(expected / 100));
        assertThat(result.cores().getFirst().busy()).isCloseTo(load, within(load / 200));
    }

    @Test
    void shouldMakeOneCoreWorthTheFoundingArticlesRate() {
        // Full-size frames at the rate of a 10 Gb/s link: 1538 bytes every 1230.4 ns.
        TrialResult result = singleQueue().window(100 * MS, 500 * MS)
                .frames(() -> TestSource.poisson(1, 1_230.4, 1, 1518)).runVirtual();

        assertThat(result.rate().deliveredBps()).isCloseTo(3.507e9, within(0.003e9));
        assertThat(result.rate().deliveredL1Bps() / result.rate().deliveredBps()).isCloseTo(1538.0 / 1518,
                within(1e-9));
        assertThat(result.rate().deliveredPps()).isCloseTo(288_800, within(300.0));
        assertThat(result.cores().getFirst().busy()).isCloseTo(1, within(1e-4));
        assertThat(result.queues().getFirst().highWater()).isEqualTo(512);
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "rss", "vmq"})
    void shouldGiveTheSameResultForTheSamePlan(String mode) {
        TestTrial trial = new TestTrial().mode(mode).ring(16).frames(() -> TestSource.wild(5, 500, 8));

        assertThat(trial.runVirtual()).isEqualTo(trial.runVirtual());
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"single,1", "single,2", "rss,1", "rss,2", "vmq,1", "vmq,2"})
    void shouldConserveFramesUnderOverload(String mode, long seed) {
        TrialResult result = new TestTrial().mode(mode).ring(8).flows(0, 1, 2, 3, 0, 1, Source.HOST, 3)
                .window(10 * MS, 40 * MS).frames(() -> TestSource.wild(seed, 300, 8)).runVirtual();

        ResultSums.assertConserved(result);
        ResultSums.assertEveryLatencyCounted(result);
        assertThat(result.frames().dropped().byReason()).containsOnlyKeys(DropReason.NOT_ETHERNET, DropReason.RUNT,
                DropReason.OVERSIZE, DropReason.QUEUE_FULL);
        assertThat(result.frames().inFlight()).isZero();
        if (!mode.equals("rss")) {
            // RSS hashes a frame that the capture cut in front of its ports by its addresses alone.
            assertThat(result.frames().reordered()).as("one queue for a flow").isZero();
        }
        assertThat(result.cores()).extracting(CoreReport::busy)
                .allSatisfy(busy -> assertThat(busy).isBetween(0.0, 1.0));
    }

    @Test
    void shouldConserveFramesWithMoreVmsThanQueues() {
        TrialResult result = new TestTrial().host(4, 2, 3).frames(() -> TestSource.poisson(1, 900, 8, 64)).runVirtual();

        ResultSums.assertConserved(result);
        ResultSums.assertEveryLatencyCounted(result);
        assertThat(result.queues()).extracting(QueueReport::vm).containsExactly(null, "vm1", "vm2");
        assertThat(result.queues().getFirst().received())
                .isEqualTo(result.vms().get(2).generated() + result.vms().get(3).generated());
        assertThat(result.events()).hasSize(2);
    }

    @Test
    void shouldCountByReasonWhatNeverReachesAQueue() {
        TrialResult result = new TestTrial().frames(new Frame(0, 0, 9217, 60, true, 0),
                new Frame(1, 1, 9216, 60, true, 0), new Frame(2, 2, 64, 13, true, 0),
                new Frame(3, 3, 64, 14, true, 0), new Frame(4, 0, 64, 60, false, 0)).runVirtual();

        assertThat(result.frames().dropped().byReason()).isEqualTo(
                Map.of(DropReason.OVERSIZE, 1L, DropReason.RUNT, 1L, DropReason.NOT_ETHERNET, 1L));
        assertThat(result.frames().generated()).isEqualTo(5);
        assertThat(result.vms()).extracting(VmReport::delivered).containsExactly(0L, 1L, 0L, 1L, 0L);
        assertThat(result.queues().stream().mapToLong(QueueReport::received).sum()).isEqualTo(2);
        ResultSums.assertConserved(result);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 5, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void shouldDropWhatIsSteeredToAQueueThatDoesNotExist(int queue) {
        TrialResult result = new TestTrial().mode(TestMode.always(queue, Attachment.VIRTUAL_SWITCH)).runVirtual();

        assertThat(result.frames().dropped().byReason()).isEqualTo(Map.of(DropReason.NO_QUEUE, 50_000L));
        assertThat(result.latency()).isNull();
        assertThat(result.rate().deliveredPps()).isZero();
        ResultSums.assertConserved(result);
    }

    @Test
    void shouldEndWithASourceThatRunsDry() {
        TrialResult result = singleQueue().costNs(1 * US).window(0, SECOND)
                .frames(() -> TestSource.of(Frame.of(0, 0, 64), Frame.of(7 * MS, 0, 64), Frame.of(20 * MS, 0, 64)))
                .runVirtual();

        assertThat(result.durationNs()).as("until the last frame is served").isEqualTo(20 * MS + 1 * US);
        assertThat(result.partial()).isFalse();
        assertThat(result.frames().delivered()).isEqualTo(3);
        assertThat(result.rate().deliveredPps()).isCloseTo(150, within(0.01));
    }

    @Test
    void shouldKeepABusyCoreWithinItsTimeWhenTheSourceRunsDry() {
        Frame[] burst = new Frame[100];
        for (int i = 0; i < burst.length; i++) {
            burst[i] = Frame.of(i, 0, 64);
        }
        TrialResult result = singleQueue().costNs(10 * US).window(0, SECOND).frames(burst).runVirtual();

        assertThat(result.cores().getFirst().busy()).isBetween(0.0, 1.0);
    }

    @Test
    void shouldHaveNothingToSayOfASourceWithoutFrames() {
        TrialResult result = singleQueue().frames().runVirtual();

        assertThat(result.frames().generated()).isZero();
        assertThat(result.latency()).isNull();
        assertThat(result.fairness().jainVms()).isNull();
        assertThat(result.fairness().maxOverMeanCores()).isNull();
        ResultSums.assertConserved(result);
    }

    @Test
    void shouldStopOnTheSignalAndSayThatItIsPartial() {
        StopSignal stop = new StopSignal();
        TrialPlan plan = new TestTrial().window(10 * MS, 10 * SECOND).plan();
        TrialResult result = new VirtualEngine(() -> 0).run(plan, reachedNs -> stop.raise(), stop);

        assertThat(result.partial()).isTrue();
        assertThat(result.frames().generated()).isPositive().isLessThan(1_000_000);
        assertThat(result.durationNs()).as("until the last frame is served")
                .isBetween((result.frames().generated() - 1) * US, (result.frames().generated() + 10) * US);
        ResultSums.assertConserved(result);
        ResultSums.assertEveryLatencyCounted(result);
    }

    @Test
    void shouldTellTheWatcherHowFarItHasCome() {
        List<Long> reached = new ArrayList<>();
        new VirtualEngine(() -> 0).run(new TestTrial().window(0, SECOND).plan(), reached::add, new StopSignal());

        assertThat(reached).isNotEmpty().isSorted().allMatch(ns -> ns > 0 && ns < SECOND);
    }

    @Test
    void shouldMeasureByDueTimeWhereverAFrameEnds() {
        TrialResult result = singleQueue().costNs(100).window(1_000, 500)
                .frames(Frame.of(950, 0, 64), Frame.of(999, 0, 64), Frame.of(1_000, 0, 64), Frame.of(1_499, 0, 64),
                        Frame.of(1_500, 0, 64), Frame.of(2_000, 0, 64))
                .runVirtual();

        assertThat(result.frames().generated()).as("due from 1,000 to 1,499").isEqualTo(2);
        assertThat(result.frames().delivered()).isEqualTo(2);
        assertThat(latencyOf(result).maxNs()).as("the third starts at 1,150").isEqualTo(250);
        assertThat(result.durationNs()).isEqualTo(500);
        assertThat(result.cores().getFirst().busy()).as("1,000 to 1,250 and one ns of the last")
                .isCloseTo((250 + 1) / 500.0, within(1e-9));
    }

    @Test
    void shouldShowAPolicyTheExactDepthsInVirtualTime() {
        List<List<Integer>> seen = new ArrayList<>();
        TrialResult result = new TestTrial().mode(TestMode.leastLoaded(seen)).host(4, 2, 2).costNs(10)
                .frames(Frame.of(0, 0, 64), Frame.of(0, 1, 64), Frame.of(0, 2, 64), Frame.of(0, 3, 64),
                        Frame.of(5, 0, 64), Frame.of(9, 0, 64), Frame.of(10, 0, 64), Frame.of(100, 0, 64))
                .runVirtual();

        // Service that starts at once leaves nothing in the ring; at 10 ns both cores take their next frame.
        assertThat(seen).containsExactly(List.of(0, 0), List.of(0, 0), List.of(1, 0), List.of(1, 0), List.of(1, 1),
                List.of(2, 1), List.of(1, 1), List.of(0, 0));
        assertThat(result.queues()).extracting(QueueReport::received).containsExactly(5L, 3L);
    }

    @Test
    void shouldCountFramesThatAreOvertakenInTheirFlow() {
        // Queue 0 serves a long frame for 1518 ns; queue 1 is done with the short ones at 74 and 138.
        TrialResult result = new TestTrial().mode(TestMode.inTurn(Attachment.HOST)).host(4, 2, 2)
                .cost(new ServiceCost(0, 1_000)).flows(0, 1)
                .frames(Frame.of(0, 0, 1518), Frame.of(10, 0, 64), Frame.of(20, 1, 64), Frame.of(30, 0, 64))
                .runVirtual();

        assertThat(result.frames().reordered()).isEqualTo(1);
        assertThat(result.frames().delivered()).isEqualTo(4);
    }

    @Test
    void shouldNotCountAFrameOfTheWarmUpThatIsOvertakenLater() {
        TrialResult result = new TestTrial().mode(TestMode.inTurn(Attachment.HOST)).host(4, 2, 2)
                .cost(new ServiceCost(0, 1_000)).flows(0).window(100, 900)
                .frames(Frame.of(0, 0, 1518), Frame.of(200, 0, 64)).runVirtual();

        assertThat(result.frames().delivered()).isEqualTo(1);
        assertThat(result.frames().reordered()).as("the overtaken frame belongs to the warm-up").isZero();
    }

    @Test
    void shouldKeepTheLatencyOfEveryVmApartWhateverTheSteeringDoes() {
        TrialResult result = new TestTrial().mode(TestMode.always(1, Attachment.VIRTUAL_SWITCH)).costNs(10)
                .runVirtual();

        ResultSums.assertConserved(result);
        ResultSums.assertEveryLatencyCounted(result);
    }

    @Test
    void shouldKeepTheSameTotalsWithoutDetail() {
        TestTrial trial = new TestTrial().frames(() -> TestSource.poisson(3, 800, 8, 64));
        TrialResult all = trial.detail(Detail.ALL).runVirtual();
        TrialResult total = trial.detail(Detail.TOTAL).runVirtual();

        assertThat(total.latency()).isEqualTo(all.latency());
        assertThat(total.frames()).isEqualTo(all.frames());
        assertThat(total.queues()).extracting(QueueReport::latency).containsOnlyNulls();
        assertThat(total.vms()).extracting(VmReport::latency).containsOnlyNulls();
    }

    @Test
    void shouldClaimNoLatencyForACapacityRun() {
        TrialResult result = new TestTrial().unpaced().runVirtual();

        assertThat(result.rate().intendedPps()).isNull();
        assertThat(result.latency()).isNull();
        assertThat(result.uncorrectedLatency()).isNull();
        assertThat(result.queues()).extracting(QueueReport::latency).containsOnlyNulls();
        assertThat(result.vms()).extracting(VmReport::latency).containsOnlyNulls();
    }

    @ParameterizedTest
    @CsvSource({"ALL,10000", "ALL,100000", "TOTAL,10000", "TOTAL,100000"})
    void shouldGiveAnIntervalForEverySecond(Detail detail, long gapNs) {
        List<String> lines = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        TrialResult result = singleQueue().costNs(100).detail(detail).window(SECOND / 2, 4 * SECOND)
                .frames(() -> TestSource.evenly(gapNs, 1, 64)).intervals((tag, fromNs, toNs, histogram) -> {
                    lines.add(fromNs / MS + "-" + toNs / MS);
                    counts.add(histogram.getTotalCount());
                }).runVirtual();

        assertThat(counts.stream().mapToLong(Long::longValue).sum()).isEqualTo(result.frames().delivered());
        assertThat(lines).containsExactly("500-1500", "1500-2500", "2500-3500", "3500-4500");
    }

    @Test
    void shouldReportTheWaitForTheWireApart() {
        TrialResult result = singleQueue().costNs(100).window(5, 100)
                .frames(new Frame(0, 0, 64, 60, true, 99), new Frame(10, 0, 64, 60, true, 40),
                        new Frame(20, 0, 64, 60, true, 0))
                .runVirtual();

        LatencySummary wireWait = Objects.requireNonNull(result.source().wireWait());
        assertThat(wireWait.count()).isEqualTo(2);
        assertThat(wireWait.maxNs()).isEqualTo(40);
        assertThat(wireWait.meanNs()).isEqualTo(20);
        assertThat(latencyOf(result).maxNs()).as("20 waits for 10 and 0").isEqualTo(280);
    }

    @Test
    void shouldBeInvalidIfTooShortToMeanAnything() {
        Thresholds limits = new Thresholds(10 * MS, MS, 10 * MS, 50_001);
        TestTrial trial = new TestTrial().thresholds(limits);

        assertThat(trial.runVirtual().invalidReasons()).containsExactly(InvalidReason.TOO_SHORT);
        assertThat(trial.thresholds(limits.withoutMinFrames()).runVirtual().valid()).isTrue();
        assertThat(trial.window(0, 51 * MS).thresholds(limits).runVirtual().valid()).isTrue();
    }

    @Test
    void shouldCallItselfVirtualAndKnowNothingOfTheMachine() {
        TrialResult result = new TestTrial().runVirtual();

        assertThat(result.clock()).isEqualTo("virtual");
        assertThat(result.coreMode()).isEqualTo("virtual");
        assertThat(result.uncorrectedLatency()).isNull();
        assertThat(result.source().late()).isNull();
        assertThat(result.qualification().maxSourceGapNs()).isNull();
        assertThat(result.qualification().pinned()).isNull();
    }

    private static TestTrial singleQueue() {
        return new TestTrial().mode("single").host(1, 1, 1).flows(0);
    }

    private static LatencySummary latencyOf(TrialResult result) {
        return Objects.requireNonNull(result.latency());
    }
}
