package io.vmq.tools.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {

    @TempDir
    private static Path shared = Path.of("");

    @TempDir
    private Path folder = Path.of("");

    private static Path run = Path.of("");

    @BeforeAll
    static void run() {
        run = shared.resolve("run");
        Vmq.Outcome outcome = Vmq.run("run", "--mode", "vmq", "--clock", "virtual", "--duration", "60ms", "--quiet",
                "--out", run.toString(), "--report");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
    }

    @Test
    void shouldWriteThePageOfARunIntoItsFolder() throws IOException {
        assertThat(Files.readString(run.resolve("report.html"))).startsWith("<!DOCTYPE html>")
                .contains("vmq: latency over time").endsWith("</html>\n");
    }

    @Test
    void shouldWriteThePageBesideTheResultAndSayWhere() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        Files.copy(run.resolve("result.json"), copy.resolve("result.json"));

        Vmq.Outcome outcome = Vmq.run("report", copy.toString());

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isEqualTo(copy.resolve("report.html") + "\n");
        assertThat(copy.resolve("report.html")).isNotEmptyFile();
    }

    @Test
    void shouldWriteEachPlotAsSvgAndAsPng() {
        Path page = folder.resolve("page.html");
        Vmq.Outcome outcome = Vmq.run("report", run.toString(), "--out", page.toString(), "--svg",
                folder.resolve("svg").toString(), "--png", folder.resolve("png").toString());

        assertThat(outcome.out().lines()).containsExactly(page.toString(), folder.resolve("svg") + ": 5 plots as SVG",
                folder.resolve("png") + ": 5 plots as PNG");
        assertThat(folder.resolve("svg")).isDirectoryContaining("glob:**/percentiles.svg")
                .isDirectoryContaining("glob:**/vmq-queues.svg");
        assertThat(folder.resolve("png")).isDirectoryContaining("glob:**/vmq-latency-over-time.png");
    }

    @Test
    void shouldRefuseInOneSentence() throws IOException {
        Path cut = Files.writeString(folder.resolve("cut.json"),
                Files.readString(run.resolve("result.json")).substring(0, 3_000));
        Path later = Files.writeString(folder.resolve("later.json"), "{\"schema\": \"vmq.result/2\"}");

        Vmq.run("report", folder.resolve("nowhere").toString()).assertRefused("nowhere");
        Vmq.run("report", folder.toString()).assertRefused(folder.toString());
        Vmq.run("report", cut.toString()).assertRefused("cut.json");
        Vmq.run("report", later.toString()).assertRefused("later.json", "vmq.result/1");
        Vmq.run("report", run.toString(), run.toString()).assertRefused("is given twice");
        Vmq.run("report", run.toString(), "--out", folder.toString()).assertRefused("--out", "expected a file");
        Vmq.run("report", run.toString(), "--out", cut.resolve("x.html").toString()).assertRefused("--out",
                "cannot be written");
        Vmq.run("report", run.toString(), "--out", folder.resolve("x.html").toString(), "--svg", cut.toString())
                .assertRefused("--svg", "cannot be written");
        Vmq.run("report").assertRefused("DIR");
    }

    @Test
    void shouldRefuseBeforeTheRunWhatItCannotReport() throws IOException {
        Files.createDirectories(folder.resolve("out").resolve("report.html"));

        Vmq.run("run", "--mode", "vmq", "--clock", "virtual", "--report").assertRefused("--report", "--out");
        Vmq.run("run", "--mode", "vmq", "--clock", "virtual", "--report", "--out", folder.resolve("out").toString())
                .assertRefused("--report", "report.html");
    }
}
