package io.vmq.dispatch.engine;

import static io.vmq.dispatch.engine.TestTrial.MS;
import static io.vmq.dispatch.engine.TestTrial.US;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.balance.Balancer;
import io.vmq.dispatch.balance.Balancing;
import io.vmq.dispatch.balance.QueueLoads;
import io.vmq.dispatch.engine.TestSource.Frame;
import io.vmq.dispatch.fault.FaultPlan;
import io.vmq.dispatch.fault.Outage;
import io.vmq.dispatch.fault.Outages;
import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.measure.Detail;
import io.vmq.dispatch.measure.QueueMove;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.dispatch.measure.TrialResult.QueueReport;
import io.vmq.dispatch.ring.WhenFull;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queues of real threads, moved at random once a millisecond: nothing is lost and nothing overtakes, however busy the machine is. */
class PinnedQueueMovesTest {

    private static final long PATIENCE_MS = 30_000;
    private static final int CORES = 3;
    private static final int QUEUES = 5;
    private static final int DECISIONS = 40;
    private static final long AT_LEAST_NS = 60 * MS;

    @AfterEach
    void threadsHaveEnded() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("vmq-")) {
                thread.join(PATIENCE_MS);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    private final AtomicInteger decisions = new AtomicInteger();

    /**
     * A trial that ends when so much was decided, and not before {@link #AT_LEAST_NS}, however slow this machine is. The default
     * queue moves too: here nobody knows that it should not.
     */
    private TestTrial restless(long seed) {
        return new TestTrial().host(4, 4, CORES).window(5 * MS, 600 * TestTrial.SECOND)
                .frames(() -> untilDecided(TestSource.poisson(seed, 4 * US, 8, 64)))
                .balancing(() -> new Balancing(atRandom(seed), MS));
    }

    private Iterator<Frame> untilDecided(Iterator<Frame> endless) {
        return Stream.generate(endless::next)
                .takeWhile(frame -> frame.dueNs() < AT_LEAST_NS || decisions.get() < DECISIONS).iterator();
    }

    private Balancer atRandom(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return loads -> {
            decisions.incrementAndGet();
            return random.ints(random.nextInt(4), 0, QUEUES)
                    .mapToObj(queue -> new Balancer.Move(queue, random.nextInt(CORES), Balancer.Reason.SPREAD))
                    .toList();
        };
    }

    @ParameterizedTest(name = "{0}, ring {1}, cost {2} ns, {3}, seed {4}")
    @CsvSource({"vmq, 512, 0, DROP_TAIL, 1", "vmq, 512, 3000, DROP_TAIL, 2", "vmq, 3, 9000, DROP_TAIL, 3",
        "vmq, 4, 15000, DROP_HEAD, 4", "vmmq, 16, 9000, OVERFLOW_DEFAULT, 5", "vmmq, 8, 0, DROP_HEAD, 6"})
    void shouldLoseNothingAndReorderNothing(String mode, int ring, long costNs, WhenFull whenFull, long seed)
            throws InterruptedException {
        TrialResult result = restless(seed).mode(mode).ring(ring).costNs(costNs).whenFull(whenFull).runPinned();

        ResultSums.assertConserved(result);
        ResultSums.assertEveryLatencyCounted(result);
        if (whenFull != WhenFull.OVERFLOW_DEFAULT) {
            assertThat(result.frames().reordered()).isZero();
        }
        assertThat(result.frames().inFlight()).isZero();
        assertThat(result.frames().unsent()).isZero();
        assertThat(result.frames().dropped().byReason().keySet()).isSubsetOf(DropReason.QUEUE_FULL,
                DropReason.HEAD_DROPPED);
        assertThat(result.queues()).extracting(QueueReport::highWater)
                .allSatisfy(highWater -> assertThat(highWater).isBetween(0, ring));
        assertMovesAreAWay(result);
    }

    /** Every queue begins on the first core, and each move starts where the one before ended. */
    private static void assertMovesAreAWay(TrialResult result) {
        int[] at = new int[result.queues().size()];
        for (QueueMove move : result.moves()) {
            assertThat(move.from()).as("%s", move).isEqualTo(at[move.queue()]).isNotEqualTo(move.to());
            assertThat(move.atNs()).as("%s", move).isGreaterThanOrEqualTo(MS);
            assertThat(move.drainNs()).as("%s", move).isNotNegative();
            assertThat(move.reordered()).as("%s", move).isZero();
            at[move.queue()] = move.to();
        }
        assertThat(result.moves()).isNotEmpty();
        assertThat(result.queues().stream().mapToInt(QueueReport::core).toArray()).isEqualTo(at);
    }

    @Test
    void shouldKeepOneHistogramOfAQueueInIntervalsToo() throws InterruptedException {
        LongAdder counted = new LongAdder();
        List<String> intervals = new ArrayList<>();
        TrialResult result = restless(7).costNs(2 * US).intervals((tag, fromNs, toNs, counts) -> {
            counted.add(counts.getTotalCount());
            intervals.add(tag + " from " + fromNs);
        }).runPinned();

        ResultSums.assertEveryLatencyCounted(result);
        assertThat(counted.sum()).isEqualTo(result.frames().delivered());
        assertThat(intervals).as("however many cores served a queue").doesNotHaveDuplicates();
    }

    @Test
    void shouldCountEveryLatencyWithoutDetail() throws InterruptedException {
        TrialResult result = restless(8).detail(Detail.TOTAL).costNs(2 * US).runPinned();

        ResultSums.assertConserved(result);
        assertThat(Objects.requireNonNull(result.latency()).count()).isEqualTo(result.frames().delivered());
    }

    @Test
    void shouldLetQueuesWaitForACoreThatStandsStill() throws InterruptedException {
        TrialResult result = restless(9).costNs(2 * US).faults(new FaultPlan(Outages.NONE, Map.of(),
                Map.of(1, new Outages(List.of(new Outage(20 * MS, 50 * MS)))))).runPinned();

        ResultSums.assertConserved(result);
        assertThat(result.frames().reordered()).isZero();
        assertThat(result.frames().inFlight()).isZero();
        assertMovesAreAWay(result);
    }

    @Test
    void shouldEndWhenItIsStopped() throws InterruptedException {
        StopSignal stop = new StopSignal();
        TrialResult result = restless(10).costNs(2 * US).runLive(true, reachedNs -> {
            if (reachedNs > 30 * MS) {
                stop.raise();
            }
        }, stop);

        assertThat(result.partial()).isTrue();
        ResultSums.assertConserved(result);
        assertThat(result.frames().reordered()).isZero();
        assertThat(result.frames().inFlight()).isZero();
    }

    @Test
    void shouldEndWhenTheBalancerFails() {
        TestTrial trial = restless(11).balancing(() -> new Balancing(loads -> {
            throw new IllegalStateException("no idea");
        }, MS));

        assertThatThrownBy(trial::runPinned).isInstanceOf(IllegalStateException.class).hasMessage("no idea");
    }

    /** Frames that cost nothing ask for nothing. */
    @Test
    void shouldSeeNoLoadWhereServiceIsFree() throws InterruptedException {
        List<QueueLoads> seen = new CopyOnWriteArrayList<>();
        restless(12).costNs(0).balancing(() -> new Balancing(loads -> {
            seen.add(loads);
            decisions.incrementAndGet();
            return List.of();
        }, MS)).runPinned();

        assertThat(seen).isNotEmpty().allSatisfy(loads -> assertThat(
                IntStream.range(0, QUEUES).mapToDouble(loads::ofQueue).sum()).isZero());
    }
}
