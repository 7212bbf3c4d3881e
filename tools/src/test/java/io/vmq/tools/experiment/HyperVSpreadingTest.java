package io.vmq.tools.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.vmq.dispatch.engine.StopSignal;
import io.vmq.dispatch.engine.ThreadPinning;
import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.measure.LatencySummary;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.dispatch.measure.TrialResult.CoreReport;
import io.vmq.dispatch.measure.TrialResult.QueueReport;
import io.vmq.dispatch.steering.SteeringModes;
import io.vmq.tools.experiment.Verdict.Limit;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.scenario.ScenarioReader;
import io.vmq.tools.scenario.ScenarioSource;
import io.vmq.tools.scenario.Setting;
import io.vmq.tools.scenario.TrialDefaults;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What vRSS is worth, in virtual time, on the scenario that ships for it. */
@Tag("computed")
class HyperVSpreadingTest {

    private static final String SCENARIO = "hyperv-2012r2-vrss";
    private static final double CORE_BPS = 3.507e9;

    private static ExperimentResult run(String modes, Map<Setting, String> settings) throws InterruptedException {
        Map<Setting, String> all = new EnumMap<>(Setting.class);
        all.putAll(settings);
        all.put(Setting.MODES, modes);
        all.putIfAbsent(Setting.DURATION, "500ms");
        all.putIfAbsent(Setting.WARMUP, "100ms");
        all.put(Setting.TRIALS, "1");
        return Runs.shipped(SCENARIO, all);
    }

    private static TrialResult trial(String mode, Map<Setting, String> settings) throws InterruptedException {
        return run(mode, settings).trials().getFirst();
    }

    private static LatencySummary latency(TrialResult trial) {
        return Objects.requireNonNull(trial.latency());
    }

    /**
     * The core of the queue hops for every frame, and serves what the table gives it: with a share s of the flows it takes one
     * frame in 1.2 us + s x 3.4626 us.
     */
    @Test
    void shouldLiftTheCeilingOfOneVmToThatOfTheHop() throws InterruptedException {
        ExperimentResult result = run("vmq,vrss,vmmq", Map.of());
        TrialResult vmq = result.trials().get(0);
        TrialResult vrss = result.trials().get(1);
        TrialResult vmmq = result.trials().get(2);

        double share = (double) vrss.cores().getFirst().delivered() / vrss.frames().delivered();
        double ceilingPps = 1e9 / (1_200 + share * 3_462.6);
        assertThat(vmq.rate().deliveredBps()).isCloseTo(CORE_BPS, withinPercentage(0.2));
        assertThat(share).as("of 512 flows in 128 entries").isCloseTo(0.125, within(0.04));
        assertThat(vrss.rate().deliveredPps()).isCloseTo(ceilingPps, withinPercentage(0.2));
        assertThat(vrss.rate().deliveredBps()).isBetween(1.9 * CORE_BPS, 2.2 * CORE_BPS);
        assertThat(vmmq.rate().deliveredPps()).isGreaterThanOrEqualTo(0.99 * vmmq.rate().offeredPps());
        assertThat(vrss.frames().reordered()).isZero();
        assertThat(vrss.frames().dropped().byReason().keySet()).containsExactly(DropReason.QUEUE_FULL);
        assertThat(vrss.cores().getFirst().busy()).isGreaterThan(0.999);
        assertThat(vrss.cores().subList(1, 8)).extracting(CoreReport::busy).allMatch(busy -> busy > 0.2 && busy < 0.4);
        assertThat(result.verdicts().get(1).limit()).isEqualTo(Limit.CORE);
        assertThat(result.verdicts().get(1).text()).startsWith("vRSS delivers 2.0x the frames of VMQ")
                .endsWith("; vm1 is limited by core 0 (processor 0:0) of its queue, which hands its frames on.");
    }

    @Test
    void shouldLeaveASingleFlowToOneCoreAndTheHop() throws InterruptedException {
        for (int seed = 1; seed <= 8; seed++) {
            ExperimentResult result = run("vrss",
                    Map.of(Setting.FLOWS_PER_VM, "1", Setting.SEED, Integer.toString(seed)));
            TrialResult trial = result.trials().getFirst();
            boolean handedAway = trial.cores().getFirst().delivered() == 0;

            assertThat(trial.rate().deliveredBps()).as("seed %d", seed)
                    .isCloseTo(handedAway ? CORE_BPS : CORE_BPS * 3_462.6 / 4_662.6, withinPercentage(0.2));
            assertThat(result.verdicts().getFirst().text()).as("seed %d", seed).endsWith(handedAway
                    ? "vm1 is limited by its one flow, which is handed on to one core."
                    : "vm1 is limited by core 0 (processor 0:0) of its queue, which hands its frames on.");
        }
    }

    @Test
    void shouldTakeTheHopLongerThanVmqWhereNothingWaits() throws InterruptedException {
        Map<Setting, String> light = Map.of(Setting.RATE, "10kpps", Setting.ARRIVALS, "constant", Setting.DURATION,
                "1s");
        LatencySummary vmq = latency(trial("vmq", light));
        LatencySummary vrss = latency(trial("vrss", light));

        assertThat(vrss.minNs() - vmq.minNs()).isEqualTo(1_200);
        assertThat(vrss.maxNs() - vmq.maxNs()).isEqualTo(1_200);
    }

    /** With one processor a VM has the hop for nothing. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void shouldUseTheProcessorsOfTheVmAlone(int processors) throws InterruptedException {
        TrialResult trial = trial("vrss", Map.of(Setting.VRSS_PROCESSORS, Integer.toString(processors)));

        assertThat(trial.cores().stream().filter(core -> core.delivered() > 0)).hasSize(processors);
        assertThat(trial.queues().stream().filter(queue -> queue.delivered() > 0)).extracting(QueueReport::id)
                .containsExactly(1);
        if (processors == 1) {
            assertThat(trial.rate().deliveredBps()).isCloseTo(CORE_BPS * 3_462.6 / 4_662.6, withinPercentage(0.2));
        }
    }

    private static void assertRefused(Map<Setting, String> settings, boolean live, boolean pinned, String sentence) {
        Map<Setting, String> all = new EnumMap<>(Setting.class);
        all.putAll(settings);
        all.put(Setting.MODES, "vmq,vrss");
        Scenario scenario = ScenarioReader.read(ScenarioSource.open(SCENARIO), all, TrialDefaults.ONE);
        CpuPlan cpus = new CpuPlan(live, pinned, List.of(0), ThreadPinning.NONE);
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> new Experiment(scenario, SteeringModes.load(), cpus, new StopSignal()).close())
                .withMessage(sentence);
    }

    @Test
    void shouldRefuseWhatItCannotDo() {
        assertRefused(Map.of(), true, true, "--core-mode: pinned cores do not hand frames on, as mode 'vrss' does "
                + "(expected --core-mode emulated or --clock virtual)");
        assertRefused(Map.of(Setting.MODERATION, "20us"), false, false, "--moderation: mode 'vrss' wakes its cores at "
                + "once for frames that are handed on (expected off, or without this mode)");
    }
}
