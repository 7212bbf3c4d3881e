package io.vmq.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.tools.experiment.ExperimentResult;
import io.vmq.tools.experiment.Runs;
import io.vmq.tools.scenario.Setting;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CompareTableTest {

    private static final Map<Setting, String> SHORT = Map.of(Setting.DURATION, "20ms", Setting.WARMUP, "5ms");

    @Test
    void shouldShowTheGoldenRun() throws InterruptedException {
        String text = CompareTable.text(Golden.run());

        Golden.assertTidy(text);
        Golden.assertEqual("golden-compare.txt", text);
    }

    @Test
    void shouldAddTheIntervalToTheVerdictIfThereAreSeveralTrials() throws InterruptedException {
        String text = CompareTable.text(Runs.virtual(with(SHORT, Setting.TRIALS, "3")));

        assertThat(text).contains("3 trials a mode")
                .containsPattern("(?m)^single-queue delivers \\d\\.\\d{3} Gb/s; its one core is 100 % busy\\.$")
                .containsPattern(
                        "(?m)^VMQ delivers 2\\.\\dx the frames of single-queue; vm1 is limited by its one core\\. "
                                + "\\(95 % interval 2\\.\\d{3} to 2\\.\\d{3}x\\)$");
    }

    @Test
    void shouldSayThatVmsShareTheDefaultQueue() throws InterruptedException {
        String text = CompareTable.text(Runs.virtual(with(SHORT, Setting.VMS, "16")));

        assertThat(text).containsPattern("(?m)^Note vmq: Event 113: Failed to allocate VMQ for NIC .* "
                + "\\(and 7 more like it\\) More VMs than queues: those VMs share default queue 0\\.$");
        assertThat(text).doesNotContain("Note single").doesNotContain("Note rss");
    }

    @Test
    void shouldSayWhyATrialIsInvalid() throws InterruptedException {
        String text = CompareTable.text(Runs.virtual(with(SHORT, Setting.DURATION, "1ms")));

        assertThat(text).containsPattern(
                "(?m)^INVALID single, trial 0: too-short \\(\\d{3} frames, at least 10000 expected\\)$");
        assertThat(text).containsPattern("(?m)^ valid +NO +NO +NO$");
    }

    @Test
    void shouldShowADashWhereNothingIsClaimedOfLatency() throws InterruptedException {
        String text = CompareTable.text(Runs.virtual(with(SHORT, Setting.RATE, "max")));

        assertThat(text).containsPattern("(?m)^ latency p50 +us +- +- +-$");
    }

    @Test
    void shouldSayThatItWasInterruptedBeforeAnythingWasMeasured() throws InterruptedException {
        ExperimentResult run = Golden.run();
        ExperimentResult nothing = new ExperimentResult(run.tool(), run.machine(), run.scenario(), List.of(), List.of(),
                true);

        assertThat(CompareTable.text(nothing)).contains("Interrupted: ");
        assertThat(RunTables.text(nothing)).contains("Interrupted: ");
    }

    private static Map<Setting, String> with(Map<Setting, String> settings, Setting setting, String value) {
        Map<Setting, String> all = new TreeMap<>(settings);
        all.put(setting, value);
        return all;
    }
}
