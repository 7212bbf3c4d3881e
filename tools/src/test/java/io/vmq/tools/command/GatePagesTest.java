package io.vmq.tools.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.vmq.tools.report.GateFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The jobs and commands of docs/ci.md and docs/gate.md, held against the program. */
class GatePagesTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
    private static final Pattern CONTINUED = Pattern.compile("\\\\\\n\\s*");
    /** A call of the program at the start of a line, or of an item of YAML, or behind the start of a text in Groovy. */
    private static final Pattern CALL = Pattern.compile("(?m)^\\s*(?:- )?(?:\\./|[\\w./]+/)?vmq ([^&|;#\\n]+)");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    /** A command about the checkout of the baseline, at the start of a line or of an item of YAML. */
    private static final Pattern WORKTREE = Pattern.compile("(?m)^\\s*(?:- )?(git worktree .*)$");

    @TempDir
    private Path folder = Path.of("");

    private static List<String> blocks(String page, String language) throws IOException {
        return BLOCK.matcher(Files.readString(DOCS.resolve(page))).results()
                .filter(found -> found.group(1).equals(language)).map(found -> found.group(2)).toList();
    }

    /** What stands behind {@code vmq}, in words as a shell splits them. */
    private static List<List<String>> calls(String text) {
        return CALL.matcher(CONTINUED.matcher(text).replaceAll("")).results().map(found -> words(found.group(1)))
                .toList();
    }

    private static List<String> words(String line) {
        return WORD.matcher(line).results().map(word -> word.group(1) == null ? word.group(2) : word.group(1)).toList();
    }

    private static Stream<List<String>> calls(String page, String... languages) throws IOException {
        List<List<String>> calls = new ArrayList<>();
        for (String language : languages) {
            blocks(page, language).forEach(block -> calls.addAll(calls(block)));
        }
        return calls.stream();
    }

    private static List<String> valuesOf(String option, List<String> call) {
        return Stream.iterate(0, i -> i < call.size() - 1, i -> i + 1).filter(i -> call.get(i).equals(option))
                .map(i -> call.get(i + 1)).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ci.md", "gate.md"})
    void shouldCallTheProgramAsItCanBeCalled(String page) throws IOException {
        List<List<String>> calls = calls(page, "sh", "yaml", "groovy").toList();
        List<List<String>> inner = calls.stream()
                .flatMap(call -> Stream.of("--baseline", "--candidate").flatMap(side -> valuesOf(side, call).stream()))
                .flatMap(command -> calls(command).stream()).toList();

        assertThat(calls).hasSizeGreaterThan(5);
        assertThat(inner).isNotEmpty().allMatch(call -> call.contains("{out}"));
        assertThat(Stream.concat(calls.stream(), inner.stream())).allSatisfy(
                call -> assertThatCode(() -> VmqCommand.commandLine().parseArgs(call.toArray(String[]::new)))
                        .doesNotThrowAnyException());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ci.md", "gate.md"})
    void shouldWriteFormatsThatThereAre(String page) throws IOException {
        List<String> written = calls(page, "sh", "yaml", "groovy").flatMap(call -> valuesOf("--write", call).stream())
                .toList();

        assertThat(written).isNotEmpty().allMatch(each -> GateFormat.named(each.split("=", 2)[0]).isPresent());
    }

    @Test
    void shouldHaveJobsThatActionsCanRead() throws IOException, InterruptedException {
        JsonNode job = YAMLMapper.builder().build().readTree(blocks("ci.md", "yaml").getFirst()).at("/jobs/gate");

        assertThat(job.get("runs-on").asString()).isEqualTo("ubuntu-latest");
        for (JsonNode step : job.get("steps")) {
            assertThat(step.has("uses")).as(step.toString()).isNotEqualTo(step.has("run"));
            assertThat(step.path("uses").asString("a/b@v1")).matches("[\\w-]+/[\\w-]+@v\\d+");
            // An expression in a script lets the name of a branch become part of the script.
            assertThat(step.path("run").asString("")).doesNotContain("${{");
            assertIsShell(step.path("run").asString(""));
        }
        assertThat(job.toString()).contains("gate.md >> \\\"$GITHUB_STEP_SUMMARY\\\"");
    }

    @Test
    void shouldHaveAJobThatGitLabCanRead() throws IOException, InterruptedException {
        JsonNode job = YAMLMapper.builder().build().readTree(blocks("ci.md", "yaml").get(1)).get("performance-gate");

        assertThat(job.at("/allow_failure/exit_codes/0").asInt()).isEqualTo(ExitCode.INVALID);
        assertThat(job.at("/artifacts/when").asString()).isEqualTo("always");
        assertThat(job.get("script").toString()).contains("junit=" + job.at("/artifacts/reports/junit").asString());
        for (JsonNode line : job.get("script")) {
            assertIsShell(line.asString());
        }
    }

    @Test
    void shouldHaveAJobForJenkinsWhoseBracesClose() throws IOException {
        String job = blocks("ci.md", "groovy").getFirst();

        assertThat(job.chars().filter(c -> c == '{')).hasSize((int) job.chars().filter(c -> c == '}').count());
        assertThat(job).contains("code == " + ExitCode.INVALID, "unstable(", "testResults: 'gate.xml'",
                "junit=gate.xml");
    }

    @Test
    void shouldHaveCommandsThatAreShell() throws IOException, InterruptedException {
        for (String page : List.of("ci.md", "gate.md")) {
            assertIsShell(String.join("\n", blocks(page, "sh")));
        }
    }

    /** Runners of one's own keep their workspaces, and with them the baseline of the build before. */
    @ParameterizedTest
    @CsvSource({"yaml, 0", "yaml, 1", "groovy, 0"})
    void shouldCheckOutTheBaselineInAWorkspaceThatWasKept(String language, int block)
            throws IOException, InterruptedException {
        String checkout = WORKTREE.matcher(blocks("ci.md", language).get(block)).results().map(found -> found.group(1))
                .map(line -> line.replaceFirst("(--detach baseline) .*", "$1 HEAD")).collect(Collectors.joining("\n"));

        assertThat(checkout).contains("add --detach baseline HEAD");
        run("git init -q . && git -c user.name=a -c user.email=a@b commit -q --allow-empty -m first");
        run(checkout);
        run(checkout + "\ntest -e baseline/.git");
        run("rm -rf baseline && mkdir baseline && touch baseline/left\n" + checkout + "\ntest ! -e baseline/left");
        run("rm -rf baseline\n" + checkout);
    }

    private void run(String script) throws IOException, InterruptedException {
        ProcessBuilder bash = new ProcessBuilder("bash", "-e", "-c", script).directory(folder.toFile())
                .redirectErrorStream(true);
        bash.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        bash.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        Process process = bash.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static void assertIsShell(String script) throws IOException, InterruptedException {
        Process bash = new ProcessBuilder("bash", "-n", "-c", script).redirectErrorStream(true).start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(said).isZero();
    }

    /** First cells of the rows of a table. */
    private static List<String> firstCells(String heading) throws IOException {
        List<String> lines = Files.readAllLines(DOCS.resolve("gate.md"));
        int at = lines.indexOf(heading);
        assertThat(at).as(heading).isNotNegative();
        return lines.stream().skip(at + 2L).takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|", -1)[1].strip()).toList();
    }

    @Test
    void shouldNameEveryFormatAndEveryExitCode() throws IOException {
        assertThat(firstCells("| format | for |")).containsExactlyElementsOf(
                Arrays.stream(GateFormat.values()).map(format -> "`" + format.label() + "`").toList());
        assertThat(firstCells("| code | verdict | meaning |")).containsExactly("" + ExitCode.OK, "" + ExitCode.FALSE,
                "" + ExitCode.BAD_INPUT, "" + ExitCode.INVALID);
    }
}
