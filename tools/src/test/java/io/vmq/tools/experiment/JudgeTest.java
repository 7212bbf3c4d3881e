package io.vmq.tools.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.vmq.dispatch.measure.TrialResult;
import io.vmq.tools.experiment.Verdict.Limit;
import io.vmq.tools.scenario.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every limit from a real run in virtual time, and the sentence that says it. */
class JudgeTest {

    private static final Map<Setting, String> SHORT = Map.of(Setting.DURATION, "60ms", Setting.WARMUP, "20ms");

    private static List<Verdict> verdicts(String modes, Map<Setting, String> settings) throws InterruptedException {
        return run(modes, settings).verdicts();
    }

    private static ExperimentResult run(String modes, Map<Setting, String> settings) throws InterruptedException {
        Map<Setting, String> all = new TreeMap<>(SHORT);
        all.putAll(settings);
        all.put(Setting.MODES, modes);
        return Runs.virtual(all);
    }

    @Test
    void shouldNameTheOneCoreOfASingleQueueAndOfATopVm() throws InterruptedException {
        List<Verdict> verdicts = verdicts("single,rss,vmq", Map.of());

        assertThat(verdicts).extracting(Verdict::mode).containsExactly("single", "rss", "vmq");
        Verdict single = verdicts.getFirst();
        assertThat(single.limit()).isEqualTo(Limit.CORE);
        assertThat(single.ratioToBaseline()).isEqualTo(1.0);
        assertThat(single.text()).matches("single-queue delivers 3\\.\\d{3} Gb/s; its one core is 100 % busy\\.");
        Verdict vmq = verdicts.getLast();
        assertThat(vmq.limit()).isEqualTo(Limit.CORE);
        assertThat(vmq.text())
                .isEqualTo("VMQ delivers 2.5x the frames of single-queue; vm1 is limited by its one core.");
    }

    @Test
    void shouldNameTheFlowThatCannotBeSplit() throws InterruptedException {
        Verdict vmq = verdicts("single,vmq", Map.of(Setting.FLOWS_PER_VM, "1")).getLast();

        assertThat(vmq.limit()).isEqualTo(Limit.FLOW);
        assertThat(vmq.text())
                .isEqualTo("VMQ delivers 2.5x the frames of single-queue; vm1 is limited by its one flow on one core.");
    }

    @Test
    void shouldNameACoreThatServesTheQueuesOfSeveralVms() throws InterruptedException {
        Verdict vmq = verdicts("vmq", Map.of(Setting.CORES, "2", Setting.POPULARITY, "uniform")).getFirst();

        assertThat(vmq.limit()).isEqualTo(Limit.CORE);
        assertThat(vmq.text()).matches("VMQ delivers \\d\\.\\d{3} Gb/s; core [01] \\(processor 0:[02]\\) is 100 % busy "
                + "with vm\\d and others\\.");
    }

    @Test
    void shouldNotBlameOneVmForACoreThatTwoVmsFill() throws InterruptedException {
        for (int seed = 1; seed <= 4; seed++) {
            Verdict vmq = verdicts("vmq",
                    Map.of(Setting.CORES, "4", Setting.POPULARITY, "uniform", Setting.SERVICE, "6us",
                            Setting.FLOWS_PER_VM, "1", Setting.SEED, Integer.toString(seed)))
                    .getFirst();

            assertThat(vmq.limit()).isEqualTo(Limit.CORE);
            assertThat(vmq.text()).contains("and others");
        }
    }

    @Test
    void shouldNameTheCoreOfABusyRssQueue() throws InterruptedException {
        Verdict rss = verdicts("rss", Map.of(Setting.CORES, "2")).getFirst();

        assertThat(rss.limit()).isEqualTo(Limit.CORE);
        assertThat(rss.text())
                .matches("RSS delivers \\d\\.\\d{3} Gb/s; core [01] \\(processor 0:[02]\\) is 100 % busy\\.");
    }

    @Test
    void shouldNameTheDefaultQueueThatVmsShare() throws InterruptedException {
        Verdict vmq = verdicts("vmq", Map.of(Setting.VMS, "16", Setting.QUEUES, "4", Setting.POPULARITY, "uniform"))
                .getFirst();

        assertThat(vmq.limit()).isEqualTo(Limit.QUEUE);
        assertThat(vmq.text()).matches("VMQ delivers \\d\\.\\d{3} Gb/s; "
                + "frames that meet no filter share the default queue and its core, which is 100 % busy\\.");
    }

    @Test
    void shouldNameAQueueThatOverflowsWhileItsCoreHasTime() throws InterruptedException {
        Verdict single = verdicts("single", Map.of(Setting.RING, "1", Setting.RATE, "200kpps")).getFirst();

        assertThat(single.limit()).isEqualTo(Limit.QUEUE);
        assertThat(single.text()).matches("single-queue delivers \\d\\.\\d{3} Gb/s; "
                + "queue 0 overflows at times while its core is \\d\\d % busy\\.");
    }

    @Test
    void shouldNameTheCoreWhateverAFullQueueDoes() throws InterruptedException {
        for (String policy : List.of("drop-tail", "drop-head")) {
            Verdict vmq = verdicts("vmq", Map.of(Setting.WHEN_FULL, policy)).getFirst();
            assertThat(vmq.text()).as(policy).endsWith("vm1 is limited by its one core.");
        }
        assertThat(verdicts("vmq", Map.of(Setting.WHEN_FULL, "block-source")).getFirst().text())
                .matches(".*full queues hold up the source, which gives up 0\\.\\d\\d % of its frames\\.");
    }

    /** A few frames among thousands are still some. */
    @Test
    void shouldNotSayThatASourceGivesUpNothing() throws InterruptedException {
        Verdict single = verdicts("single", Map.of(Setting.WHEN_FULL, "block-source", Setting.RING, "1",
                Setting.DURATION, "100ms", Setting.RATE, "313kpps")).getFirst();

        assertThat(single.text()).matches(".*, which gives up 0\\.0*[1-9]\\d? % of its frames\\.");
    }

    @Test
    void shouldNameWhatWasPlanned() throws InterruptedException {
        Map<Setting, String> calm = Map.of(Setting.RATE, "20%", Setting.POPULARITY, "uniform");
        Map<Setting, String> stalled = new TreeMap<>(calm);
        stalled.put(Setting.FAULT, "stall:source,at=50ms,for=50ms");
        Map<Setting, String> down = new TreeMap<>(calm);
        down.put(Setting.FAULT, "link-down:nic0,at=50ms,for=20ms");

        Map<Setting, String> busyElsewhere = new TreeMap<>(calm);
        busyElsewhere.put(Setting.FAULT, "stall:processor=0:2,at=10ms,for=50ms");

        assertThat(verdicts("vmq", busyElsewhere).getFirst().text())
                .matches(".* queue 2 overflows because its core, which is \\d+ % busy, stands still as planned\\.");
        assertThat(verdicts("vmq", stalled).getFirst().text()).endsWith("the source stood still, as planned.");
        assertThat(verdicts("vmq", down).getFirst().text()).endsWith("frames are lost before a queue (link-down).");
    }

    @Test
    void shouldNameTheLinkThatIsFull() throws InterruptedException {
        Verdict single = verdicts("single", Map.of(Setting.RATE, "100%", Setting.ARRIVALS, "constant", Setting.SERVICE,
                "100ns")).getFirst();

        assertThat(single.limit()).isEqualTo(Limit.LINK);
        assertThat(single.text()).isEqualTo("single-queue delivers 9.870 Gb/s; the link is full.");
    }

    @Test
    void shouldNameNothingAtALowLoad() throws InterruptedException {
        List<Verdict> verdicts = verdicts("rss,vmq", Map.of(Setting.RATE, "20%", Setting.ARRIVALS, "constant"));

        assertThat(verdicts).extracting(Verdict::limit).containsOnly(Limit.NONE);
        assertThat(verdicts.getLast().text())
                .isEqualTo("VMQ delivers 1.0x the frames of RSS; nothing limits it at this load.");
    }

    @Test
    void shouldGiveAnIntervalWithSeveralTrialsOnly() throws InterruptedException {
        Verdict one = verdicts("single,vmq", Map.of()).getLast();
        Verdict three = verdicts("single,vmq", Map.of(Setting.TRIALS, "3")).getLast();

        assertThat(one.ciLow()).isNull();
        assertThat(one.ciHigh()).isNull();
        assertThat(three.ratioToBaseline()).isCloseTo(2.53, withinPercentage(3));
        assertThat(three.ciLow()).isLessThan(three.ratioToBaseline());
        assertThat(three.ciHigh()).isGreaterThan(three.ratioToBaseline());
    }

    @Test
    void shouldSayInGigabitsWhatTheFirstModeDelivers() throws InterruptedException {
        assertThat(verdicts("vmq,single", Map.of()).getLast().text())
                .matches("single-queue delivers 0\\.4x the frames of VMQ; its one core is 100 % busy\\.");
    }

    @Test
    void shouldSaySoIfTheBaselineDeliveredNothing() throws InterruptedException {
        TrialResult some = run("single", Map.of(Setting.RATE, "200kpps")).trials().getFirst();
        Map<String, List<TrialResult>> trials = new LinkedHashMap<>();
        trials.put("none", List.of(withoutDelivery(some)));
        trials.put("vmq", List.of(some));

        Verdict vmq = new Judge(10_000_000_000L, false).judge(trials).getLast();

        assertThat(vmq.ratioToBaseline()).isNull();
        assertThat(vmq.text()).matches("VMQ delivers 2\\.\\d{3} Gb/s, none nothing; nothing limits it at this load\\.");
    }

    private static TrialResult withoutDelivery(TrialResult trial) {
        TrialResult.Rate rate = new TrialResult.Rate(trial.rate().intendedPps(), trial.rate().offeredPps(), 0, 0, 0);
        return new TrialResult(trial.mode(), trial.clock(), trial.coreMode(), trial.seed(), trial.trial(),
                trial.invalidReasons(), trial.partial(), trial.durationNs(), trial.wallNs(), rate, trial.frames(),
                trial.source(), trial.latency(), trial.uncorrectedLatency(), trial.queues(), trial.cores(), trial.vms(),
                trial.sizes(), trial.fairness(), trial.moves(), trial.events(), trial.qualification());
    }
}
