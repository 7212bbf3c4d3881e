package io.vmq.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.tools.experiment.CaptureFiles;
import io.vmq.tools.experiment.Runs;
import io.vmq.tools.scenario.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("computed")
class RunTablesTest {

    @TempDir
    private Path folder;

    @Test
    void shouldShowTheGoldenRun() throws InterruptedException {
        String text = RunTables.text(Golden.run());

        Golden.assertTidy(text);
        Golden.assertEqual("golden-run.txt", text);
    }

    @Test
    void shouldShowEveryTrial() throws InterruptedException {
        String text = RunTables
                .text(Runs.virtual(Map.of(Setting.DURATION, "1ms", Setting.WARMUP, "0", Setting.MODES, "rss",
                        Setting.TRIALS, "2", Setting.SEED, "3")));

        assertThat(text).contains("mode rss, trial 0, seed 3, INVALID\n")
                .containsPattern("(?m)^mode rss, trial 1, seed \\d+, INVALID$");
    }

    @Test
    void shouldShowEntriesThatMoved() throws InterruptedException {
        String text = RunTables.text(Runs.shipped("rss-rebalance", Map.of(Setting.MODES, "rss", Setting.DURATION,
                "1200ms", Setting.WARMUP, "0")));

        assertThat(text).containsPattern("moved at ms, warm-up counted +entry +from queue +to queue +of +from +to ")
                .containsPattern("\\n +1100\\.0 +69 +1 +0 +nic0 +0:2 +0:0 +spread +1753 +0\\n");
    }

    @Test
    void shouldShowDropsByReasonAndTheCapture() throws InterruptedException, IOException {
        String text = RunTables.text(Runs.virtual(Map.of(Setting.MODES, "vmq", Setting.PCAP,
                CaptureFiles.mixed(folder).toString())));

        assertThat(text).contains("capture mixed.pcapng, recorded speed")
                .containsPattern("(?m)^ dropped runt +1 ").containsPattern("(?m)^ dropped oversize +1 ")
                .containsPattern("(?m)^ dropped not-ethernet +1 ");
    }

    @Test
    void shouldSayWhereACaptureWasCut() throws InterruptedException, IOException {
        String text = RunTables.text(Runs.virtual(Map.of(Setting.MODES, "vmq", Setting.PCAP,
                CaptureFiles.cut(folder, 10, 2).toString())));

        assertThat(text).containsPattern("(?m)^Note vmq: the capture .*cut\\.pcap is cut in frame 10 at byte \\d+; "
                + "the frames before the cut are played$");
    }

    @Test
    void shouldShowUncorrectedLatencyAndLatenessOfALiveRun() throws InterruptedException {
        String text = RunTables.text(Runs.live(Map.of(Setting.MODES, "single", Setting.DURATION, "30ms", Setting.WARMUP,
                "5ms", Setting.RATE, "10kpps", Setting.CORE_MODE, "emulated")));

        assertThat(text).contains("live clock, emulated cores").containsPattern("(?m)^ uncorrected +\\d")
                .containsPattern("(?m)^ hand-over late +\\d");
    }
}
