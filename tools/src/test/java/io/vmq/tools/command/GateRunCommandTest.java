package io.vmq.tools.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.tools.command.Vmq.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two commands that take turns; what they would measure was computed before, so that nothing depends on this machine. */
@Tag("computed")
@DisabledOnOs(OS.WINDOWS)
class GateRunCommandTest {

    @TempDir
    private static Path results = Path.of("set by JUnit");

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeResults() {
        make("base");
        make("dear", "--service", "2.64us+0.77ns");
    }

    private static void make(String name, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("run", "--mode", "vmq", "--clock", "virtual", "--duration", "20ms",
                        "--warmup", "5ms", "--out", results.resolve(name).toString()));
        arguments.addAll(List.of(more));
        assertThat(Vmq.run(arguments.toArray(String[]::new)).code()).isZero();
    }

    private static String print(String name) {
        return "cat '" + results.resolve(name).resolve("result.json") + "'";
    }

    private static String copy(String name) {
        return "cp -r '" + results.resolve(name) + "' {out}";
    }

    /** The gap of a busy machine must not fail a test. */
    private static Outcome run(String baseline, String candidate, String... more) {
        List<String> arguments = new ArrayList<>(List.of("gate", "run", "--baseline", baseline, "--candidate",
                candidate, "--trials", "8", "--despite-gaps", "--quiet"));
        arguments.addAll(List.of(more));
        return Vmq.run(arguments.toArray(String[]::new));
    }

    private static JsonNode document(Outcome outcome) {
        return JsonMapper.builder().build().readTree(outcome.out());
    }

    @Test
    void shouldPassTwoCommandsThatGiveTheSame() {
        Outcome outcome = run(print("base"), copy("base"), "--json");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        assertThat(document(outcome).get("comparisons")).isNotEmpty()
                .allMatch(one -> one.get("ratio").doubleValue() == 1 && one.get("baselineTrials").intValue() == 8);
    }

    @Test
    void shouldRefuseOtherScenariosAndCompareThemIfAsked() {
        run(copy("base"), copy("dear")).assertRefused("scenario host.service.fixed is 2.4us in ", "--allow-different");

        Outcome outcome = run(copy("base"), copy("dear"), "--allow-different");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).contains("REGRESSED: vmq p99 is ", "Note: scenario host.service.fixed is 2.4us in ");
    }

    @Test
    void shouldKeepWhatCountsAndNothingElseInTheFoldersOfTheSides() throws IOException {
        Path kept = folder.resolve("kept");

        assertThat(run(copy("base"), copy("base"), "--keep", kept.toString()).code()).isZero();

        try (Stream<Path> runs = Files.list(kept.resolve("baseline")).filter(Files::isDirectory)) {
            assertThat(runs).hasSize(8);
        }
        assertThat(kept.resolve("warm-up").resolve("candidate")).isDirectory();
        run(copy("base"), copy("base"), "--keep", kept.toString()).assertRefused("--keep: ", "is not empty");
    }

    @Test
    void shouldSayInOneSentenceWhatIsWrong() {
        run("echo no such mode >&2; exit 2", copy("base")).assertRefused("--baseline: ",
                "warm-up: exit code 2: no such mode");
        run(copy("base"), "true").assertRefused("--candidate: ");
        run(copy("base"), copy("base"), "--timeout", "soon").assertRefused("--timeout: 'soon'");
        run(copy("base"), copy("base"), "--series", "rss").assertRefused("--series: 'rss' fits no series");
        Vmq.run("gate", "run", "--baseline", "x", "--candidate", "y", "--trials", "7")
                .assertRefused("--trials: '7'", "an even number from 6 to 1000");
        run(" ", copy("base")).assertRefused("--baseline: ''", "expected a command");
    }
}
