package io.vmq.tools.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.vmq.dispatch.engine.StopSignal;
import io.vmq.dispatch.engine.ThreadPinning;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.dispatch.steering.SteeringModes;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.scenario.Setting;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExperimentTest {

    private static ExperimentResult run(Map<Setting, String> settings, StopSignal stop, ExperimentWatcher watcher)
            throws InterruptedException {
        Scenario scenario = Runs.scenario(settings);
        CpuPlan cpus = CpuPlan.choose(scenario, List.of(0), ThreadPinning.NONE);
        try (Experiment experiment = new Experiment(scenario, SteeringModes.load(), cpus, stop)) {
            return experiment.run(watcher, IntervalSinks.NONE);
        }
    }

    @Test
    void shouldLetModesTakeTurnsWithinATrial() throws InterruptedException {
        ExperimentResult result = Runs
                .virtual(Map.of(Setting.MODES, "vmq,single", Setting.TRIALS, "2", Setting.DURATION,
                        "10ms", Setting.WARMUP, "0", Setting.SEED, "9"));

        assertThat(result.trials()).extracting(trial -> trial.mode() + trial.trial()).containsExactly("vmq0", "single0",
                "vmq1", "single1");
        assertThat(result.trials()).extracting(TrialResult::seed).containsExactly(9L, 9L, TrialSeeds.of(9, 1),
                TrialSeeds.of(9, 1));
        assertThat(result.trialsOfMode().keySet()).containsExactly("vmq", "single");
    }

    @Test
    void shouldTellHowFarItIs() throws InterruptedException {
        List<Double> shares = new ArrayList<>();
        List<String> modes = new ArrayList<>();

        run(Map.of(Setting.CLOCK, "virtual", Setting.MODES, "single,rss", Setting.DURATION, "300ms",
                Setting.WARMUP, "0"), new StopSignal(), (mode, trial, share) -> {
                    modes.add(mode);
                    shares.add(share);
                });

        assertThat(shares).isSorted().hasSizeGreaterThan(4).allMatch(share -> share >= 0 && share <= 1);
        assertThat(modes).startsWith("single").endsWith("rss");
    }

    /** Whether the machine has CPUs for three threads or not: no frame of a queue is lost uncounted, and none overtakes. */
    @Test
    void shouldMoveQueuesOfPinnedCores() throws InterruptedException {
        Map<Setting, String> settings = new EnumMap<>(Map.of(Setting.CLOCK, "live", Setting.CORE_MODE, "pinned",
                Setting.CORES, "2", Setting.MODES, "vmq", Setting.WARMUP, "0", Setting.DURATION, "500ms"));
        settings.putAll(Map.of(Setting.BALANCE, "dvmq", Setting.BALANCE_INTERVAL, "10ms", Setting.RATE, "20kpps",
                Setting.SERVICE, "1ms", Setting.RING, "8"));
        Scenario scenario = Runs.scenario(settings);
        CpuPlan cpus = CpuPlan.choose(scenario, List.of(0, 1, 2), ThreadPinning.NONE);
        try (Experiment experiment = new Experiment(scenario, SteeringModes.load(), cpus, new StopSignal())) {
            TrialResult trial = experiment.run(ExperimentWatcher.NONE, IntervalSinks.NONE).trials().getFirst();

            assertThat(trial.coreMode()).isEqualTo("pinned");
            assertThat(trial.frames().reordered()).isZero();
            assertThat(trial.frames().inFlight()).isZero();
            assertThat(trial.moves()).allSatisfy(move -> assertThat(move.reordered()).isZero());
            assertThat(trial.queues()).allSatisfy(queue -> assertThat(queue.received()).as("queue %d", queue.id())
                    .isEqualTo(queue.delivered() + queue.dropped().total()));
        }
    }

    @Test
    void shouldKeepWhatWasMeasuredBeforeItWasStopped() throws InterruptedException {
        StopSignal stop = new StopSignal();
        ExperimentResult result = run(
                Map.of(Setting.CLOCK, "virtual", Setting.DURATION, "10m", Setting.WARMUP, "0"),
                stop, (mode, trial, share) -> {
                    if (share > 0) {
                        stop.raise();
                    }
                });

        assertThat(result.interrupted()).isTrue();
        assertThat(result.trials()).singleElement().satisfies(trial -> {
            assertThat(trial.partial()).isTrue();
            assertThat(trial.frames().generated()).isPositive();
            assertThat(trial.durationNs()).isLessThan(1_000_000_000L);
            FoundingNumbersTest.assertSumsClose(trial);
        });
        assertThat(result.verdicts()).hasSize(1);
    }

    @Test
    void shouldHaveNothingToSayIfItWasStoppedBeforeItBegan() throws InterruptedException {
        StopSignal stop = new StopSignal();
        stop.raise();
        ExperimentResult result = run(Map.of(Setting.CLOCK, "virtual"), stop, ExperimentWatcher.NONE);

        assertThat(result.interrupted()).isTrue();
        assertThat(result.trials()).isEmpty();
        assertThat(result.verdicts()).isEmpty();
    }

    @Test
    void shouldNotKeepACoreBusyForLongerThanAStoppedTrial() throws InterruptedException {
        StopSignal stop = new StopSignal();
        ExperimentResult result = run(
                Map.of(Setting.CLOCK, "virtual", Setting.DURATION, "10m", Setting.WARMUP, "0",
                        Setting.MODES, "single"),
                stop, (mode, trial, share) -> stop.raise());

        assertThat(result.trials().getFirst().cores()).allMatch(core -> core.busy() <= 1);
    }

    @Test
    void shouldClaimNoLatencyOfQueuesAndVmsInACapacityRun() throws InterruptedException {
        TrialResult trial = Runs.virtual(Map.of(Setting.MODES, "vmq", Setting.RATE, "max", Setting.DURATION, "20ms",
                Setting.WARMUP, "1ms")).trials().getFirst();

        assertThat(trial.queues()).extracting(TrialResult.QueueReport::latency).containsOnlyNulls();
        assertThat(trial.vms()).extracting(TrialResult.VmReport::latency).containsOnlyNulls();
    }

    @Test
    void shouldRefuseAModeThatDoesNotExist() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Runs.virtual(Map.of(Setting.MODES, "single,nonsense")))
                .withMessage("--modes: mode 'nonsense' is unknown (known: single, rss, vmq, vmmq)");
    }

    @Test
    void shouldGiveTheSameFramesLiveAsInVirtualTime() throws InterruptedException {
        Map<Setting, String> settings = Map.of(Setting.MODES, "single", Setting.RATE, "20kpps", Setting.DURATION,
                "50ms",
                Setting.WARMUP, "10ms", Setting.CORE_MODE, "emulated");

        TrialResult live = Runs.live(settings).trials().getFirst();
        TrialResult virtual = Runs.virtual(settings).trials().getFirst();

        assertThat(live.source().digest()).isEqualTo(virtual.source().digest());
        assertThat(live.frames().generated() + live.frames().unsent()).isEqualTo(virtual.frames().generated());
    }

    @Test
    void shouldClaimNoLatencyInACapacityRun() throws InterruptedException {
        TrialResult trial = Runs.virtual(Map.of(Setting.MODES, "rss", Setting.RATE, "max", Setting.DURATION, "20ms",
                Setting.WARMUP, "1ms")).trials().getFirst();

        assertThat(trial.latency()).isNull();
        assertThat(trial.uncorrectedLatency()).isNull();
        assertThat(trial.rate().intendedPps()).as("the line rate").isEqualTo(10e9 / (1538 * 8));
        assertThat(trial.rate().offeredPps()).isCloseTo(10e9 / (1538 * 8),
                withinPercentage(0.1));
    }
}
