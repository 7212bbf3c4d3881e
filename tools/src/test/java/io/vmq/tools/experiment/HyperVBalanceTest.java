package io.vmq.tools.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.measure.QueueMove;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.dispatch.measure.TrialResult.CoreReport;
import io.vmq.dispatch.measure.TrialResult.QueueReport;
import io.vmq.tools.scenario.Setting;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Hyper-V's ways of spreading guests over cores are worth, in virtual time, on the numbers that the founding case gives. */
@Tag("computed")
class HyperVBalanceTest {

    private static final long INTERVAL_NS = 100_000_000;
    private static final double CORE_BPS = 3.507e9;

    private static TrialResult run(String mode, Map<Setting, String> settings) throws InterruptedException {
        Map<Setting, String> all = new EnumMap<>(settings);
        all.put(Setting.MODES, mode);
        all.putIfAbsent(Setting.DURATION, "1s");
        all.put(Setting.TRIALS, "1");
        return Runs.virtual(all, IntervalSinks.NONE).trials().getFirst();
    }

    @Test
    void shouldLiftTheCeilingOfOneVm() throws InterruptedException {
        Map<Setting, String> oneVm = Map.of(Setting.VMS, "1", Setting.FLOWS_PER_VM, "512", Setting.RATE, "97%");
        TrialResult vmq = run("vmq", oneVm);
        TrialResult vmmq = run("vmmq", oneVm);

        assertThat(vmq.rate().deliveredBps()).isCloseTo(CORE_BPS, withinPercentage(0.1));
        assertThat(vmmq.rate().deliveredPps()).isGreaterThanOrEqualTo(0.99 * vmmq.rate().offeredPps());
        assertThat(vmmq.frames().reordered()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "rss", "vmq", "vmmq"})
    void shouldLeaveASingleFlowToOneCore(String mode) throws InterruptedException {
        TrialResult trial = run(mode, Map.of(Setting.VMS, "1", Setting.FLOWS_PER_VM, "1", Setting.RATE, "97%"));

        assertThat(trial.rate().deliveredBps()).isCloseTo(CORE_BPS, withinPercentage(0.1));
    }

    /** 20 VMs ask for a core each, nearly; what is behind the first 16 processors has no queue. */
    @Test
    void shouldUse16ProcessorsOfALargerSetAtMostAndSaySo() throws InterruptedException {
        Map<Setting, String> large = Map.of(Setting.LINK, "100gbps", Setting.RATE, "60%", Setting.VMS, "20",
                Setting.QUEUES, "20", Setting.CORES, "20", Setting.POPULARITY, "uniform", Setting.BALANCE, "dvmq",
                Setting.BALANCE_INTERVAL, "10ms", Setting.WARMUP, "300ms", Setting.DURATION, "100ms");
        TrialResult vmq = run("vmq", large);

        assertThat(vmq.cores()).filteredOn(core -> core.busy() > 0).extracting(CoreReport::id)
                .containsExactlyElementsOf(IntStream.range(0, 16).boxed().toList());
        assertThat(vmq.events()).extracting(HostEvent::text).contains("balance policy dvmq uses the first 16 of the 20 "
                + "cores of nic0: Dynamic VMQ never uses more");
        assertThat(run("vmq", with(large, Setting.BALANCE, "none")).cores()).as("without it all are used")
                .allMatch(core -> core.busy() > 0);
    }

    private static Map<Setting, String> with(Map<Setting, String> settings, Setting setting, String value) {
        Map<Setting, String> more = new EnumMap<>(settings);
        more.put(setting, value);
        return more;
    }

    @ParameterizedTest
    @ValueSource(strings = {"zipf:1.2", "zipf:0.8", "uniform", "elephants:2,70%"})
    void shouldComeNearTheBestPlacementThatIs(String popularity) throws InterruptedException {
        Map<Setting, String> skewed = Map.of(Setting.POPULARITY, popularity, Setting.CORES, "4", Setting.BALANCE,
                "dvmq",
                Setting.WARMUP, "1s", Setting.DURATION, "2s");
        TrialResult trial = run("vmq", skewed);
        double best = bestPlacement(trial, 4);

        assertThat(trial.rate().deliveredPps()).as("best of all placements: %.0f/s", best)
                .isGreaterThanOrEqualTo(0.95 * best);
        assertThat(trial.frames().reordered()).isZero();
        assertNoPingPong(trial.moves());
    }

    /** The most that any of all static placements of the queues could deliver, from what each queue was offered. */
    private static double bestPlacement(TrialResult trial, int cores) {
        double perSecond = 1e9 / trial.durationNs();
        double[] offered = trial.queues().stream().mapToDouble(queue -> queue.received() * perSecond).toArray();
        double corePps = 1e9 / 3_462.6;
        double best = 0;
        int[] core = new int[offered.length];
        for (long placement = 0; placement < Math.pow(cores, offered.length - 1); placement++) {
            long rest = placement;
            for (int queue = 1; queue < offered.length; queue++, rest /= cores) {
                core[queue] = (int) (rest % cores);
            }
            double[] load = new double[cores];
            for (int queue = 0; queue < offered.length; queue++) {
                load[core[queue]] += offered[queue];
            }
            double delivered = 0;
            for (double ofCore : load) {
                delivered += Math.min(corePps, ofCore);
            }
            best = Math.max(best, delivered);
        }
        return best;
    }

    private static void assertNoPingPong(List<QueueMove> moves) {
        for (QueueMove move : moves) {
            assertThat(moves).as("%s", move)
                    .noneMatch(later -> later.queue() == move.queue() && later.to() == move.from()
                            && later.atNs() > move.atNs() && later.atNs() <= move.atNs() + 3 * INTERVAL_NS);
        }
    }

    @Test
    void shouldLeaveStaticQueuesWhereTheyWereAllocated() throws InterruptedException {
        TrialResult trial = Runs.shipped("hyperv-2008r2-static", Map.of(Setting.MODES, "vmq", Setting.DURATION, "1s"))
                .trials().getFirst();

        assertThat(trial.moves()).isEmpty();
        assertThat(trial.queues().subList(1, 17)).extracting(QueueReport::core).containsExactly(0, 1, 2, 3, 4, 5, 6, 7,
                0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(trial.cores().getFirst().busy()).as("vm1 has too much for its core").isCloseTo(1, within(0.001));
        assertThat(trial.cores().get(7).busy()).as("another has time").isLessThan(0.5);
    }

    @Test
    void shouldSpreadTheQueuesOfOneVmOnlyWhenOneCoreIsNotEnough() throws InterruptedException {
        Map<Setting, String> oneVm = new EnumMap<>(Map.of(Setting.VMS, "1", Setting.FLOWS_PER_VM, "512",
                Setting.BALANCE, "dvmmq", Setting.WARMUP, "1s"));
        oneVm.put(Setting.RATE, "20%");
        TrialResult light = run("vmmq", oneVm);
        oneVm.put(Setting.RATE, "80%");
        TrialResult heavy = run("vmmq", oneVm);

        assertThat(light.moves()).isEmpty();
        assertThat(light.queues()).extracting(QueueReport::core).containsOnly(0);
        assertThat(heavy.moves()).extracting(QueueMove::reason).contains("spread");
        assertThat(heavy.rate().deliveredPps()).isGreaterThanOrEqualTo(0.99 * heavy.rate().offeredPps());
        assertThat(heavy.queues().stream().map(QueueReport::core).distinct()).hasSizeBetween(3, 5);
    }

    @ParameterizedTest
    @CsvSource({"vmmq, dvmq", "vmq, dvmmq", "rss, dvmq", "single, dvmq", "vmq, rss"})
    void shouldMoveNothingOfAnotherModeAndSaySo(String mode, String policy) throws InterruptedException {
        TrialResult trial = run(mode, Map.of(Setting.BALANCE, policy));

        assertThat(trial.moves()).isEmpty();
        assertThat(trial.events()).extracting(HostEvent::text)
                .contains("balance policy " + policy + " moves " + switch (policy) {
                    case "dvmq" -> "queues of mode vmq";
                    case "rss" -> "table entries of mode rss";
                    default -> "queues of mode vmmq";
                } + " alone; those of other modes stay");
    }

    @Test
    void shouldSayThatNothingMovesWhereFramesCostNothing() throws InterruptedException {
        TrialResult trial = run("vmq",
                Map.of(Setting.BALANCE, "dvmq", Setting.SERVICE, "0", Setting.DURATION, "200ms"));

        assertThat(trial.moves()).isEmpty();
        assertThat(trial.queues()).extracting(QueueReport::core).containsOnly(0);
        assertThat(trial.events()).extracting(HostEvent::text).contains(
                "frames cost nothing, so balance policy dvmq sees no load and all queues stay where they begin");
    }

    @Test
    void shouldUseFewerCoresWhenTheLoadFallsAndLoseNothingByMoving() throws InterruptedException {
        TrialResult trial = Runs.shipped("hyperv-2012-dvmq", Map.of(Setting.MODES, "vmq")).trials().getFirst();
        List<QueueMove> later = trial.moves().stream().filter(move -> move.atNs() > 4_000_000_000L).toList();

        assertThat(trial.moves()).extracting(QueueMove::reason).contains("spread", "coalesce");
        assertThat(later).as("after the load fell").isNotEmpty().extracting(QueueMove::reason).containsOnly("coalesce");
        assertThat(trial.queues().stream().map(QueueReport::core).distinct()).hasSizeLessThanOrEqualTo(2);
        assertThat(trial.frames().dropped().total()).as("spread in the warm-up, all measured moves are free").isZero();
        assertThat(trial.moves()).extracting(QueueMove::reordered).containsOnly(0);
        assertThat(trial.cores()).extracting(CoreReport::delivered).contains(0L);
    }
}
