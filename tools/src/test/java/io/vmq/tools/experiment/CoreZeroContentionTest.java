package io.vmq.tools.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.measure.LatencySummary;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.dispatch.measure.TrialResult.VmReport;
import io.vmq.tools.scenario.Setting;
import io.vmq.tools.scenario.ShippedScenarios;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the comment of the scenario core0-contention promises, and what its last sentence advises. */
@Tag("computed")
class CoreZeroContentionTest {

    private static final long US = 1_000;
    private static final Set<String> ON_CORE_0 = Set.of("vm1", "vm5", "host");
    private static final String SCENARIO = ShippedScenarios.yaml("core0-contention");

    private static TrialResult run(String yaml, String mode) throws InterruptedException {
        return Runs.virtual(yaml, Map.of(Setting.MODES, mode, Setting.DURATION, "1s", Setting.WARMUP, "100ms"))
                .trials().getFirst();
    }

    private static long p99Ns(@Nullable LatencySummary latency) {
        return Objects.requireNonNull(latency).atNs(99);
    }

    @Test
    void shouldHurtThoseWhoseQueueIsOnCoreZeroAndNobodyElse() throws InterruptedException {
        TrialResult vmq = run(SCENARIO, "vmq");

        assertThat(vmq.cores().getFirst().processor()).hasToString("0:0");
        for (VmReport vm : vmq.vms()) {
            if (ON_CORE_0.contains(vm.name())) {
                assertThat(p99Ns(vm.latency())).as(vm.name()).isGreaterThan(500 * US);
            } else {
                assertThat(p99Ns(vm.latency())).as(vm.name()).isLessThan(25 * US);
                assertThat(vm.dropped().total()).as(vm.name()).isZero();
            }
        }
        assertThat(vmq.vms().getFirst().dropped().total()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rss", "vmmq"})
    void shouldHurtEveryVmALittleWhereEachHasFlowsOnCoreZero(String mode) throws InterruptedException {
        TrialResult trial = run(SCENARIO, mode);

        assertThat(trial.frames().dropped().total()).isZero();
        assertThat(trial.vms()).filteredOn(vm -> !vm.name().equals("host"))
                .allSatisfy(vm -> assertThat(p99Ns(vm.latency())).isBetween(200 * US, 700 * US));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rss", "vmq", "vmmq"})
    void shouldSpareEveryVmOnASetThatLeavesCoreZeroAlone(String mode) throws InterruptedException {
        TrialResult trial = run(SCENARIO.replace("baseNumber: 0", "baseNumber: 2"), mode);

        assertThat(trial.frames().dropped().total()).isZero();
        assertThat(trial.vms()).allSatisfy(vm -> assertThat(p99Ns(vm.latency())).isLessThan(30 * US));
        assertThat(trial.events()).extracting(HostEvent::text)
                .anyMatch(text -> text.endsWith("no effect, since no queue may be served there"));
    }
}
