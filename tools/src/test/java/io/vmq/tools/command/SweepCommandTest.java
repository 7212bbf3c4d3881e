package io.vmq.tools.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.tools.command.Vmq.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code vmq sweep} as a user meets it, in this process. */
class SweepCommandTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final List<String> QUICK = List.of("--duration", "20ms", "--warmup", "5ms");

    @TempDir
    private Path folder;

    private static Outcome vmq(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(QUICK);
        return Vmq.run(all.toArray(String[]::new));
    }

    private static void assertRefused(Outcome outcome, String... named) {
        outcome.assertRefused(named);
    }

    @Test
    void shouldWriteTheSameRowsToAFolderAndToStandardOutput() throws IOException {
        String[] vary = {"sweep", "--vary", "vms=4,8", "--vary", "mode=rss,vmq"};
        Outcome printed = vmq(vary[0], vary[1], vary[2], vary[3], vary[4], "--jobs", "1");
        Outcome written = vmq(vary[0], vary[1], vary[2], vary[3], vary[4], "--jobs", "4", "--out",
                folder.resolve("out").toString());

        assertThat(printed.code()).as(printed.err()).isZero();
        assertThat(printed.out()).startsWith("vms,mode,trial,seed,valid,");
        assertThat(written.out()).endsWith("sweep.csv: 4 rows\n");
        assertThat(folder.resolve("out/sweep.csv")).hasContent(printed.out());
    }

    @Test
    void shouldGiveEachRowAgainWithRun() {
        JsonNode rows = MAPPER.readTree(vmq("sweep", "--vary", "popularity=uniform,zipf:1.5", "--vary",
                "mode=rss,vmq", "--trials", "2", "--rate", "60%", "--json").out()).get("rows");

        assertThat(rows).hasSize(8);
        for (JsonNode row : rows) {
            JsonNode trial = MAPPER.readTree(vmq("run", "--clock", "virtual", "--trials", "1", "--rate", "60%",
                    "--popularity", row.get("popularity").asString(), "--mode", row.get("mode").asString(), "--seed",
                    row.get("seed").asString(), "--json").out()).get("trials").get(0);
            assertThat(row.get("valid")).isEqualTo(trial.get("valid"));
            assertThat(row.get("offered_pps")).isEqualTo(trial.get("rate").get("offeredPps"));
            assertThat(row.get("delivered_bps")).isEqualTo(trial.get("rate").get("deliveredBps"));
            assertThat(row.get("delivered_frames")).isEqualTo(trial.get("frames").get("delivered"));
            assertThat(row.get("latency_p99.9_ns")).isEqualTo(trial.get("latencyNs").get("p99.9"));
            assertThat(row.get("latency_max_ns")).isEqualTo(trial.get("latencyNs").get("max"));
            assertThat(row.get("jain_vms")).isEqualTo(trial.get("fairness").get("jainVms"));
        }
    }

    @Test
    void shouldGoOnWhereItStopped() throws IOException {
        String out = folder.resolve("out").toString();
        Path csv = folder.resolve("out/sweep.csv");
        assertThat(vmq("sweep", "--vary", "vms=4,8,16", "--out", out).code()).isZero();
        String whole = Files.readString(csv);
        Files.writeString(csv, whole.substring(0, whole.length() / 2));

        assertRefused(vmq("sweep", "--vary", "vms=4,8,16", "--out", out), "--out");
        assertRefused(vmq("sweep", "--vary", "vms=4,8", "--resume", "--out", out), "holds another sweep");
        Outcome resumed = vmq("sweep", "--vary", "vms=4,8,16", "--resume", "--json", "--out", out);

        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(csv).hasContent(whole);
        assertThat(resumed.out()).isEqualTo(vmq("sweep", "--vary", "vms=4,8,16", "--json").out());
    }

    @Test
    void shouldLeaveEmptyWhatIsNotClaimedAndSayThatRowsAreInvalid() {
        Outcome csv = vmq("sweep", "--vary", "rate=max,1kpps", "--mode", "single");
        JsonNode rows = MAPPER.readTree(vmq("sweep", "--vary", "rate=max,1kpps", "--mode", "single", "--json").out())
                .get("rows");

        assertThat(csv.code()).isEqualTo(3);
        assertThat(csv.err()).isEqualTo("vmq: 1 of 2 rows are INVALID (see invalid_reasons)" + System.lineSeparator());
        assertThat(csv.out().lines().skip(1)).first().asString().contains(",,,,");
        assertThat(rows.get(0).get("latency_p50_ns").isNull()).isTrue();
        assertThat(rows.get(1).get("invalid_reasons").asString()).isEqualTo("too-short");
    }

    @Test
    void shouldNotListWhatMeansNothingToIt() {
        assertThat(vmq("sweep", "--help").out()).contains("--vary", "--rate", "--pcap").doesNotContain("--clock",
                "--core-mode", "--cpus", "default live");
    }

    @Test
    void shouldRefuseInOneSentence() {
        assertRefused(vmq("sweep"), "--vary");
        assertRefused(vmq("sweep", "--vary", "vms"), "'vms' names no values");
        assertRefused(vmq("sweep", "--vary", "vms=4", "--clock", "live"), "--clock: 'live'");
        assertRefused(vmq("sweep", "--vary", "vms=4", "--jobs", "0"), "--jobs: '0'");
        assertRefused(vmq("sweep", "--vary", "vms=4", "--jobs", "many"), "--jobs");
        assertRefused(vmq("sweep", "--vary", "vms=4", "--resume"), "--resume: --out is missing");
        assertRefused(vmq("sweep", "--vary", "vms=4", "--out", ""), "--out: ''");
        assertRefused(vmq("sweep", "no-such-scenario", "--vary", "vms=4"), "'no-such-scenario'");
        assertRefused(vmq("sweep", "--vary", "duration=1s,2s"), "'duration' is varied and fixed by --duration");
    }
}
