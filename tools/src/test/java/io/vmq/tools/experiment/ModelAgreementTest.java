package io.vmq.tools.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vmq.dispatch.measure.TrialResult;
import io.vmq.tools.scenario.Setting;
import io.vmq.tools.scenario.ShippedScenarios;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The default scenario live, with emulated cores, against virtual time: the same frames, one by one. A live trial that says
 * itself that it is INVALID is not compared; then the next seed has its turn. There is no warm-up: what is given up there as
 * too late counts nowhere, yet leaves the queues other than virtual time does.
 */
class ModelAgreementTest {

    private static final int SEEDS = 3;

    /** A trial, and its latencies in full, by what they belong to. */
    private record Run(TrialResult trial, Map<String, Histogram> latencies) {}

    private interface Engine {
        ExperimentResult run(String scenario, Map<Setting, String> settings, IntervalSinks sinks)
                throws InterruptedException;
    }

    private record Case(String scenario, String mode, Map<Setting, String> settings) {}

    private static Run run(Engine engine, Case asked, int seed) throws InterruptedException {
        Map<String, Histogram> latencies = new TreeMap<>();
        Map<Setting, String> settings = new TreeMap<>(asked.settings());
        settings.putAll(
                Map.of(Setting.MODES, asked.mode(), Setting.SEED, Integer.toString(seed), Setting.DURATION, "1s",
                        Setting.WARMUP, "0", Setting.CORE_MODE, "emulated", Setting.TRIALS, "1"));
        ExperimentResult result = engine.run(asked.scenario(), settings,
                trialMode -> (tag, fromNs, toNs, counts) -> latencies
                        .merge(tag, counts.copy(), (sum, more) -> {
                            sum.add(more);
                            return sum;
                        }));
        return new Run(result.trials().getFirst(), latencies);
    }

    @ParameterizedTest
    @CsvSource({"single, none", "rss, none", "vmq, none", "vmmq, none", "vmq, dvmq", "rss, rss", "vmmq, dvmmq"})
    void shouldDeliverLiveWithEmulatedCoresWhatVirtualTimeDelivers(String mode, String balance)
            throws InterruptedException {
        compare(new Case(ShippedScenarios.DEFAULT, mode, Map.of(Setting.BALANCE, balance)));
    }

    /** A member fails, its VMs go to the other, whose link is too little for all, and come back. */
    @ParameterizedTest
    @ValueSource(strings = {"rss", "vmq"})
    void shouldFollowATeamThroughAFailureAlike(String mode) throws InterruptedException {
        compare(new Case("hyperv-2012-team-sum-fixed", mode,
                Map.of(Setting.RATE, "55%", Setting.FAULT, "link-down:nic1,at=400ms,for=200ms")));
    }

    private static void compare(Case asked) throws InterruptedException {
        List<String> invalid = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            Run live = run(Runs::live, asked, seed);
            if (live.trial().valid()) {
                assertSame(live, run(Runs::virtual, asked, seed), asked + ", seed " + seed);
                return;
            }
            invalid.add("seed " + seed + ": " + live.trial().invalidReasons());
        }
        assumeThat(invalid).withFailMessage("%s not compared, no live trial is valid here: %s", asked, invalid)
                .isEmpty();
    }

    private static void assertSame(Run live, Run virtual, String what) {
        TrialResult seen = live.trial();
        TrialResult computed = virtual.trial();
        assertThat(seen.coreMode()).isEqualTo("emulated");
        assertThat(seen.frames().generated()).as(what).isGreaterThan(700_000);
        assertThat(seen.frames()).as(what).isEqualTo(computed.frames());
        assertThat(seen.source().digest()).as(what).isEqualTo(computed.source().digest());
        assertThat(seen.source().wireWait()).as(what).isEqualTo(computed.source().wireWait());
        assertThat(seen.moves()).as(what).isEqualTo(computed.moves());
        assertThat(seen.latency()).as(what).isEqualTo(computed.latency());
        assertThat(seen.queues()).as(what).isEqualTo(computed.queues());
        assertThat(seen.vms()).as(what).isEqualTo(computed.vms());
        assertThat(seen.sizes()).as(what).isEqualTo(computed.sizes());
        assertThat(seen.cores()).as(what).isEqualTo(computed.cores());
        assertThat(live.latencies()).as("histograms of %s", what).isNotEmpty().isEqualTo(virtual.latencies());
        assertThat(live.latencies().values().stream().mapToLong(Histogram::getTotalCount).sum())
                .as("latencies in histograms of %s", what).isGreaterThanOrEqualTo(seen.frames().delivered());
    }
}
