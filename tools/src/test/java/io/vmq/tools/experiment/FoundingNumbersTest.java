package io.vmq.tools.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.measure.LatencySummary;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.dispatch.measure.TrialResult.CoreReport;
import io.vmq.dispatch.measure.TrialResult.QueueReport;
import io.vmq.dispatch.measure.TrialResult.VmReport;
import io.vmq.tools.report.ResultDocument;
import io.vmq.tools.scenario.Setting;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the article on VMQ and RSS measured, reproduced in virtual time: the numbers that everything else stands on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("computed")
class FoundingNumbersTest {

    private static final Map<Setting, String> SHORT = Map.of(Setting.DURATION, "1s", Setting.WARMUP, "200ms");
    private static final double GIGA = 1e9;

    private final Map<Long, ExperimentResult> bySeed = new TreeMap<>();

    @BeforeAll
    void run() throws InterruptedException {
        for (long seed = 1; seed <= 3; seed++) {
            bySeed.put(seed, Runs.virtual(with(SHORT, Setting.SEED, Long.toString(seed))));
        }
    }

    private static Map<Setting, String> with(Map<Setting, String> settings, Setting setting, String value) {
        Map<Setting, String> all = new TreeMap<>(settings);
        all.put(setting, value);
        return all;
    }

    private ExperimentResult result(long seed) {
        return Objects.requireNonNull(bySeed.get(seed));
    }

    private TrialResult trial(long seed, String mode) {
        return result(seed).trials().stream().filter(trial -> trial.mode().equals(mode)).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldDeliverWhatTheArticleSays(long seed) {
        assertThat(trial(seed, "single").rate().deliveredBps() / GIGA).isCloseTo(3.507, withinPercentage(2));
        assertThat(trial(seed, "rss").rate().deliveredBps() / GIGA).isCloseTo(9.376, withinPercentage(2));
        assertThat(trial(seed, "vmq").rate().deliveredBps() / GIGA).isCloseTo(8.865, withinPercentage(2));

        VmReport top = trial(seed, "vmq").vms().getFirst();
        assertThat(top.name()).isEqualTo("vm1");
        assertThat(top.deliveredBps() / GIGA).isCloseTo(3.507, withinPercentage(2));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldRunEveryModeOnTheSameFramesAndBeValid(long seed) {
        List<TrialResult> trials = result(seed).trials();

        assertThat(trials).extracting(TrialResult::mode).containsExactly("single", "rss", "vmq");
        assertThat(trials).allMatch(TrialResult::valid).allMatch(trial -> trial.seed() == seed);
        assertThat(trials).extracting(trial -> trial.source().digest())
                .containsOnly(trials.getFirst().source().digest());
        assertThat(trials).extracting(trial -> trial.frames().generated())
                .containsOnly(trials.getFirst().frames().generated());
    }

    @Test
    void shouldMakeOtherFramesFromAnotherSeed() {
        Set<Long> digests = new LinkedHashSet<>();
        bySeed.values().forEach(result -> digests.add(result.trials().getFirst().source().digest()));

        assertThat(digests).hasSize(3);
    }

    @Test
    void shouldGiveTheSameDocumentForTheSameSeedButForMachineToolAndWallTime() throws InterruptedException {
        Map<Setting, String> settings = Map.of(Setting.DURATION, "50ms", Setting.WARMUP, "10ms", Setting.SEED, "42",
                Setting.TRIALS, "2");

        assertThat(repeatable(Runs.virtual(settings))).isEqualTo(repeatable(Runs.virtual(settings)));
    }

    private static String repeatable(ExperimentResult result) {
        ObjectNode document = ResultDocument.of(result);
        document.remove(List.of("machine", "tool"));
        for (JsonNode trial : document.get("trials")) {
            ((ObjectNode) trial).remove("wallNs");
        }
        return document.toPrettyString();
    }

    @Test
    void shouldLetVmsShareTheDefaultQueueWhenQueuesRunOut() throws InterruptedException {
        ExperimentResult result = Runs
                .virtual(Map.of(Setting.MODES, "vmq", Setting.VMS, "16", Setting.DURATION, "100ms",
                        Setting.WARMUP, "10ms"));
        TrialResult trial = result.trials().getFirst();

        assertThat(trial.valid()).isTrue();
        assertThat(trial.queues()).hasSize(9);
        assertThat(trial.events()).hasSize(8).allSatisfy(event -> {
            assertThat(event.id()).isEqualTo("113");
            assertThat(event.source()).isEqualTo("Microsoft-Windows-Hyper-V-VmSwitch");
            assertThat(event.level()).isEqualTo(HostEvent.Level.ERROR);
            assertThat(event.text()).startsWith("Failed to allocate VMQ for NIC ")
                    .contains("Maximum number of VMQs supported on the Protocol NIC is exceeded");
        });
        assertThat(trial.events()).extracting(HostEvent::text).doesNotHaveDuplicates();

        List<VmReport> late = trial.vms().subList(8, 16);
        assertThat(late).extracting(VmReport::name).containsExactly("vm9", "vm10", "vm11", "vm12", "vm13", "vm14",
                "vm15",
                "vm16");
        QueueReport shared = trial.queues().getFirst();
        assertThat(shared.vm()).isNull();
        assertThat(shared.received()).isPositive().isEqualTo(late.stream().mapToLong(VmReport::generated).sum());
        assertThat(shared.delivered()).isEqualTo(late.stream().mapToLong(VmReport::delivered).sum());
        for (int vm = 0; vm < 8; vm++) {
            assertThat(trial.queues().get(vm + 1).vm()).isEqualTo(trial.vms().get(vm).name());
            assertThat(trial.queues().get(vm + 1).received()).isEqualTo(trial.vms().get(vm).generated());
        }
        assertSumsClose(trial);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldCloseItsSumsInTotalPerVmAndPerQueue(long seed) {
        assertThat(result(seed).trials()).allSatisfy(trial -> {
            assertSumsClose(trial);
            assertThat(trial.cores()).allMatch(core -> core.busy() >= 0 && core.busy() <= 1);
        });
    }

    static void assertSumsClose(TrialResult trial) {
        TrialResult.Frames frames = trial.frames();
        assertThat(frames.unsent()).isZero();
        assertThat(frames.inFlight()).isZero();
        assertThat(frames.generated()).isEqualTo(frames.delivered() + frames.dropped().total());
        for (VmReport vm : trial.vms()) {
            assertThat(vm.generated()).as(vm.name()).isEqualTo(vm.delivered() + vm.dropped().total() + vm.inFlight());
            assertThat(count(vm.latency())).as(vm.name()).isEqualTo(vm.delivered());
        }
        for (QueueReport queue : trial.queues()) {
            assertThat(queue.received()).as("queue " + queue.id())
                    .isEqualTo(queue.delivered() + queue.dropped().total() + queue.inFlight());
            assertThat(count(queue.latency())).as("queue " + queue.id()).isEqualTo(queue.delivered());
        }
        assertThat(trial.vms().getLast().name()).isEqualTo("host");
        assertThat(trial.vms().stream().mapToLong(VmReport::generated).sum()).isEqualTo(frames.generated());
        assertThat(trial.vms().stream().mapToLong(VmReport::delivered).sum()).isEqualTo(frames.delivered());
        assertThat(trial.vms().stream().mapToLong(vm -> vm.dropped().total()).sum())
                .isEqualTo(frames.dropped().total());
        assertThat(trial.queues().stream().mapToLong(QueueReport::delivered).sum()).isEqualTo(frames.delivered());
        assertThat(trial.queues().stream().mapToLong(queue -> queue.dropped().total()).sum())
                .isEqualTo(frames.dropped().of(DropReason.QUEUE_FULL));
        assertThat(trial.cores().stream().mapToLong(CoreReport::delivered).sum()).isEqualTo(frames.delivered());
        assertThat(count(trial.latency())).isEqualTo(frames.delivered());
    }

    private static long count(@Nullable LatencySummary latency) {
        return latency == null ? 0 : latency.count();
    }
}
