package io.vmq.tools.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.vmq.tools.command.Vmq.Outcome;
import io.vmq.tools.report.HistoryDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code vmq gate history} as a user meets it, in this process. */
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

    @Test
    void shouldFollowItsSchema() {
        JsonNode document = MAPPER.readTree(history("--json").out());
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(MAPPER.readTree(
                HistoryDocument.class.getResourceAsStream("/io/vmq/tools/report/vmq.history-1.schema.json")));

        assertThat(schema.validate(document)).extracting(Error::toString).isEmpty();
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
        assertThat(history("--allow-different").code()).isEqualTo(1);
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
        "--alpha, 0.0001, --alpha", "--series, nobody, asked for", "--otava, /nowhere/at/all.csv, --otava"})
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
