package io.vmq.tools.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.vmq.tools.command.Vmq.Outcome;
import io.vmq.tools.report.HistoryDocument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code vmq gate history} as a user meets it, in this process. */
@Tag("computed")
class GateHistoryCommandTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int RESULTS = 16;
    private static JsonNode result = MAPPER.createObjectNode();

    @TempDir
    private Path folder;

    @BeforeAll
    static void runOnce() {
        result = MAPPER.readTree(Vmq.run("run", "--clock", "virtual", "--mode", "vmq", "--duration", "20ms", "--warmup",
                "5ms", "--trials", "1", "--json").out());
    }

    /** From result 9 on p99 is a fifth higher. */
    @BeforeEach
    void writeHistory() throws IOException {
        for (int i = 1; i <= RESULTS; i++) {
            write("run-" + i, i, i < 9 ? 1 : 1.2);
        }
    }

    private void write(String name, int i, double factor) throws IOException {
        ObjectNode document = (ObjectNode) result.deepCopy();
        ((ObjectNode) document.get("tool")).put("commit", "c0ffee" + i);
        ObjectNode latency = (ObjectNode) document.get("trials").get(0).get("latencyNs");
        latency.put("p99", (long) (latency.get("p99").longValue() * factor) + i);
        Files.createDirectories(folder.resolve(name));
        Files.writeString(folder.resolve(name).resolve("result.json"), MAPPER.writeValueAsString(document));
    }

    private Outcome history(String... options) {
        List<String> arguments = new ArrayList<>(List.of("gate", "history", folder.toString()));
        arguments.addAll(List.of(options));
        return Vmq.run(arguments.toArray(String[]::new));
    }

    @Test
    void shouldPointAtTheResultWhereTheLevelMoved() {
        Outcome outcome = history();

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(1);
        assertThat(outcome.out())
                .containsPattern("(?m)^ vmq +p99 +run-9 +c0ffee9 .* \\+20\\.0 % +worse +0\\.\\d+ +8 +8$")
                .contains("REGRESSED: 1 figure got worse among the last 10 results and did not come back; the first at "
                        + "run-9 (commit c0ffee9).")
                .doesNotContain("▁");
        assertThat(history("--last", "5").code()).isZero();
        assertThat(history("--min-effect", "30%").code()).isZero();
        assertThat(history("--metric", "rate").out()).contains("No figure has moved");
    }

    private static Schema schema() {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(MAPPER.readTree(
                HistoryDocument.class.getResourceAsStream("/io/vmq/tools/report/vmq.history-1.schema.json")));
    }

    @Test
    void shouldHaveASchemaThatAllowsNewMembersAndNoOtherAlpha() {
        ObjectNode document = (ObjectNode) MAPPER.readTree(history("--json").out());
        document.put("later", 1);
        assertThat(schema().validate(document)).isEmpty();

        ((ObjectNode) document.get("rules")).put("alpha", 0.0005);
        assertThat(schema().validate(document)).hasSize(1);
    }

    @Test
    void shouldFollowItsSchema() {
        JsonNode document = MAPPER.readTree(history("--json").out());

        assertThat(schema().validate(document)).extracting(Error::toString).isEmpty();
        assertThat(document.get("verdict").asString()).isEqualTo("regressed");
        JsonNode change = document.get("changes").get(0);
        assertThat(change.get("label").asString()).isEqualTo("run-9");
        assertThat(change.get("result").intValue()).isEqualTo(8);
        assertThat(change.get("recent").booleanValue()).isTrue();
        assertThat(document.get("results")).hasSize(RESULTS);
        assertThat(document.get("figures").get(0).get("values")).hasSize(RESULTS);
    }

    @Test
    void shouldFindTheSameInTheFileThatOtavaReads() throws IOException {
        Path csv = folder.resolve("otava.csv");
        Outcome written = history("--otava", csv.toString());
        Outcome read = Vmq.run("gate", "history", csv.toString());

        assertThat(written.code()).as(written.err()).isEqualTo(1);
        assertThat(Files.readString(csv)).startsWith("time,commit,vmq.p50,");
        assertThat(read.code()).as(read.err()).isEqualTo(1);
        assertThat(read.out()).containsPattern("(?m)^ vmq +p99 +c0ffee9 +c0ffee9 .* \\+20\\.0 % +worse");
    }

    @Test
    void shouldSayHowManyResultsItTakes() throws IOException {
        for (int i = 7; i <= RESULTS; i++) {
            Files.delete(folder.resolve("run-" + i).resolve("result.json"));
            Files.delete(folder.resolve("run-" + i));
        }
        Outcome outcome = history();

        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.out()).contains("INCONCLUSIVE: 6 results; it takes 10 at least to tell");
    }

    @Test
    void shouldRefuseABrokenResultByNameOrLeaveItOut() throws IOException {
        Files.writeString(folder.resolve("run-4").resolve("result.json"), "{\"schema\":");

        history().assertRefused("run-4");
        Outcome skipped = history("--skip-unreadable");
        assertThat(skipped.code()).as(skipped.err()).isEqualTo(1);
        assertThat(skipped.out()).contains("Note: Left out: ", "run-4");
    }

    @Test
    void shouldRefuseOtherScenariosUnlessAllowed() throws IOException {
        Path file = folder.resolve("run-12").resolve("result.json");
        Files.writeString(file, Files.readString(file).replace("2.4us", "2.5us"));

        history().assertRefused("host.service.fixed", "2.4us", "2.5us", "run-12", "--allow-different");
        Outcome allowed = history("--allow-different");
        assertThat(allowed.code()).isEqualTo(1);
        assertThat(allowed.out())
                .containsPattern("Note: scenario host.service.fixed is 2.4us in .*run-11 and 2.5us in .*run-12\\.")
                .containsPattern("Note: scenario host.service.fixed is 2.5us in .*run-12 and 2.4us in .*run-13\\.")
                .doesNotContainPattern("Note: .*run-14");
    }

    private void overwrite(int i, UnaryOperator<String> edit) throws IOException {
        Path file = folder.resolve("run-" + i).resolve("result.json");
        Files.writeString(file, edit.apply(Files.readString(file)));
    }

    @Test
    void shouldNotPassResultsThatAreAllInvalid() throws IOException {
        for (int i = 7; i <= RESULTS; i++) {
            overwrite(i, text -> text.replace("\"valid\":true", "\"valid\":false"));
        }
        Outcome outcome = history();

        assertThat(outcome.code()).as(outcome.out()).isEqualTo(3);
        assertThat(outcome.out()).contains("Not tested: vmq p50 (none among the last 10 results), ",
                "INCONCLUSIVE: nothing can be said of 5 figures of 5.");
        JsonNode untested = MAPPER.readTree(history("--json").out()).get("untested");
        assertThat(untested).hasSize(5);
        assertThat(untested.get(0).get("recent").booleanValue()).isFalse();
    }

    @Test
    void shouldNotPassAnOutage() throws IOException {
        for (int i = 12; i <= RESULTS; i++) {
            overwrite(i, text -> text.replaceAll("\"deliveredPps\":[0-9.E]+", "\"deliveredPps\":0"));
        }
        Outcome outcome = history("--metric", "rate");

        assertThat(outcome.code()).as(outcome.out()).isEqualTo(1);
        assertThat(outcome.out()).containsPattern("(?m)^ vmq +rate +run-12 +c0ffee12 .* 0 frames/s +-100\\.0 % +worse");
        JsonNode document = MAPPER.readTree(history("--metric", "rate", "--json").out());
        assertThat(document.get("changes").get(0).get("to").doubleValue()).isZero();
        assertThat(schema().validate(document)).extracting(Error::toString).isEmpty();
    }

    @Test
    void shouldSayWhatAResultItselfRanAndNotThoseInsideIt() throws IOException {
        for (int i = 1; i <= RESULTS; i++) {
            Path inside = Files.createDirectories(folder.resolve("run-" + i).resolve("older"));
            Files.writeString(inside.resolve("result.json"),
                    Files.readString(folder.resolve("run-" + i).resolve("result.json")).replace("c0ffee", "decaf"));
        }
        assertThat(history().out()).containsPattern("(?m)^ vmq +p99 +run-9 +c0ffee9 ");
    }

    /** One who may read everything sees no difference. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void shouldMindNoFolderBesideAResultThatItMayNotRead() throws IOException {
        Path locked = Files.createDirectories(folder.resolve("run-3").resolve("locked"));
        Files.setPosixFilePermissions(locked, Set.of());
        try {
            assertThat(history().code()).isEqualTo(1);
        } finally {
            Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void shouldReadTablesAsOfOneSide() throws IOException {
        Path tables = Files.createDirectories(folder.resolve("tables"));
        for (int i = 1; i <= RESULTS; i++) {
            Files.writeString(tables.resolve("t" + i + ".txt"), table(i < 9 ? 100 : 120));
        }
        Files.writeString(tables.resolve("notes.txt"), "nothing to compare");
        Files.writeString(tables.resolve("notes.csv"), "a,b");
        Outcome outcome = Vmq.run("gate", "history", tables.toString());

        assertThat(outcome.code()).as(outcome.err() + outcome.out()).isEqualTo(1);
        assertThat(outcome.out()).contains("results    16 ")
                .containsPattern("(?m)^ .* p99 +t9.txt .* \\+20\\.0 % +worse");
    }

    private static String table(int value) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(value, 10_000);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        histogram.outputPercentileDistribution(new PrintStream(bytes, true, StandardCharsets.UTF_8), 1.0);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldRefuseWhatFitsNothing() throws IOException {
        history("--metric", "typo", "--metric", "p99").assertRefused("--metric: 'typo'", "'p50', 'p90'");
        history("--series", "vmq", "--series", "nobody*").assertRefused("--series: 'nobody*' fits no series", "'vmq'");
        history("--higher-is-better", "*").assertRefused("--higher-is-better", "CSV");
        Path csv = folder.resolve("some.csv");
        Files.writeString(csv, "time,vmq.p99,ops\n2026-01-01,5,6\n");
        Vmq.run("gate", "history", csv.toString(), "--higher-is-better", "ops", "--higher-is-better", "typo")
                .assertRefused("--higher-is-better: 'typo' fits no column", "'vmq.p99', 'ops'");
        assertThat(Vmq.run("gate", "history", csv.toString(), "--higher-is-better", "o*").code()).isEqualTo(3);
    }

    @Test
    void shouldPutResultsInOrderOfTheTimesOfTheirNames() throws IOException {
        for (int i = 1; i <= RESULTS; i++) {
            Files.move(folder.resolve("run-" + i), folder.resolve(String.format("2026-01-%02d-%s", i,
                    Integer.toHexString(0x700 - i))));
        }
        Outcome outcome = history("--order", "time");

        assertThat(outcome.out()).contains("in the order of the dates that their names begin with")
                .containsPattern("(?m)^ vmq +p99 +2026-01-09-6f7 ");
    }

    @ParameterizedTest
    @CsvSource({"--order, size, --order", "--last, 0, --last", "--last, x, --last", "--min-effect, 0, --min-effect",
        "--alpha, 0.0001, --alpha", "--series, nobody, fits no series", "--otava, /nowhere/at/all.csv, --otava"})
    void shouldRefuseWhatMakesNoSense(String option, String value, String named) {
        history(option, value).assertRefused(named);
    }

    @Test
    void shouldRefuseWhatIsNoHistory() throws IOException {
        Vmq.run("gate", "history", folder.resolve("run-1").toString()).assertRefused("run-1: is one result");
        Vmq.run("gate", "history", folder.resolve("none").toString()).assertRefused("does not exist");
        Vmq.run("gate", "history", folder.resolve("run-1/result.json").toString()).assertRefused("is no history");
        Files.createDirectories(folder.resolve("x/y"));
        Vmq.run("gate", "history", folder.resolve("x").toString()).assertRefused("y");
        Vmq.run("gate", "history", folder.resolve("x/y").toString()).assertRefused("holds no result");
    }
}
