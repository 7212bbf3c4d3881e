package io.vmq.tools.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vmq.dispatch.engine.ThreadPinning;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Setting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuPlanTest {

    private static final List<Integer> THREE = List.of(0, 1, 2);

    @ParameterizedTest(name = "{0} with {1} cores on 3 CPUs pins: {2}")
    @CsvSource({"auto, 1, true", "auto, 2, true", "auto, 3, false", "emulated, 1, false", "emulated, 16, false",
        "pinned, 2, true"})
    void shouldPinIfAskedToOrIfThereAreEnoughCpus(String coreMode, String cores, boolean pins) {
        CpuPlan plan = plan(Map.of(Setting.CORE_MODE, coreMode, Setting.CORES, cores), THREE);

        assertThat(plan.pinsCores()).isEqualTo(pins);
        assertThat(plan.isLive()).isTrue();
        assertThat(plan.cpus()).isEqualTo(THREE);
    }

    @ParameterizedTest
    @CsvSource({"auto, vmq, dvmq", "pinned, vmmq, dvmmq"})
    void shouldPinWhereQueuesMoveToo(String coreMode, String mode, String policy) {
        assertThat(plan(Map.of(Setting.CORE_MODE, coreMode, Setting.CORES, "2", Setting.MODES, mode, Setting.BALANCE,
                policy), THREE).pinsCores()).isTrue();
    }

    @Test
    void shouldUseTheCpusAskedForInTheirOrder() {
        CpuPlan plan = plan(Map.of(Setting.CPUS, "2,0", Setting.CORES, "1"), THREE);

        assertThat(plan.cpus()).containsExactly(2, 0);
        assertThat(plan.pinsCores()).isTrue();
    }

    @Test
    void shouldCountOnlyTheCpusAskedFor() {
        assertThat(plan(Map.of(Setting.CPUS, "1", Setting.CORES, "1"), THREE).pinsCores()).isFalse();
    }

    @Test
    void shouldRefusePinnedCoresThatDoNotFit() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> plan(Map.of(Setting.CORE_MODE, "pinned", Setting.CORES, "3"), THREE))
                .withMessage(
                        "--core-mode: 'pinned' needs 4 CPUs, one for the source and 3 for cores, but 3 can be used "
                                + "(expected fewer --cores, or emulated)");
    }

    @Test
    void shouldRefuseCpusThatTheProcessMayNotUse() {
        assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> plan(Map.of(Setting.CPUS, "0,7"), THREE))
                .withMessage("--cpus: CPU 7 is not available (this process may use [0, 1, 2])");
    }

    @Test
    void shouldNotCareAboutCpusInVirtualTime() {
        CpuPlan plan = plan(Map.of(Setting.CLOCK, "virtual", Setting.CORE_MODE, "pinned", Setting.CPUS, "900"), THREE);

        assertThat(plan.isLive()).isFalse();
    }

    private static CpuPlan plan(Map<Setting, String> settings, List<Integer> allowed) {
        return CpuPlan.choose(Runs.scenario(settings), allowed, ThreadPinning.NONE);
    }
}
