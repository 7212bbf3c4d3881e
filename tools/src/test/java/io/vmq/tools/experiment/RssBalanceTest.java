package io.vmq.tools.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.engine.ThreadPinning;
import io.vmq.dispatch.measure.LatencySummary;
import io.vmq.dispatch.measure.QueueMove;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.scenario.Setting;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a table that follows the load is worth, in virtual time, and what its barrier is. */
@Tag("computed")
class RssBalanceTest {

    private static TrialResult shipped(String seed, Setting setting, String value) throws InterruptedException {
        return Runs.shipped("rss-rebalance", Map.of(Setting.MODES, "rss", Setting.SEED, seed, setting, value)).trials()
                .getFirst();
    }

    private static long p99Ns(TrialResult trial) {
        LatencySummary latency = Objects.requireNonNull(trial.latency());
        return latency.atNs(99);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void shouldDeliverMoreAndSoonerThanATableThatStays(String seed) throws InterruptedException {
        TrialResult stays = shipped(seed, Setting.BALANCE, "none");
        TrialResult moves = shipped(seed, Setting.BALANCE, "rss");

        assertThat(moves.source().digest()).as("the same frames").isEqualTo(stays.source().digest());
        assertThat(stays.lossRatio()).isGreaterThan(0.06);
        assertThat(moves.lossRatio()).isLessThan(0.002);
        assertThat(p99Ns(stays)).isGreaterThan(1_700_000);
        assertThat(p99Ns(moves)).isLessThan(50_000);
        assertThat(stays.moves()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void shouldOvertakeNothingUnlessAskedTo(String seed) throws InterruptedException {
        TrialResult drains = shipped(seed, Setting.BALANCE_BARRIER, "drain");
        TrialResult atOnce = shipped(seed, Setting.BALANCE_BARRIER, "none");

        assertThat(drains.frames().reordered()).isZero();
        assertThat(drains.moves()).isNotEmpty()
                .allSatisfy(move -> assertThat(move.drainNs()).as("a full ring").isBetween(1_000_000L, 1_800_000L));
        assertThat(atOnce.frames().reordered()).isGreaterThan(100)
                .isEqualTo(atOnce.moves().stream().mapToLong(QueueMove::reordered).sum());
        assertThat(atOnce.moves()).allSatisfy(move -> assertThat(move.drainNs()).isZero());
    }

    /** Two of three flows would do to fill a core; no table can part one of them. */
    @Test
    void shouldLeaveAFlowThatIsTooLargeForAnyCore() throws InterruptedException {
        Map<Setting, String> oneFlow = new EnumMap<>(Map.of(Setting.VMS, "1", Setting.FLOWS_PER_VM, "1", Setting.RATE,
                "97%", Setting.MODES, "rss", Setting.DURATION, "1s", Setting.TRIALS, "1", Setting.BALANCE, "rss"));
        TrialResult trial = Runs.virtual(oneFlow, IntervalSinks.NONE).trials().getFirst();

        assertThat(trial.moves()).isEmpty();
        assertThat(trial.cores().stream().filter(core -> core.delivered() > 0)).hasSize(1);
    }

    @Test
    void shouldSettleUnderSteadyLoad() throws InterruptedException {
        TrialResult trial = Runs.virtual(Map.of(Setting.MODES, "rss", Setting.BALANCE, "rss", Setting.TRIALS, "1",
                Setting.CORES, "4", Setting.QUEUES, "4", Setting.FLOW_POPULARITY, "zipf:1.2", Setting.DURATION, "5s"),
                IntervalSinks.NONE).trials().getFirst();

        assertThat(trial.moves()).isNotEmpty();
        assertThat(trial.moves()).as("after a second")
                .noneMatch(move -> move.atNs() > 1_000_000_000L);
        assertThat(trial.frames().dropped().total()).isZero();
    }

    @Test
    void shouldRefusePinnedCores() {
        Scenario pinned = Runs.scenario(Map.of(Setting.MODES, "rss", Setting.BALANCE, "rss", Setting.CORES, "1",
                Setting.CORE_MODE, "pinned"));
        List<Integer> cpus = IntStream.range(0, 4).boxed().toList();

        assertThatThrownBy(() -> CpuPlan.choose(pinned, cpus, ThreadPinning.NONE)).isInstanceOf(BadInputException.class)
                .hasMessage("--balance: entries of an RSS table cannot move between pinned cores "
                        + "(expected none, --core-mode emulated or --clock virtual)");
    }
}
