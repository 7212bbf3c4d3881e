package io.vmq.tools.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vmq.tools.experiment.Runs;
import io.vmq.tools.report.ResultDocument;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ResultReaderTest {

    private static String document = "";

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void run() throws InterruptedException {
        document = ResultDocument.text(Runs.virtual(Map.of(Setting.SEED, "5", Setting.DURATION, "2ms", Setting.WARMUP,
                "0", Setting.TRIALS, "2", Setting.MODES, "single,vmq", Setting.VMS, "2", Setting.QUEUES, "2")));
    }

    @Test
    void shouldReadAFolder() throws IOException {
        Files.writeString(folder.resolve("result.json"), document);
        Files.writeString(folder.resolve("latency.hlog"), "");

        StoredResult result = ResultReader.read(folder);

        assertThat(result.file()).isEqualTo(folder.resolve("result.json"));
        assertThat(result.log()).isEqualTo(folder.resolve("latency.hlog"));
        assertThat(result.trials()).extracting(StoredTrial::mode).containsExactlyInAnyOrder("single", "single", "vmq",
                "vmq");
        assertThat(result.trials()).extracting(StoredTrial::trial).containsExactlyInAnyOrder(0, 0, 1, 1);
        StoredTrial trial = result.trials().getFirst();
        assertThat(trial.seed()).isEqualTo(5);
        assertThat(trial.clock()).isEqualTo("virtual");
        assertThat(trial.digest()).matches("0x[0-9a-f]{16}");
        assertThat(trial.tree().path("rate").path("deliveredPps").doubleValue()).isPositive();
        assertThat(result.tree().path("scenario").path("run").path("seed").intValue()).isEqualTo(5);
    }

    @Test
    void shouldReadADocumentAlone() {
        StoredResult result = read(document);

        assertThat(result.log()).isNull();
        assertThat(result.trials()).hasSize(4);
    }

    @Test
    void shouldReadAnInvalidTrial() {
        StoredResult result = changed(root -> trial(root).put("valid", false).put("partial", true)
                .putArray("invalidReasons").add("host-stall").add("a-later-reason"));

        StoredTrial trial = result.trials().getFirst();
        assertThat(trial.valid()).isFalse();
        assertThat(trial.partial()).isTrue();
        assertThat(trial.invalidReasons()).containsExactly("host-stall", "a-later-reason");
    }

    @Test
    void shouldReadWhatEarlierAndLaterVersionsWrite() {
        StoredResult result = changed(root -> {
            root.remove("partial");
            root.put("ofLater", 1);
            trial(root).remove("sizes");
            trial(root).remove("qualification");
            trial(root).put("ofLater", "x");
            trial(root).putNull("latencyNs");
        });

        assertThat(result.trials()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "vmq.search/1 | : schema: 'vmq.search/1' is not possible (expected a result document vmq.result/1, as vmq compare"
                + " and vmq run write it)",
        "vmq.result/2 | : schema: 'vmq.result/2' is not possible (expected a result document vmq.result/1"})
    void shouldRefuseOtherSchemas(String schema, String sentence) {
        assertRefused(() -> changed(root -> root.put("schema", schema)), sentence);
    }

    @Test
    void shouldNameWhatIsMissing() {
        assertRefused(() -> changed(root -> root.remove("schema")), ": schema: is missing (expected a result document");
        assertRefused(() -> changed(root -> root.remove("machine")), ": machine: is missing (expected an object");
        assertRefused(() -> changed(root -> ((ObjectNode) trial(root).get("rate")).remove("deliveredPps")),
                ": trials[0].rate.deliveredPps: is missing (expected a number, at least 0)");
        assertRefused(() -> changed(root -> ((ObjectNode) trial(root).get("latencyNs")).remove("p99.9")),
                ": trials[0].latencyNs.p99.9: is missing (expected a whole number, at least 0)");
        assertRefused(() -> changed(root -> ((ObjectNode) trial(root).get("queues").get(0)).remove("latencyNs")),
                ": trials[0].queues[0].latencyNs: is missing (expected an object with named members)");
    }

    @Test
    void shouldNameWhatIsOfAnotherType() {
        assertRefused(() -> changed(root -> root.put("trials", "none")),
                ": trials: 'none' is not possible (expected a list)");
        assertRefused(() -> changed(root -> ((ObjectNode) trial(root).get("rate")).put("deliveredPps", "fast")),
                ": trials[0].rate.deliveredPps: 'fast' is not possible (expected a number, at least 0)");
        assertRefused(() -> changed(root -> ((ObjectNode) trial(root).get("rate")).put("deliveredPps", -1)),
                ": trials[0].rate.deliveredPps: '-1' is not possible (expected a number, at least 0)");
        assertRefused(() -> changed(root -> trial(root).put("latencyNs", 5)),
                ": trials[0].latencyNs: '5' is not possible (expected an object with named members)");
        assertRefused(() -> changed(root -> ((ObjectNode) trial(root).get("latencyNs")).put("p50", 1.5)),
                ": trials[0].latencyNs.p50: '1.5' is not possible (expected a whole number, at least 0)");
        assertRefused(() -> changed(root -> trial(root).put("clock", "sundial")),
                ": trials[0].clock: 'sundial' is not possible (expected live or virtual)");
        assertRefused(() -> changed(root -> trial(root).put("seed", 1e300)), ": trials[0].seed: '1.0E300' is not");
        assertRefused(() -> changed(root -> trial(root).put("trial", 1L << 40)), ": trials[0].trial: '1099511627776'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "[]", "7", "\"vmq.result/1\"", "{", "{\"schema\": \"vmq.result/1\"} x",
        "{\"schema\": 1, \"schema\": 2}", "nonsense", "{\"schema\": \"vmq.result/1\"}"})
    void shouldRefuseWhatIsNoDocument(String text) {
        assertRefused(() -> read(text), "(expected ");
    }

    @Test
    void shouldRefuseAFolderWithoutADocument() {
        assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> ResultReader.read(folder))
                .withMessage(folder + ": holds no result.json (expected a folder that --out wrote)");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> ResultReader.read(folder.resolve("nothing.json")))
                .withMessage("'" + folder.resolve("nothing.json") + "' cannot be read (no such file or folder)");
    }

    @Test
    void shouldRefuseADocumentCutAnywhere() {
        for (int length = 0; length < document.length() - 2; length += 97) {
            String cut = document.substring(0, length);
            assertRefused(() -> read(cut), length == 0 ? ": is empty" : "the file ends in the middle of its JSON");
        }
    }

    private interface Reading {
        StoredResult read();
    }

    private void assertRefused(Reading reading, String sentence) {
        assertThatExceptionOfType(BadInputException.class).isThrownBy(reading::read)
                .withMessageStartingWith(folder.resolve("r.json").toString()).withMessageContaining(sentence);
    }

    private static ObjectNode trial(ObjectNode root) {
        return (ObjectNode) root.get("trials").get(0);
    }

    private StoredResult changed(Consumer<ObjectNode> change) {
        ObjectNode root = (ObjectNode) JsonMapper.builder().build().readTree(document);
        change.accept(root);
        return read(root.toString());
    }

    private StoredResult read(String text) {
        return ResultReader.read(Samples.put(folder.resolve("r.json"), text.getBytes(UTF_8)));
    }
}
