package io.vmq.dispatch.engine;

import static io.vmq.dispatch.engine.TestTrial.MS;
import static io.vmq.dispatch.engine.TestTrial.SECOND;
import static io.vmq.dispatch.engine.TestTrial.US;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vmq.dispatch.core.ServiceCost;
import io.vmq.dispatch.engine.TestSource.Frame;
import io.vmq.dispatch.fault.FaultPlan;
import io.vmq.dispatch.fault.Outage;
import io.vmq.dispatch.fault.Outages;
import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.host.VmChange;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.dispatch.measure.TrialResult.CoreReport;
import io.vmq.dispatch.ring.WhenFull;
import io.vmq.dispatch.steering.RssSettings;
import io.vmq.dispatch.steering.RssSteering;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cores that hand frames on: times, losses, order, and the same in both engines. */
@Tag("computed")
class SpreadCoresTest {

    private static final int FLOWS = 12;

    /** One VM with eight flows on four cores; its queue is on core 0. */
    private static TestTrial oneVm() {
        return new TestTrial().mode("vrss").host(1, 1, 4).flows(0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** The processor of its VM that each frame is handed to, asked of RSS itself. */
    private static int[] processorsOf(List<Frame> frames, int processors, int... vmOfFlow) {
        TestSource source = new TestSource(frames.iterator(), vmOfFlow);
        FrameBatch batch = FrameBatch.of(source, FrameBatch.DEFAULT_CAPACITY);
        RssSteering rss = RssSteering.roundRobin(RssSettings.DEFAULT, processors);
        int[] all = new int[frames.size()];
        int[] ofBatch = new int[FrameBatch.DEFAULT_CAPACITY];
        for (int from = 0; source.fill(batch, Long.MAX_VALUE - 1) > 0; from += batch.count()) {
            rss.steer(batch, ofBatch);
            System.arraycopy(ofBatch, 0, all, from, batch.count());
        }
        return all;
    }

    private static int[] processorsOfFlows(int processors, int... vmOfFlow) {
        return processorsOf(IntStream.range(0, vmOfFlow.length).mapToObj(flow -> Frame.of(0, flow, 64)).toList(),
                processors, vmOfFlow);
    }

    /** A flow of a VM that is handed to this processor. */
    private static int flowTo(int processor, int processors) {
        int[] all = processorsOfFlows(processors, 0, 0, 0, 0, 0, 0, 0, 0);
        return IntStream.range(0, all.length).filter(flow -> all[flow] == processor).findFirst().orElseThrow();
    }

    private static Iterator<Frame> evenly(int flow, long gapNs) {
        return IntStream.iterate(0, count -> count + 1).mapToObj(count -> Frame.of(count * gapNs, flow, 64))
                .iterator();
    }

    private static long[] delivered(TrialResult result) {
        return result.cores().stream().mapToLong(CoreReport::delivered).toArray();
    }

    @Test
    void shouldCostHopAndServiceWhereNothingWaits() {
        int flow = flowTo(1, 3);
        TrialResult result = oneVm().spreading(1_200, 3).cost(new ServiceCost(2_400_000, 700))
                .frames(() -> evenly(flow, 10 * US)).runVirtual();

        long expectedNs = Math.round(1_200 + 2_400 + 64 * 0.7);
        assertThat(Objects.requireNonNull(result.latency()).minNs()).isEqualTo(expectedNs);
        assertThat(result.latency().maxNs()).isEqualTo(expectedNs);
        assertThat(delivered(result)).containsExactly(0, 5_000, 0, 0);
        assertThat(result.cores().get(0).busy()).isCloseTo(0.12, within(1e-9));
        assertThat(result.cores().get(1).busy()).isCloseTo(0.24448, within(1e-9));
        ResultSums.assertConserved(result);
        ResultSums.assertEveryLatencyCounted(result);
    }

    @Test
    void shouldSpreadAVmsFlowsAsRssDoesFromTheCoreOfItsQueueOn() {
        int[] vmOfFlow = {0, 1, 0, 1, 0, 1, 0, 1};
        TrialResult result = new TestTrial().mode("vrss").host(2, 2, 4).flows(vmOfFlow).spreading(10, 3).costNs(20)
                .runVirtual();

        long[] expected = new long[4];
        int[] processor = processorsOfFlows(3, vmOfFlow);
        for (int flow = 0; flow < vmOfFlow.length; flow++) {
            expected[(vmOfFlow[flow] + processor[flow]) % 4] += 50_000 / vmOfFlow.length;
        }
        assertThat(delivered(result)).isEqualTo(expected);
        assertThat(result.queues().get(1).core()).isZero();
        assertThat(result.queues().get(2).core()).isEqualTo(1);
    }

    /** What meets no filter is served where its queue is, without a hop. */
    @Test
    void shouldServeTheDefaultQueueInOneStage() {
        TrialResult result = new TestTrial().mode("vrss").host(2, 1, 4).flows(1).spreading(700, 0).costNs(900)
                .frames(() -> evenly(0, US)).runVirtual();

        assertThat(Objects.requireNonNull(result.latency()).maxNs()).isEqualTo(900);
        assertThat(delivered(result)).containsExactly(50_000, 0, 0, 0);
        assertThat(result.queues().getFirst().delivered()).isEqualTo(50_000);
    }

    /** The hop keeps up with a frame a microsecond, the one core of the one flow with every other. */
    @Test
    void shouldLoseWhatFindsTheSoftwareQueueFull() {
        int flow = flowTo(1, 3);
        TrialResult result = oneVm().spreading(500, 3).costNs(2_000).ring(16).frames(() -> evenly(flow, US))
                .runVirtual();

        // Of 50,000 half are served by the end of the window, and 16 with the one in service behind it.
        assertThat(result.frames().dropped().byReason().keySet()).containsExactly(DropReason.SPREAD_FULL);
        assertThat(result.frames().delivered()).isBetween(25_014L, 25_018L);
        assertThat(Objects.requireNonNull(result.latency()).maxNs())
                .as("hop, 16 before it, its own, and half a service")
                .isBetween(500 + 33_000L, 500 + 34_000L);
        ResultSums.assertConserved(result);
    }

    @Test
    void shouldLoseAtTheReceiveQueueWhatTheHopCannotTake() {
        TrialResult result = oneVm().spreading(2_000, 3).costNs(100).ring(16).frames(
                () -> evenly(flowTo(1, 3), US)).runVirtual();

        assertThat(result.frames().dropped().byReason().keySet()).containsExactly(DropReason.QUEUE_FULL);
        assertThat(result.frames().delivered()).isBetween(25_014L, 25_018L);
    }

    /** Two stages in a row with constant service, the first the slower one: M/D/1, and nothing waits behind it. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.8})
    void shouldWaitBeforeTheHopAsTheorySays(double load) {
        int flow = flowTo(1, 3);
        long hopNs = 10 * US;
        TrialResult result = oneVm().spreading(hopNs, 3).costNs(4 * US).ring(4_096).window(0, 40 * SECOND)
                .flows(IntStream.range(0, 8).map(_ -> 0).toArray()).frames(() -> only(flow, hopNs / load))
                .runVirtual();

        double theoryNs = hopNs + load * hopNs / (2 * (1 - load)) + 4 * US;
        assertThat(Objects.requireNonNull(result.latency()).meanNs()).as("load %s, seed 5", load).isCloseTo(theoryNs,
                within(0.01 * theoryNs));
        assertThat(result.frames().dropped().total()).isZero();
    }

    private static Iterator<Frame> only(int flow, double meanGapNs) {
        Iterator<Frame> any = TestSource.poisson(5, meanGapNs, 1, 64);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return any.hasNext();
            }

            @Override
            public Frame next() {
                return Frame.of(any.next().dueNs(), flow, 64);
            }
        };
    }

    /**
     * Random hosts, costs and bursts, against cores that live through every nanosecond. Every other seed cuts frames short, so that
     * some of a flow are not hashed, go another way and overtake.
     */
    @Test
    void shouldAgreeWithAReferenceThatLivesThroughEveryNanosecond() {
        long overtaken = 0;
        for (long seed = 1; seed <= 300; seed++) {
            overtaken += agree(seed);
        }
        assertThat(overtaken).isGreaterThan(1_000);
    }

    private static long agree(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int vms = random.nextInt(1, 4);
        int coreCount = random.nextInt(1, 5);
        int processors = random.nextInt(1, coreCount + 1);
        int slots = random.nextInt(1, 20);
        long hopNs = random.nextInt(0, 30);
        long serviceNs = random.nextInt(0, 60);
        boolean cut = seed % 2 == 0;
        int[] vmOfFlow = IntStream.range(0, FLOWS).map(_ -> random.nextInt(vms)).toArray();
        List<Frame> frames = new ArrayList<>();
        int meanGapNs = random.nextInt(2, 40);
        for (long due = 0; due < 20_000; due += random.nextInt(3) == 0 ? 0 : random.nextInt(meanGapNs)) {
            frames.add(new Frame(due, random.nextInt(FLOWS), 64, cut && random.nextInt(3) == 0 ? 20 : 60, true, 0));
        }
        int[] processor = processorsOf(frames, processors, vmOfFlow);
        int[] sequence = new int[FLOWS];
        List<ReferenceTandem.Job> jobs = new ArrayList<>();
        for (Frame frame : frames) {
            int vm = vmOfFlow[frame.flow()];
            jobs.add(new ReferenceTandem.Job(frame, sequence[frame.flow()]++, vm,
                    (vm + processor[jobs.size()]) % coreCount));
        }
        ReferenceTandem reference = new ReferenceTandem(vms, coreCount, slots, hopNs, serviceNs);
        reference.run(jobs);

        TrialResult result = new TestTrial().mode("vrss").host(vms, vms, coreCount).flows(vmOfFlow)
                .spreading(hopNs, processors).costNs(serviceNs).ring(slots).frames(frames.toArray(Frame[]::new))
                .runVirtual();
        String told = "seed " + seed;
        assertThat(result.frames().dropped().of(DropReason.QUEUE_FULL)).as(told).isEqualTo(reference.queueFull);
        assertThat(result.frames().dropped().of(DropReason.SPREAD_FULL)).as(told).isEqualTo(reference.spreadFull);
        assertThat(delivered(result)).as(told).isEqualTo(reference.deliveredOfCore);
        assertThat(ResultSums.reordered(result)).as(told).isEqualTo(reference.reordered(FLOWS));
        assertThat(cut || ResultSums.reordered(result) == 0).as(told).isTrue();
        ResultSums.assertConserved(result);
        double mean = reference.latencyNs / Math.max(1, Arrays.stream(reference.deliveredOfCore).sum());
        assertThat(Objects.requireNonNull(result.latency()).meanNs()).as(told).isCloseTo(mean,
                within(1e-3 * mean + 1e-9));
        return ResultSums.reordered(result);
    }

    /** A stalled core, sizes and kinds of all sorts, any policy: sums close, and live runs give what virtual time gives. */
    @ParameterizedTest
    @EnumSource(WhenFull.class)
    void shouldGiveTheSameBehindRealRings(WhenFull whenFull) throws InterruptedException {
        Outages stall = new Outages(List.of(new Outage(10 * MS, 12 * MS)));
        TestTrial trial = new TestTrial().mode("vrss").host(5, 4, 4).ring(64).spreading(400, 3)
                .flows(0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 0).whenFull(whenFull)
                .faults(new FaultPlan(Outages.NONE, Map.of(1, stall), Map.of()))
                .frames(() -> TestSource.wild(17, 900, 12));
        TrialResult virtual = trial.runVirtual();
        TrialResult live = trial.runEmulated();

        ResultSums.assertConserved(virtual);
        ResultSums.assertEveryLatencyCounted(virtual);
        assertThat(live.frames()).isEqualTo(virtual.frames());
        assertThat(live.latency()).isEqualTo(virtual.latency());
        assertThat(live.queues()).isEqualTo(virtual.queues());
        assertThat(live.cores()).isEqualTo(virtual.cores());
        assertThat(virtual.frames().dropped().of(DropReason.SPREAD_FULL)).isPositive();
        assertThat(trial.runVirtual()).isEqualTo(virtual);
    }

    /** More routes than a descriptor has bits for queues. */
    @Test
    void shouldCarryManyRoutesBehindRealRings() throws InterruptedException {
        int vms = 1_200;
        TestTrial trial = new TestTrial().mode("vrss").host(vms, vms, 64).flows(IntStream.range(0, vms).toArray())
                .ring(8).window(0, 3 * MS).frames(() -> TestSource.evenly(US / 2, vms, 64));
        TrialResult live = trial.runEmulated();

        assertThat(live.frames().delivered()).isEqualTo(6_000);
        assertThat(live.queues()).isEqualTo(trial.runVirtual().queues());
    }

    /** When a VM leaves, its frames go to the default queue and overtake those that wait behind the hop: that is counted. */
    @Test
    void shouldCountWhatIsOvertakenWhenAVmLosesItsQueue() {
        int flow = flowTo(1, 3);
        TrialResult result = oneVm().spreading(100, 3).costNs(10 * US).ring(64)
                .frames(Frame.of(0, flow, 64), Frame.of(1, flow, 64), Frame.of(2, flow, 64),
                        Frame.of(1_000, flow, 64))
                .changes(new VmChange(900, 0, false)).runVirtual();

        // The last is done at 11,000; the second at 20,100 and the third at 30,100, the first at 10,100.
        assertThat(result.frames().delivered()).isEqualTo(4);
        assertThat(ResultSums.reordered(result)).isEqualTo(2);
    }

    @Test
    void shouldRefusePinnedCores() {
        assertThatThrownBy(() -> oneVm().runPinned()).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "mode 'vrss' hands frames from core to core, which only modelled cores do; use emulated cores "
                                + "or the virtual clock");
    }
}
