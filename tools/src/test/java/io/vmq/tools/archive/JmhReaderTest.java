package io.vmq.tools.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vmq.tools.scenario.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JmhReaderTest {

    private static final String RUN = """
            {"jmhVersion": "1.37", "benchmark": "org.example.Ring.offer", "mode": "thrpt", "threads": 1, "forks": 2,
             "jvm": "/jdk/bin/java", "jvmArgs": ["-Xmx1g"], "vmName": "OpenJDK", "vmVersion": "25", "params": {"size": "8"},
             "primaryMetric": {"score": 11.0, "scoreError": "NaN", "scoreUnit": "ops/us", "rawData": [[10.0, 12.0], [11.0]]},
             "secondaryMetrics": {"gc.alloc.rate": {}}}""";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldReadForksAndWhatTheyRanWith() throws IOException {
        JmhRun run = read("[" + RUN + "]").getFirst();

        assertThat(run.benchmark()).isEqualTo("org.example.Ring.offer");
        assertThat(run.mode()).isEqualTo("thrpt");
        assertThat(run.params()).isEqualTo(Map.of("size", "8"));
        assertThat(run.jvm()).isEqualTo("OpenJDK 25");
        assertThat(run.jvmArgs()).containsExactly("-Xmx1g");
        assertThat(run.unit()).isEqualTo("ops/us");
        assertThat(run.secondaryMetrics()).isEqualTo(1);
        assertThat(run.forks()).extracting(JmhFork::mean).containsExactly(11.0, 11.0);
        assertThat(run.forks()).noneMatch(JmhFork::isSampled);
    }

    @Test
    void shouldReadSampledTimes() throws IOException {
        JmhFork fork = read("[" + RUN.replace("\"rawData\": [[10.0, 12.0], [11.0]]",
                "\"rawDataHistogram\": [[[[3.0, 1], [1.0, 98]], [[2.0, 1]]]]") + "]").getFirst().forks().getFirst();

        assertThat(fork.isSampled()).isTrue();
        assertThat(fork.count()).isEqualTo(100);
        assertThat(fork.valueAt(98)).isEqualTo(1);
        assertThat(fork.valueAt(99)).isEqualTo(2);
        assertThat(fork.valueAt(99.9)).isEqualTo(3);
        assertThat(fork.valueAt(100)).isEqualTo(3);
        assertThat(fork.mean()).isEqualTo(1.03);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"thrpt\" | 7 | [0].mode: '7' is not possible (expected text)",
        "[[10.0, 12.0], [11.0]] | [[10.0, \"NaN\"]] | [0].primaryMetric.rawData[0][1]: 'NaN' is not possible (expected a number)",
        "[[10.0, 12.0], [11.0]] | [[-1]] | [0].primaryMetric.rawData[0][0]: '-1' is not possible (expected a number from 0 to 1e150)",
        "[[10.0, 12.0], [11.0]] | [[]] | [0].primaryMetric.rawData[0]: '[]' is not possible (expected at least one value)",
        "[[10.0, 12.0], [11.0]] | [] | [0].primaryMetric.rawData: '[]' is not possible (expected at least one fork)",
        "\"threads\": 1 | \"threads\": 0 | [0].threads: '0' is not possible (expected a whole number, at least 1)",
        "\"scoreUnit\" | \"unit\" | [0].primaryMetric.scoreUnit: is missing (expected JMH's JSON",
        "\"benchmark\" | \"name\" | [0].benchmark: is missing", "\"8\" | 8 | [0].params.size: '8' is not possible"})
    void shouldNameWhatIsWrong(String text, String replacement, String sentence) {
        assertThat(RUN).contains(text);
        assertRefused("[" + RUN.replace(text, replacement) + "]", sentence);
    }

    @Test
    void shouldRefuseWhatIsNotJmhs() {
        assertRefused("[]", ": holds no benchmark (expected JMH's JSON");
        assertRefused("[1]", ": [0]: '1' is not possible (expected an object with named members)");
        assertRefused("{}", ": '{}' is not possible (expected JMH's JSON");
        assertRefused("[" + RUN, "the file ends in the middle of its JSON (expected JMH's JSON");
    }

    private void assertRefused(String text, String sentence) {
        assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> read(text))
                .withMessageStartingWith(folder.resolve("jmh.json").toString()).withMessageContaining(sentence);
    }

    private List<JmhRun> read(String text) throws IOException {
        return JmhReader.read(Files.writeString(folder.resolve("jmh.json"), text));
    }
}
