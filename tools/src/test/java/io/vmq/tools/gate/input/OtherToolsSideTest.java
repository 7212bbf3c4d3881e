package io.vmq.tools.gate.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.tuple;

import io.vmq.tools.archive.Samples;
import io.vmq.tools.gate.Metric;
import io.vmq.tools.gate.Series;
import io.vmq.tools.gate.Side;
import io.vmq.tools.gate.TrialFigures;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Setting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sides that other tools wrote: histogram logs, tables of percentiles, JMH's results; and how files are found. */
class OtherToolsSideTest {

    private static final Metric P50 = Metric.latency("p50");
    private static final String TABLE = "Value Percentile TotalCount 1/(1-Percentile)\n1 0.5 1 2\n4 1.0 2 inf\n";
    private static final String FORK = """
            {"benchmark": "%s", "mode": "%s", "threads": %d, "jvmArgs": [%s], "vmName": "JVM", "vmVersion": "25",
             "primaryMetric": {"scoreUnit": "%s", "%s": %s}, "secondaryMetrics": {}}""";

    private static final String WITHOUT_DOCUMENT = " read without the document of its run: trials that are INVALID or partial"
            + " count as well, and scenario and machine are not compared (give the folder with result.json instead).";

    @TempDir
    private Path folder = Path.of("");

    private static Side read(Object argument) {
        return read(argument, null);
    }

    private static Side read(Object argument, @Nullable ValueUnit unit) {
        return new SideReader(new SideOptions(By.MODE, false, false, unit)).read(argument.toString());
    }

    private static Series series(Side side, String name) {
        return side.series().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    private static List<Double> figures(Series series, Metric metric) {
        return series.trials().stream().map(trial -> Objects.requireNonNull(trial.figures().get(metric))).toList();
    }

    private static double exact(Histogram values, double percentile) {
        return (double) values.getValueAtPercentile(percentile);
    }

    @ParameterizedTest
    @CsvSource({"js-tags.hlog, '; its column of maxima has values divided by 1000000'",
        "c-tags.hlog, '; its column of maxima has values divided by 1'"})
    void shouldGiveASeriesATag(String name, String hint) {
        Path file = Samples.copy(name, folder);

        Side side = read(file);

        assertThat(side.series()).extracting(Series::name).containsExactly("read", "write", "values");
        Histogram read = Samples.values(1000, 1000, 2000);
        TrialFigures trial = series(side, "read").trials().getFirst();
        assertThat(trial.figures()).containsOnly(entry(P50, exact(read, 50)), entry(Metric.latency("p90"), exact(read,
                90)), entry(Metric.latency("p99"), exact(read, 99)), entry(Metric.latency("p99.9"), exact(read, 99.9)),
                entry(Metric.rate(), 1000.0));
        assertThat(trial.block()).isNull();
        assertThat(Objects.requireNonNull(trial.curve()).values()).first().isEqualTo(exact(read, 0.5));
        assertThat(side.remarks()).containsExactly(file + " does not say in which unit its values are" + hint
                + ": taken as ns (--value-unit us, ms or s if they are not).");
    }

    @Test
    void shouldConvertValuesOfAKnownUnit() {
        Side side = read(Samples.copy("js-microseconds.hlog", folder), ValueUnit.US);

        assertThat(figures(series(side, "values"), P50)).containsExactly(exact(Samples.values(1, 1, 2000), 50) * 1000);
        assertThat(figures(series(side, "values"), Metric.rate()).getFirst()).isEqualTo(2000, offset(1e-6));
        assertThat(side.remarks()).isEmpty();
    }

    @Test
    void shouldTakeNumberedFilesForTrialsInNaturalOrder() throws IOException {
        for (int i = 1; i <= 10; i++) {
            log("base-" + i + ".hlog", 1000L * i);
        }
        log("cand-1.hlog", 7);

        Side side = read(folder.resolve("base-*.hlog"));

        assertThat(side.series()).extracting(Series::name).containsExactly("values");
        assertThat(figures(series(side, "values"), Metric.latency("p99"))).isSorted().hasSize(10);
        assertThat(side.remarks()).contains(
                "10 files are trials of the series values: base-1.hlog to base-10.hlog.");
    }

    @Test
    void shouldNameSeriesAfterFilesWhereTheyAreOfSeveralThings() throws IOException {
        log("get-1.hlog", 1);
        log("get-2.hlog", 2);
        log("put.hdr", 3);
        Files.writeString(folder.resolve("scan.3.hgrm"), TABLE);

        Side side = read(folder);

        assertThat(side.series()).extracting(Series::name, each -> each.trials().size()).containsExactly(
                tuple("get", 2), tuple("put", 1),
                tuple("scan", 1));
    }

    @Test
    void shouldFindTrialsOfOurOwnLog() {
        Path result = Results.write(folder.resolve("r"), Map.of());
        Path log = result.resolve("latency.hlog");

        Side side = read(log);
        Side queues = new SideReader(new SideOptions(By.QUEUE, false, false, null)).read(log.toString());

        assertThat(side.series()).extracting(Series::name).containsExactlyInAnyOrder("single", "vmq");
        assertThat(side.series()).allMatch(each -> each.trials().size() == 2);
        assertThat(queues.series()).extracting(Series::name).containsExactlyInAnyOrder("single", "vmq", "single/q0",
                "vmq/q1", "vmq/q2");
        assertThat(side.remarks()).containsExactly(log + WITHOUT_DOCUMENT);
        assertThat(series(side, "vmq").trials()).extracting(TrialFigures::curve)
                .isEqualTo(series(read(result), "vmq").trials().stream().map(TrialFigures::curve).toList());
        assertThat(read(log, ValueUnit.MS).remarks()).containsExactly(log + WITHOUT_DOCUMENT,
                "The unit ms that was given is not used: the files say in which unit their values are.");
    }

    @Test
    void shouldSayOnceWhatLogsOfOursDoNotSay() throws IOException {
        Path log = Results.write(folder.resolve("r"), Map.of()).resolve("latency.hlog");
        Path logs = Files.createDirectory(folder.resolve("logs"));
        for (String name : List.of("1.hlog", "2.hlog", "3.hlog")) {
            Files.copy(log, logs.resolve(name));
        }

        assertThat(read(logs).remarks())
                .containsExactly(logs.resolve("1.hlog") + " and 2 other logs" + WITHOUT_DOCUMENT);
        assertThat(read(folder.resolve("r")).remarks()).isEmpty();
    }

    @Test
    void shouldPassOverWhatIsNoResult() throws IOException {
        Path results = Files.createDirectories(folder.resolve("results.txt"));
        Files.writeString(folder.resolve("table.TXT"), TABLE);
        Files.writeString(folder.resolve("table.csv"), TABLE);
        for (String name : List.of(".hidden.hlog", "notes.txt", "figures.csv", "README.md", "scenario.yaml",
                "page.html")) {
            assertThat(Bystanders.isOne(Files.writeString(folder.resolve(name), "warm, 1"))).as(name).isTrue();
        }
        assertThat(Bystanders.isOne(Files.createDirectory(folder.resolve(".git")))).isTrue();
        assertThat(List.of(results, folder.resolve("table.TXT"), folder.resolve("table.csv"), folder.resolve("x.hlog"),
                folder.resolve("unknown"))).noneMatch(Bystanders::isOne);
    }

    @Test
    void shouldLeaveOutARateOfNoTimeAndValuesOfZero() throws IOException {
        Histogram zeros = Samples.values(0, 0, 60);
        zeros.recordValueWithCount(50, 40);
        Files.write(folder.resolve("f.hlog"), bytes(writer -> writer.outputIntervalHistogram(0, 0, zeros, 1)));

        Side side = read(folder);

        assertThat(series(side, "values").trials().getFirst().figures())
                .containsOnlyKeys(Metric.latency("p90"), Metric.latency("p99"), Metric.latency("p99.9"));
        assertThat(side.remarks()).contains(
                folder.resolve("f.hlog") + " does not say how long the intervals of values are: no rate.",
                "p50 of values is 0 in 1 trial, and left out there: zero has no ratio.");
    }

    @Test
    void shouldReadTablesAlsoUnderOtherNames() throws IOException {
        Files.writeString(folder.resolve("t-1.txt"), TABLE);
        Files.writeString(folder.resolve("t-2.csv"), TABLE);
        Files.writeString(folder.resolve("t-3.hgrm"), TABLE);
        Files.writeString(folder.resolve("notes.txt"), "not a table");

        Side side = read(folder, ValueUnit.MS);

        assertThat(figures(series(side, "values"), P50)).containsExactly(1e6, 1e6, 1e6);
        assertThat(series(side, "values").metrics()).doesNotContain(Metric.rate());
    }

    @Test
    void shouldKnowThatWrk2PrintsMilliseconds() throws IOException {
        Path file = Files.writeString(folder.resolve("wrk2.txt"), "  Detailed Percentile spectrum:\n" + TABLE + TABLE);

        Side side = read(file);

        assertThat(figures(series(side, "values"), P50)).containsExactly(1e6);
        assertThat(side.remarks()).containsExactly(file + " has 2 tables; the first is read.");
    }

    @Test
    void shouldGiveATrialAFork() throws IOException {
        Path file = jmh(FORK.formatted("org.a.Ring.offer", "thrpt", 1, "", "ops/us", "rawData", "[[1, 3], [4]]"),
                FORK.formatted("org.a.Ring.poll", "avgt", 1, "", "ns/op", "rawData", "[[7]]"));

        Side side = read(file);

        assertThat(side.series()).extracting(Series::name).containsExactly("Ring.offer", "Ring.poll");
        assertThat(figures(series(side, "Ring.offer"), new Metric("score", "ops/us", Metric.Better.HIGHER)))
                .containsExactly(2.0, 4.0);
        assertThat(figures(series(side, "Ring.poll"), new Metric("score", "ns/op", Metric.Better.LOWER)))
                .containsExactly(7.0);
        assertThat(side.remarks())
                .containsExactly("Ring.poll ran in one fork, which is one trial; -f 5 gives five.");
    }

    @Test
    void shouldGivePercentilesOfSampledTimes() throws IOException {
        Path file = jmh(FORK.formatted("org.a.Ring.offer", "sample", 1, "", "us/op", "rawDataHistogram",
                "[[[[1, 98], [2, 1], [3, 1]]], [[[5, 2]]]]"));

        Series series = read(file).series().getFirst();

        assertThat(series.metrics()).extracting(Metric::name).containsExactly("score", "p50", "p90", "p99", "p99.9");
        assertThat(figures(series, new Metric("p99", "us/op", Metric.Better.LOWER))).containsExactly(2.0, 5.0);
        assertThat(Objects.requireNonNull(series.trials().getFirst().curve()).values()).startsWith(1.0).endsWith(3.0);
    }

    @Test
    void shouldTellBenchmarksOfOneNameApart() throws IOException {
        Path file = jmh(FORK.formatted("org.a.Ring.offer", "thrpt", 1, "", "ops/us", "rawData", "[[1], [1]]"),
                FORK.formatted("org.b.Ring.offer", "thrpt", 1, "", "ops/us", "rawData", "[[1], [1]]"),
                FORK.formatted("org.b.Ring.poll", "thrpt", 1, "", "ops/us", "rawData", "[[1], [1]]"),
                FORK.formatted("org.b.Ring.poll", "avgt", 1, "", "us/op", "rawData", "[[1], [1]]"));

        assertThat(read(file).series()).extracting(Series::name).containsExactly("org.a.Ring.offer", "org.b.Ring.offer",
                "Ring.poll thrpt", "Ring.poll avgt");
    }

    @Test
    void shouldCompareThreadsOfBenchmarksAndRemarkOnTheirArguments() throws IOException {
        Path one = jmh(FORK.formatted("a.B.c", "thrpt", 1, "", "ops/us", "rawData", "[[1], [1]]"));
        Side baseline = read(Files.move(one, folder.resolve("one.json")));
        Path two = jmh(FORK.formatted("a.B.c", "thrpt", 2, "\"-Xmx1g\"", "ops/us", "rawData", "[[1], [1]]"));
        Side candidate = read(two);

        assertThat(Circumstances.difference(baseline, candidate)).containsExactly(
                "jmh B.c threads is 1 in " + folder.resolve("one.json") + " and 2 in " + two);
        assertThat(Circumstances.remarks(baseline, candidate)).containsExactly("jvm arguments is none in "
                + folder.resolve("one.json") + " and -Xmx1g in " + two + ".");
    }

    @Test
    void shouldRefuseByNameWhatCannotBeCompared() throws IOException {
        log("a.hlog", 5);
        Files.writeString(folder.resolve("core.dump"), "\0\1\2");
        assertRefused(folder, folder.resolve("core.dump") + ": is nothing that can be compared (expected a result");
        Files.delete(folder.resolve("core.dump"));

        Files.writeString(folder.resolve("s.json"), "{\"schema\": \"vmq.sweep/1\"}");
        assertRefused(folder, folder.resolve("s.json") + ": schema: 'vmq.sweep/1' is not possible (expected a result");
        Files.delete(folder.resolve("s.json"));

        Files.createDirectory(folder.resolve("empty"));
        assertRefused(folder, folder.resolve("empty") + ": holds nothing that can be compared (expected a result");
    }

    @Test
    void shouldRefuseCompressedFiles() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(Samples.bytes("js-tags.hlog"));
        }
        Path file = Files.write(folder.resolve("a.hlog.gz"), bytes.toByteArray());

        assertRefused(file, file + ": is compressed with gzip (expected the file as it was before");
    }

    @Test
    void shouldRefuseNamesThatMeanNothing() {
        assertRefused(folder.resolve("none"), "'" + folder.resolve("none") + "' does not exist (expected a result");
        assertRefused(folder.resolve("none-*.hlog"), "none-*.hlog' matches nothing (expected a result");
        assertRefused(folder.resolve("none/*.hlog"), "none/*.hlog' matches nothing (expected a result");
        assertRefused(folder.resolve("[").toString(), "[' cannot be the name of a file (expected a result");
        assertRefused("a\0b", " cannot be the name of a file");
        assertRefused("", "'' does not exist");
    }

    @Test
    void shouldFindFoldersByAPattern() {
        Results.write(folder.resolve("base-1"), Map.of());
        Results.write(folder.resolve("base-2"), Map.of(Setting.SEED, "6"));

        assertThat(series(read(folder.resolve("base-?")), "vmq").trials()).hasSize(4);
        assertThat(series(read(folder.resolve("*/result.json")), "vmq").trials()).hasSize(4);
        assertThat(series(read(folder.resolve("**.json")), "vmq").trials()).hasSize(4);
    }

    private static void assertRefused(Object argument, String sentence) {
        assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> read(argument))
                .withMessageContaining(sentence);
    }

    private Path jmh(String... runs) throws IOException {
        return Files.writeString(folder.resolve("jmh.json"), "[" + String.join(",", runs) + "]");
    }

    private void log(String name, long value) throws IOException {
        Files.write(folder.resolve(name),
                bytes(writer -> writer.outputIntervalHistogram(0, 1, Samples.values(value, 0, 3), 1)));
    }

    private static byte[] bytes(Consumer<HistogramLogWriter> write) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(bytes, false, UTF_8);
        write.accept(new HistogramLogWriter(stream));
        stream.flush();
        return bytes.toByteArray();
    }
}
