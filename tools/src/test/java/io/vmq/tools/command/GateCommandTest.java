package io.vmq.tools.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.tools.command.Vmq.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gate as a user meets it, on results of small runs in virtual time. */
@Tag("computed")
class GateCommandTest {

    @TempDir
    private static Path results = Path.of("set by JUnit");

    @TempDir
    private Path folder;

    /** The same run twice, one whose frames cost more, and one of other modes. */
    @BeforeAll
    static void makeResults() {
        make("base", "--modes", "vmq,rss");
        make("same", "--modes", "vmq,rss");
        make("dear", "--modes", "vmq,rss", "--service", "24us+7ns");
        make("tenth", "--modes", "vmq,rss", "--service", "2.64us+0.77ns");
        make("other", "--modes", "vmq,rss", "--seed", "99");
        make("single", "--modes", "single");
    }

    private static void make(String name, String... more) {
        List<String> arguments = new ArrayList<>(List.of("compare", "--clock", "virtual", "--duration", "100ms",
                "--warmup", "5ms", "--trials", "6", "--out", path(name)));
        arguments.addAll(List.of(more));
        assertThat(Vmq.run(arguments.toArray(String[]::new)).code()).isZero();
    }

    private static String path(String name) {
        return results.resolve(name).toString();
    }

    private static Outcome gate(String baseline, String candidate, String... options) {
        List<String> arguments = new ArrayList<>(List.of("gate", path(baseline), path(candidate)));
        arguments.addAll(List.of(options));
        return Vmq.run(arguments.toArray(String[]::new));
    }

    @Test
    void shouldPassWhatIsTheSame() {
        Outcome outcome = gate("base", "same", "--json");

        assertThat(outcome.code()).isZero();
        JsonNode document = JsonMapper.builder().build().readTree(outcome.out());
        assertThat(document.get("verdict").asString()).isEqualTo("pass");
        assertThat(document.get("comparisons")).hasSizeGreaterThanOrEqualTo(10)
                .allMatch(comparison -> comparison.get("ratio").doubleValue() == 1);
    }

    @Test
    void shouldPassOtherSeeds() {
        Outcome outcome = gate("base", "other");

        assertThat(outcome.out()).contains("Verdict pass");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void shouldNameTheSeriesIfServiceIsDearerByATenth() {
        Outcome outcome = gate("base", "tenth", "--allow-different");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).contains("REGRESSED: rss p99 is ", "Note: scenario host.service.fixed is 2.4us in ");
    }

    @Test
    void shouldFailAndNameWhatGotWorse() {
        Outcome outcome = gate("base", "dear", "--allow-different");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).contains("baseline   " + path("base"), "REGRESSED: vmq rate is ", " lower (worse)");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void shouldWriteSeveralFormatsInOneGo() throws IOException {
        Path junit = folder.resolve("new/gate.xml");
        Path markdown = folder.resolve("gate.md");
        Files.writeString(markdown, "of before");

        Outcome outcome = gate("base", "dear", "--allow-different", "--format", "github", "--write", "junit=" + junit,
                "--write", "markdown=" + markdown);

        assertThat(outcome.out()).startsWith("::error title=regressed%3A vmq ");
        assertThat(junit).content().startsWith("<?xml ").contains("<failure ");
        assertThat(markdown).content().startsWith("### vmq gate: regressed\n");
    }

    @Test
    void shouldRefuseResultsOfDifferentScenarios() {
        gate("base", "dear").assertRefused(path("base"), path("dear"), "service", "--allow-different");
    }

    @Test
    void shouldRefuseTheSameFolderTwice() {
        gate("base", "base").assertRefused(path("base"), "are the same (expected two results)");
        Vmq.run("gate", path("base"), path("same/../base")).assertRefused("are the same");
    }

    @Test
    void shouldRefuseSidesWithoutASeriesInCommon() {
        gate("base", "single", "--allow-different").assertRefused("nothing to compare", "'vmq', 'rss'", "'single'");
    }

    @Test
    void shouldCompareOnlyWhatIsAskedFor() {
        String out = gate("base", "same", "--series", "v*", "--metric", "rate").out();

        assertThat(out).contains("1 comparison of 1 series", " vmq ", " rate ").doesNotContain("rss", "p99");
        gate("base", "same", "--series", "x*").assertRefused("--series: 'x*' fits no series");
        gate("base", "same", "--metric", "p98").assertRefused("--metric: 'p98' is no figure");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"--min-effect, 5", "--min-effect, 0", "--min-effect, -5%", "--min-effect, 100%", "--min-effect, five",
        "--min-effect, ''", "--min-effect, 1e-3", "--alpha, 0.5", "--alpha, 0", "--alpha, 50%", "--seed, -1",
        "--seed, 1.5", "--by, core", "--by, VM", "--value-unit, h", "--format, xml", "--write, gate.xml",
        "--write, xml=gate.xml", "--write, junit=", "--write, =gate.xml", "--write, ''"})
    void shouldRefuseAValueThatCannotBe(String option, String value) {
        gate("base", "same", option, value).assertRefused(option + ": '" + value + "' is not possible (expected ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--min-effect=5%", "--min-effect=0.05", "--min-effect=0.5 %", "--alpha=1%", "--alpha=0.01",
        "--by=mode", "--value-unit=us", "--format=table", "--seed=0"})
    void shouldTakeAValueThatCanBe(String option) {
        assertThat(gate("base", "same", "--series", "rss", "--metric", "rate", option).code()).isZero();
    }

    @Test
    void shouldRefuseFilesThatCannotBeWrittenBeforeReadingAnything() throws IOException {
        String file = Files.writeString(folder.resolve("file"), "").toString();

        gate("absent", "missing", "--write", "junit=" + folder).assertRefused("--write", folder.toString());
        gate("absent", "missing", "--write", "junit=" + file + "/gate.xml").assertRefused("--write", "gate.xml");
        gate("absent", "missing", "--write", "junit=" + file, "--write", "markdown=" + file)
                .assertRefused("--write", file, "is given twice (expected another file)");
        gate("absent", "missing", "--format", "table", "--json")
                .assertRefused("--format: 'table' disagrees with --json");
    }

    @Test
    void shouldRefuseTooFewAndTooManySides() {
        Vmq.run("gate").assertRefused("Missing: BASELINE and CANDIDATE (expected two results to compare)");
        Vmq.run("gate", "base").assertRefused("Missing: CANDIDATE (expected two results to compare)");
        Vmq.run("gate", "a", "b", "c").assertRefused("'c'");
        gate("base", "missing").assertRefused("missing");
    }

    @Command(name = "measure")
    static final class Measure implements Callable<Integer> {
        @Override
        public Integer call() {
            return 42;
        }
    }

    /** Sub-commands stand beside the two parameters; a folder of the same name is found by its path. */
    @Test
    void shouldTellASubCommandFromAFolderOfItsName() {
        StringWriter err = new StringWriter();
        CommandLine root = VmqCommand.commandLine().setErr(new PrintWriter(err));
        Objects.requireNonNull(root.getSubcommands().get("gate")).addSubcommand(new Measure());

        assertThat(root.execute("gate", "measure")).isEqualTo(42);
        assertThat(err.toString()).isEmpty();
        assertThat(root.execute("gate", "./measure", "./other")).isEqualTo(2);
        assertThat(err.toString()).contains("./measure");
    }
}
