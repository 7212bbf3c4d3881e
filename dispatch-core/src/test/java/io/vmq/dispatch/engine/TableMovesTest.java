package io.vmq.dispatch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.balance.Balancer;
import io.vmq.dispatch.balance.TableBalancer;
import io.vmq.dispatch.balance.TableBalancer.EntryMove;
import io.vmq.dispatch.balance.TableBalancing;
import io.vmq.dispatch.fault.FaultPlan;
import io.vmq.dispatch.fault.Outage;
import io.vmq.dispatch.fault.Outages;
import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.measure.QueueMove;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.dispatch.ring.WhenFull;
import io.vmq.dispatch.steering.HashTypes;
import io.vmq.dispatch.steering.RssKey;
import io.vmq.dispatch.steering.RssSettings;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries of a table that move while frames are in their queues: nothing is lost, and with a barrier nothing overtakes. */
@Tag("computed")
class TableMovesTest {

    private static final int FLOWS = 24;

    private static TestTrial rss(int queues, int cores, int entries) {
        int[] vmOfFlow = IntStream.range(0, FLOWS).map(flow -> flow % 4).toArray();
        return new TestTrial().mode("rss").host(4, queues, cores).flows(vmOfFlow)
                .rss(new RssSettings(RssKey.DEFAULT, HashTypes.ALL, entries));
    }

    /** Two queues, a core each, an entry each; flow {@link #MOVED} is the first that goes through entry 0. */
    private static TestTrial twoEntries(boolean drains, TestSource.Frame... frames) {
        TableBalancer once = loads -> loads.queueOf(0) == 1 ? List.of()
                : List.of(new EntryMove(0, 1, Balancer.Reason.SPREAD));
        return rss(2, 2, 2).costNs(1_000).window(0, TestTrial.MS).frames(frames)
                .table(() -> new TableBalancing(once, 1_500, drains));
    }

    private static final int MOVED = flowOfEntry(0);

    private static int flowOfEntry(int entry) {
        return IntStream.range(0, FLOWS).filter(flow -> rss(2, 2, 2).frames(frame(0, flow)).runVirtual().queues()
                .get(entry).received() == 1).findFirst().orElseThrow();
    }

    private static TestSource.Frame frame(long dueNs, int flow) {
        return TestSource.Frame.of(dueNs, flow, 64);
    }

    private static TestSource.Frame[] five(long... more) {
        return LongStream.concat(LongStream.of(0, 0, 0, 0, 0), LongStream.of(more))
                .mapToObj(dueNs -> frame(dueNs, MOVED)).toArray(TestSource.Frame[]::new);
    }

    @Test
    void shouldHoldFramesBackUntilTheOldQueueIsClear() {
        TrialResult result = twoEntries(true, five(2_100)).runVirtual();

        assertThat(result.moves()).containsExactly(
                new QueueMove(1_500, 1, 0, 1, "spread", 3_500, 0, new QueueMove.TableEntry(0, 0)));
        assertThat(result.queues().get(0).received()).isEqualTo(5);
        assertThat(result.queues().get(1).latency()).as("held from 2.1 us to 5 us, served until 6 us")
                .satisfies(latency -> assertThat(Objects.requireNonNull(latency).maxNs()).isEqualTo(3_900));
        assertThat(ResultSums.reordered(result)).isZero();
    }

    @Test
    void shouldOvertakeWhatIsInTheOldQueueWithoutABarrier() {
        TrialResult result = twoEntries(false, five(2_100)).runVirtual();

        assertThat(result.moves()).as("frames 3 and 4 end after frame 5, at 3.1 us").containsExactly(
                new QueueMove(1_500, 1, 0, 1, "spread", 0, 2, new QueueMove.TableEntry(0, 0)));
        assertThat(ResultSums.reordered(result)).isEqualTo(2);
    }

    @Test
    void shouldGiveEveryHeldFrameASlotOfItsNewQueue() {
        TrialResult result = twoEntries(true, five(2_100, 2_200, 2_300, 2_400, 2_500, 2_600)).ring(4).runVirtual();

        assertThat(result.queues().get(1).received()).isEqualTo(6);
        assertThat(result.queues().get(1).dropped().of(DropReason.QUEUE_FULL)).isEqualTo(2);
        assertThat(result.queues().get(1).highWater()).isEqualTo(4);
    }

    @Test
    void shouldMoveAtOnceWhatIsNowhere() {
        TrialResult result = twoEntries(true, frame(0, MOVED), frame(2_100, MOVED)).runVirtual();

        assertThat(result.moves()).extracting(QueueMove::drainNs).containsExactly(0L);
        assertThat(result.latency()).satisfies(
                latency -> assertThat(Objects.requireNonNull(latency).maxNs()).isEqualTo(1_000));
    }

    @Test
    void shouldEndEveryMoveAtTheEndOfTheTrial() {
        TrialResult result = twoEntries(true, five(1_600)).runVirtual();

        assertThat(result.moves()).hasSize(1);
        assertThat(result.frames().delivered()).isEqualTo(6);
    }

    /** Some entries to any queues, at any interval. */
    private static TableBalancer restless(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return loads -> random.ints(random.nextInt(5), 0, loads.entries()).distinct()
                .mapToObj(entry -> new EntryMove(entry, random.nextInt(loads.queues()), Balancer.Reason.SPREAD))
                .toList();
    }

    private static Supplier<TableBalancing> restless(long seed, long intervalNs, boolean drains) {
        return () -> new TableBalancing(restless(seed), intervalNs, drains);
    }

    /** Bursts and pauses. Frames are whole, so that all frames of a flow have one entry. */
    private static Iterator<TestSource.Frame> bursts(long seed, int meanGapNs) {
        SplittableRandom random = new SplittableRandom(seed);
        return LongStream.iterate(0, due -> due + (random.nextInt(3) == 0 ? 0 : random.nextInt(3 * meanGapNs)))
                .mapToObj(due -> TestSource.Frame.of(due, random.nextInt(FLOWS), random.nextInt(64, 1_519)))
                .iterator();
    }

    /** A host of any kind under bursts, of which it can serve more or less than comes. */
    private static TestTrial anyTrial(SplittableRandom random, boolean drains) {
        long balancerSeed = random.nextLong();
        long trafficSeed = random.nextLong();
        int meanGapNs = random.nextInt(200, 2_000);
        TestTrial trial = rss(random.nextInt(1, 7), random.nextInt(1, 5), 1 << random.nextInt(1, 7))
                .ring(random.nextInt(1, 40)).costNs(random.nextInt(0, 4_000))
                .window(random.nextInt(2) * 300L * TestTrial.US, 2 * TestTrial.MS)
                .whenFull(random.nextBoolean() ? WhenFull.DROP_TAIL : WhenFull.DROP_HEAD)
                .frames(() -> bursts(trafficSeed, meanGapNs))
                .table(restless(balancerSeed, random.nextInt(1, 60) * TestTrial.US, drains));
        return random.nextInt(3) == 0 ? trial.faults(stall(random.nextInt(1_500) * TestTrial.US)) : trial;
    }

    private static FaultPlan stall(long fromNs) {
        Outages once = new Outages(List.of(new Outage(fromNs, fromNs + 200 * TestTrial.US)));
        return new FaultPlan(Outages.NONE, Map.of(), Map.of(0, once));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldOvertakeNothingWithABarrierAndLoseNothing(long seed) {
        int moves = 0;
        long held = 0;
        for (int host = 0; host < 150; host++) {
            TrialResult result = anyTrial(new SplittableRandom(seed * 1_000 + host), true).runVirtual();
            String what = "seed " + seed + ", host " + host;
            assertThat(ResultSums.reordered(result)).as(what).isZero();
            assertThat(result.frames().inFlight()).as(what).isZero();
            assertThat(result.moves()).as(what).allMatch(move -> move.reordered() == 0);
            ResultSums.assertConserved(result);
            moves += result.moves().size();
            held += result.moves().stream().filter(move -> move.drainNs() > 0).count();
        }
        assertThat(moves).as("moves in all").isGreaterThan(1_000);
        assertThat(held).as("moves that waited for the old queue").isGreaterThan(100);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14})
    void shouldBookEveryOvertakenFrameToAMoveWithoutABarrier(long seed) {
        long reordered = 0;
        for (int host = 0; host < 150; host++) {
            TrialResult result = anyTrial(new SplittableRandom(seed * 1_000 + host), false)
                    .window(0, 2 * TestTrial.MS).runVirtual();
            String what = "seed " + seed + ", host " + host;
            assertThat(result.moves().stream().mapToLong(QueueMove::reordered).sum()).as(what)
                    .isEqualTo(ResultSums.reordered(result));
            assertThat(result.moves()).as(what).allMatch(move -> move.drainNs() == 0);
            ResultSums.assertConserved(result);
            reordered += ResultSums.reordered(result);
        }
        assertThat(reordered).as("overtaken in all").isGreaterThan(1_000);
    }

    /** Frames of a flow that hash or do not, as they were snapped, change queues without any move; sums close all the same. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22})
    void shouldLoseNothingOfFramesThatAreHashedInPart(long seed) {
        for (int host = 0; host < 100; host++) {
            SplittableRandom random = new SplittableRandom(seed * 1_000 + host);
            TrialResult result = anyTrial(random, host % 2 == 0)
                    .frames(() -> TestSource.wild(random.nextLong(), 500, FLOWS)).runVirtual();
            ResultSums.assertConserved(result);
            ResultSums.assertEveryLatencyCounted(result);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldMakeTheSameMovesLiveWithEmulatedCores(boolean drains) throws InterruptedException {
        Supplier<TestTrial> trial = () -> rss(3, 3, 16).ring(30).costNs(2_500).window(0, 60 * TestTrial.MS)
                .frames(() -> bursts(5, 1_000)).table(restless(6, 2 * TestTrial.MS, drains));
        TrialResult virtual = trial.get().runVirtual();
        TrialResult live = trial.get().runEmulated();

        assertThat(virtual.moves()).hasSizeGreaterThan(20);
        assertThat(live.moves()).isEqualTo(virtual.moves());
        assertThat(live.frames()).isEqualTo(virtual.frames());
        assertThat(live.queues()).isEqualTo(virtual.queues());
        assertThat(live.vms()).isEqualTo(virtual.vms());
        assertThat(live.cores()).isEqualTo(virtual.cores());
    }
}
