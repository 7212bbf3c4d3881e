package io.vmq.tools.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SweepPlanTest {

    private static void assertRefused(String sentence, Map<Setting, String> settings, String... vary) {
        assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> Sweeps.plan(settings, vary))
                .withMessageContaining(sentence);
    }

    private static List<List<String>> coordinates(SweepPlan plan) {
        return IntStream.range(0, plan.rows()).mapToObj(plan::coordinates).toList();
    }

    private static Map<List<String>, String> scenarios(SweepPlan plan) {
        Map<List<String>, String> scenarios = new HashMap<>();
        IntStream.range(0, plan.rows()).mapToObj(plan::cell)
                .forEach(cell -> scenarios.put(cell.coordinates().stream().sorted().toList(), cell.scenario()));
        return scenarios;
    }

    @Test
    void shouldTurnTheLastAxisFastest() {
        assertThat(coordinates(Sweeps.plan("vms=4,8", "mode=single,rss"))).containsExactly(List.of("4", "single"),
                List.of("4", "rss"), List.of("8", "single"), List.of("8", "rss"));
    }

    @Test
    void shouldHaveTheModesOfTheScenarioAsLastAxisIfTheyAreNotVaried() {
        assertThat(coordinates(Sweeps.plan("vms=4"))).containsExactly(List.of("4", "single"), List.of("4", "rss"),
                List.of("4", "vmq"));
        assertThat(coordinates(Sweeps.plan(Map.of(Setting.MODES, "vmq"), "vms=4"))).containsExactly(
                List.of("4", "vmq"));
    }

    @Test
    void shouldGiveModesTheSameSeedAndTrialsOtherOnes() {
        SweepPlan plan = Sweeps.plan(Map.of(Setting.TRIALS, "2"), "vms=4,8", "mode=single,rss");

        assertThat(plan.rows()).isEqualTo(8);
        assertThat(IntStream.range(0, 8).map(plan::trial)).containsExactly(0, 1, 0, 1, 0, 1, 0, 1);
        assertThat(plan.seed(0)).isEqualTo(plan.seed(2));
        assertThat(plan.seed(1)).isEqualTo(plan.seed(3));
        assertThat(IntStream.range(0, 8).mapToLong(plan::seed).distinct()).hasSize(4);
    }

    @Test
    void shouldLeaveCellsAsTheyAreWhenTheGridGrowsOrTurns() {
        Map<List<String>, String> small = scenarios(Sweeps.plan("vms=4,8", "popularity=uniform", "mode=rss"));
        Map<List<String>, String> large = scenarios(
                Sweeps.plan("mode=vmq,rss", "popularity=zipf:1,uniform", "vms=16,8,4"));

        assertThat(large).hasSize(12).containsAllEntriesOf(small);
        assertThat(small).hasSize(2);
    }

    @Test
    void shouldTellOtherSweepsByTheirDigest() {
        assertThat(Sweeps.plan("vms=4").digest()).isEqualTo(Sweeps.plan("vms=4").digest())
                .isNotEqualTo(Sweeps.plan("vms=5").digest())
                .isNotEqualTo(Sweeps.plan(Map.of(Setting.RING, "64"), "vms=4").digest());
    }

    @Test
    void shouldHaveACellWithoutFaults() {
        SweepPlan plan = Sweeps.plan(Map.of(Setting.MODES, "vmq"), "fault=none,\"stall:core=1,at=1ms,for=1ms\"");

        assertThat(coordinates(plan)).containsExactly(List.of("none", "vmq"),
                List.of("stall:core=1,at=1ms,for=1ms", "vmq"));
        assertThat(plan.cell(0).scenario()).doesNotContain("faults");
        assertThat(plan.cell(1).scenario()).contains("stall:core=1,at=1ms,for=1ms");
        assertRefused("'none' stands among faults", Map.of(Setting.FAULT, "none;stall:source,at=1ms,for=1ms"),
                "vms=4");
    }

    @Test
    void shouldEstimateTheFramesOfARow() {
        SweepPlan plan = Sweeps.plan(Map.of(Setting.DURATION, "2s", Setting.WARMUP, "1s"), "rate=1kpps,500kpps",
                "mode=rss");

        assertThat(plan.frames(0)).isEqualTo(3_000);
        assertThat(plan.frames(1)).isEqualTo(1_500_000);
        assertThat(plan.lengthNs(0)).isEqualTo(3e9);
        assertThat(plan.cellsThatFit()).isPositive();
    }

    @Test
    void shouldRefuseWhatIsSaidTwice() {
        assertRefused("'vms' is varied twice", Map.of(), "vms=4", "vms=8");
        assertRefused("'mode' is varied twice", Map.of(), "mode=rss", "modes=vmq");
        assertRefused("'vms' is varied and fixed by --vms", Map.of(Setting.VMS, "4"), "vms=8");
        assertRefused("'mode' is varied and fixed by --modes", Map.of(Setting.MODES, "rss"), "mode=vmq");
        assertRefused("'20us' and '0.02ms' are the same", Map.of(), "moderation=20us,0.02ms");
    }

    @Test
    void shouldRefuseTheLiveClock() {
        assertRefused("--clock: 'live' is not possible in a sweep", Map.of(Setting.CLOCK, "live"), "vms=8");
    }

    @Test
    void shouldRefuseCommasThatCouldMeanTwoThings() {
        assertRefused("--vary frame-size: '64:7,1518:1' may be one value or several (expected double quotes: "
                + "\"64:7,1518:1\" for one, \"64:7\",\"1518:1\" for several)", Map.of(), "frame-size=imix,64:7,1518:1");
        assertRefused("'mmpp:1/1ms,2/1ms' may be one value or several", Map.of(Setting.RATE, "40%"),
                "arrivals=mmpp:1/1ms,2/1ms");
        assertRefused("'elephants:2,80%' may be", Map.of(), "popularity=uniform,elephants:2,80%");
        assertRefused("'stall:core=2,at=1ms,for=1ms' may be", Map.of(), "fault=stall:core=2,at=1ms,for=1ms");
        assertThat(Sweeps.plan("frame-size=\"64:7,1518:1\",64", "mode=rss").rows()).isEqualTo(2);
        assertThat(Sweeps.plan("frame-size=64,1518,imix", "mode=rss").rows()).isEqualTo(3);
    }

    @Test
    void shouldRefuseACellThatCannotBeAndNameIt() {
        assertRefused("--vms: '0' is not possible", Map.of(), "vms=4,0", "ring=64");
        assertRefused("(in the cell vms=0, ring=64, mode=single)", Map.of(), "vms=4,0", "ring=64");
        assertRefused("mode 'nope' is unknown", Map.of(), "mode=rss,nope");
        assertRefused("(in the cell link=10gbps, rate=20gbps, mode=single)", Map.of(), "link=40gbps,10gbps",
                "rate=9gbps,20gbps");
        assertRefused("more than 100000 rows", Map.of(Setting.TRIALS, "10000"), "vms=1,2,3,4,5,6,7,8,9,10,11");
    }
}
