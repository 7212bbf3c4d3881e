package io.vmq.tools.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vmq.tools.command.Vmq.Outcome;
import io.vmq.tools.experiment.CaptureFiles;
import io.vmq.tools.scenario.ShippedScenarios;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The command line as a user meets it, in this process. */
class VmqCommandTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final List<String> QUICK = List.of("--clock", "virtual", "--duration", "20ms", "--warmup", "5ms");

    @TempDir
    private Path folder;

    private static Outcome vmq(String... arguments) {
        return Vmq.run(arguments);
    }

    @Test
    void shouldRepeatWhatItDoesNotKnowWithoutItsControls() {
        vmq("gate", "--\u001B[31m\u009B\u202E##[add-mask]").assertRefused("--?[31m??#?[add-mask]");
        vmq("gate", "a\u009B", "b ##[group]").assertRefused("a?");
    }

    /** A run of 20 ms in virtual time. */
    private static Outcome quick(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(QUICK);
        return vmq(all.toArray(String[]::new));
    }

    private static void assertRefused(Outcome outcome, String... named) {
        outcome.assertRefused(named);
    }

    static Stream<Arguments> badOptions() {
        return Stream.of(
                arguments("--modes", "nonsense", "mode 'nonsense' is unknown (known: single, rss, vmq, vmmq, vrss)"),
                arguments("--modes", "single,single", "'single'"), arguments("--modes", "VMQ", "'VMQ'"),
                arguments("--modes", "", "--modes"),
                arguments("--vms", "0", "--vms: '0' is not possible"), arguments("--vms", "many", "--vms: 'many'"),
                arguments("--vms", "-3", "-3"),
                arguments("--rate", "200%", "--rate: '200%' is 200% of the 10gbps link"),
                arguments("--rate", "0", "--rate: '0'"), arguments("--rate", "11gbps", "--rate: '11gbps'"),
                arguments("--rate", "fast", "--rate: 'fast'"),
                arguments("--frame-size", "20", "--frame-size"), arguments("--frame-size", "9217", "9217"),
                arguments("--duration", "0", "--duration: '0'"), arguments("--duration", "soon", "--duration: 'soon'"),
                arguments("--clock", "wall", "--clock: 'wall'"),
                arguments("--core-mode", "free", "--core-mode: 'free'"),
                arguments("--link", "1000gbps5", "--link"), arguments("--queues", "0", "--queues: '0'"),
                arguments("--ring", "0", "--ring: '0'"), arguments("--cores", "0", "--cores: '0'"),
                arguments("--service", "cheap", "--service: 'cheap'"), arguments("--trials", "0", "--trials: '0'"),
                arguments("--seed", "1.5", "--seed: '1.5'"),
                arguments("--popularity", "zipf:-1", "--popularity: zipf exponent -1"),
                arguments("--arrivals", "random", "random"), arguments("--cpus", "0,0", "--cpus: '0,0'"),
                arguments("--detail", "some", "--detail: 'some'"), arguments("--loop", "2", "--loop"),
                arguments("--protocol", "sctp", "--protocol: 'sctp'"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("badOptions")
    void shouldRefuseAValueThatCannotBe(String option, String value, String named) {
        assertRefused(vmq("compare", option, value), named);
    }

    @Test
    void shouldNameTheOptionAndTheValueOfAFrameThatIsTooSmall() {
        assertRefused(vmq("compare", "--frame-size", "20"), "--frame-size", "20", "64");
    }

    @Test
    void shouldRefuseWhatIsNoCommandOptionOrScenario() {
        assertRefused(vmq("bogus"), "bogus");
        assertRefused(vmq("compare", "--bogus"), "--bogus");
        assertRefused(vmq("compare", "--vms"), "--vms");
        assertRefused(vmq("compare", "no-such-scenario"),
                "'no-such-scenario' is neither a file nor a scenario that ships");
        assertRefused(vmq("compare", folder.resolve("absent.yaml").toString()), "absent.yaml");
        assertRefused(vmq("compare", folder.toString()), folder.toString());
        assertRefused(vmq("compare", "a", "b"), "b");
        assertRefused(vmq("compare", "--vms", "3", "--vms", "4"), "--vms is given twice (expected it once)");
        assertRefused(vmq("run", "--json", "--json"), "--json is given twice (expected it once)");
        assertRefused(vmq("steer", "--tuples", "a", "--tuples=b"), "--tuples is given twice (expected it once)");
        assertRefused(vmq("scenario", "check", "no-such-scenario"), "no-such-scenario");
        assertRefused(vmq("scenario", "delete"), "delete");
        assertRefused(vmq(), "subcommand");
    }

    @Test
    void shouldRefuseToShowWhatDoesNotShip() {
        assertRefused(vmq("scenario", "show", "no-such-scenario"), "no-such-scenario");
        assertRefused(vmq("scenario", "show", "one-flwo"), "did you mean 'one-flow'?");
    }

    @Test
    void shouldRefuseAScenarioFileWithAMacTwice() throws IOException {
        Path file = Files.writeString(folder.resolve("twice.yaml"), """
                version: 1
                vms:
                  - {mac: 02:00:00:00:00:01}
                  - {mac: 02-00-00-00-00-01}
                """);

        assertRefused(vmq("compare", file.toString()), "twice.yaml:4:", "02:00:00:00:00:01");
    }

    @Test
    void shouldRefuseAnUnknownKeyWithItsPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("unknown.yaml"), """
                version: 1
                nics:
                  - {name: nic0, speed: 10gbps}
                """);

        assertRefused(vmq("compare", file.toString()), "unknown.yaml:3:", "speed");
    }

    @Test
    void shouldRefuseAFileThatIsNoScenario() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.yaml"), "");
        Path garbage = Files.write(folder.resolve("garbage.yaml"), new byte[] {0, 1, 2, (byte) 0xFF, 3});

        assertRefused(vmq("compare", empty.toString()), "empty.yaml");
        assertRefused(vmq("compare", garbage.toString()), "garbage.yaml");
    }

    @Test
    void shouldRefuseWhatIsNoCapture() throws IOException {
        Path garbage = Files.writeString(folder.resolve("garbage.pcap"), "this is no capture at all");
        Path empty = Files.write(folder.resolve("empty.pcap"), new byte[0]);
        Path noFrames = Files.write(folder.resolve("none.pcap"),
                Arrays.copyOf(Files.readAllBytes(CaptureFiles.whole(folder, 1, 1)), CaptureFiles.FILE_HEADER_BYTES));

        assertRefused(vmq("compare", "--pcap", garbage.toString()), "--pcap", "garbage.pcap");
        assertRefused(vmq("compare", "--pcap", empty.toString()), "--pcap", "empty.pcap");
        assertRefused(vmq("compare", "--pcap", noFrames.toString()), "--pcap", "none.pcap");
        assertRefused(vmq("compare", "--pcap", folder.resolve("absent.pcap").toString()), "--pcap", "absent.pcap");
        assertRefused(vmq("compare", "--pcap", folder.toString()), "--pcap", folder.toString());
        assertRefused(vmq("compare", "--pcap", CaptureFiles.withoutEthernet(folder).toString()), "--pcap",
                "cooked.pcap");
    }

    @Test
    void shouldRefuseWhatContradictsACapture() throws IOException {
        String capture = CaptureFiles.whole(folder, 10, 2).toString();

        assertRefused(vmq("compare", "--pcap", capture, "--vms", "4"), "--vms");
        assertRefused(vmq("compare", "--pcap", capture, "--rate", "10kpps"), "--rate");
        assertRefused(vmq("compare", "--pcap", capture, "--warmup", "1s"), "--warmup", "'1s'");
        assertRefused(vmq("compare", "--pcap", capture, "--pcap-speed", "1kpps", "--max-gap", "1ms"), "--max-gap");
    }

    @Test
    void shouldRefuseToWriteIntoWhatIsNoFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");

        assertRefused(quick("run", "--mode", "single", "--out", file.toString()), "--out", file.toString());
        assertRefused(quick("run", "--mode", "single", "--out", file.resolve("under").toString()), "--out", "under");
        assertThat(file).hasContent("mine");
    }

    @Test
    void shouldSayInPlainWordsWhyAFolderCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");

        assertThat(quick("run", "--mode", "single", "--out", file.toString()).err()).doesNotContain("java.",
                "Exception");
    }

    @Test
    void shouldAskForOneModeToRun() {
        assertRefused(vmq("run"), "--mode is missing");
        assertRefused(vmq("run", "--mode", "single,rss"), "'single,rss' names several modes");
        assertRefused(vmq("run", "--mode", ""), "--mode");
    }

    @Test
    void shouldRefuseAPluginFolderThatIsNone() throws IOException {
        Path file = Files.writeString(folder.resolve("plug-in.jar"), "no jar");
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertRefused(quick("run", "--mode", "single", "--plugins", empty.toString()), "--plugins",
                "'" + empty + "' holds no jar");
        assertRefused(quick("run", "--mode", "single", "--plugins", file.toString()), "'" + file + "' is not a folder");
        assertRefused(quick("run", "--mode", "single", "--plugins", folder.resolve("absent").toString()), "absent");
    }

    @Test
    void shouldRefuseMachinesThatThisIsNot() {
        assertRefused(vmq("run", "--mode", "single", "--cpus", "4095"), "--cpus: CPU 4095 is not available");
        assertRefused(vmq("run", "--mode", "single", "--core-mode", "pinned", "--cores", "1024"),
                "--core-mode: 'pinned' needs 1025 CPUs");
    }

    @Test
    void shouldShowControlCharactersAsQuestionMarks() {
        assertRefused(vmq("compare", "no\nsuch\u001b[31m"), "'no?such?[31m'");
    }

    @Test
    void shouldPrintTheDocumentAloneWithJson() {
        Outcome outcome = quick("run", "--mode", "vmq", "--json");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        JsonNode document = MAPPER.readTree(outcome.out());
        assertThat(document.get("schema").asString()).isEqualTo("vmq.result/1");
        assertThat(document.get("trials")).hasSize(1);
        assertThat(outcome.out()).startsWith("{").endsWith("}\n");
    }

    @Test
    void shouldCompareThreeTrialsInVirtualTimeUnlessTold() {
        assertThat(MAPPER.readTree(quick("compare", "--json").out()).get("trials")).hasSize(9);
        assertThat(MAPPER.readTree(quick("compare", "--json", "--trials", "1").out()).get("trials")).hasSize(3);
        assertThat(MAPPER.readTree(quick("run", "--mode", "rss", "--json").out()).get("trials")).hasSize(1);
    }

    @Test
    void shouldPrintTablesForPeople() {
        Outcome compare = quick("compare");
        Outcome run = quick("run", "--mode", "vmq", "--vms", "16", "--cores", "4");

        assertThat(compare.code()).isZero();
        assertThat(compare.err()).isEmpty();
        assertThat(compare.out()).contains("single    rss     vmq", "VMQ delivers 2.").endsWith("vmq compare --help\n");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("QueueID", "VmFriendlyName", "Event 113", "vm16");
    }

    @Test
    void shouldSayThatARunIsInvalidAndStillPrintIt() {
        Outcome outcome = vmq("run", "--mode", "single", "--clock", "virtual", "--duration", "1ms", "--warmup", "0");

        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.out()).contains("INVALID single, trial 0: too-short");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void shouldEndWellWithACaptureThatWasCut() throws IOException {
        Outcome outcome = vmq("run", "--mode", "vmq", "--clock", "virtual", "--pcap",
                CaptureFiles.cut(folder, 50, 3).toString());

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("is cut in frame 50 at byte");
    }

    @Test
    void shouldWriteTheFilesOfAResultWhoseScenarioGivesTheSameAgain() throws IOException {
        Path out = folder.resolve("deep/result");
        Outcome first = quick("compare", "--modes", "single,vmq", "--seed", "11", "--out", out.toString());

        assertThat(first.code()).as(first.err()).isZero();
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("result.json",
                    "summary.csv", "scenario.yaml", "latency.hlog");
        }
        assertThat(out.resolve("summary.csv")).content(StandardCharsets.UTF_8).startsWith("mode,trial,seed,");
        assertThat(out.resolve("latency.hlog")).content(StandardCharsets.UTF_8).contains("Tag=vmq,",
                "Tag=single.t2.q0,");

        Outcome again = vmq("compare", out.resolve("scenario.yaml").toString(), "--json");
        assertThat(repeatable(again.out())).isEqualTo(repeatable(Files.readString(out.resolve("result.json"))));
    }

    @Test
    void shouldSayIfItReplacesAnEarlierResult() {
        String[] run = {"run", "--mode", "single", "--out", folder.toString()};
        Outcome fresh = quick(run);
        Outcome again = quick(run);

        assertThat(fresh.err()).isEmpty();
        assertThat(again.code()).isZero();
        assertThat(again.err()).isEqualTo(
                "vmq: --out: the earlier result in '" + folder + "' is replaced" + System.lineSeparator());
    }

    private static String repeatable(String json) {
        ObjectNode document = (ObjectNode) MAPPER.readTree(json);
        document.remove(List.of("machine", "tool"));
        document.get("trials").forEach(trial -> ((ObjectNode) trial).remove("wallNs"));
        return document.toPrettyString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--modes=nonsense", "--pcap=/nonexistent/capture.pcap", "--plugins=/nonexistent"})
    void shouldNotTouchAnEarlierResultIfItRefuses(String bad) throws IOException {
        Path out = folder.resolve("result");
        Outcome first = quick("run", "--mode", "single", "--out", out.toString());
        assertThat(first.code()).isZero();
        String log = Files.readString(out.resolve("latency.hlog"));
        String scenario = Files.readString(out.resolve("scenario.yaml"));

        Outcome refused = vmq("compare", bad, "--clock", "virtual", "--seed", "99", "--out", out.toString());

        assertThat(refused.code()).isEqualTo(2);
        assertThat(out.resolve("latency.hlog")).hasContent(log);
        assertThat(out.resolve("scenario.yaml")).hasContent(scenario);
    }

    @Test
    void shouldTellItsVersion() {
        Outcome outcome = vmq("--version");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).matches("vmq \\S+ \\(commit \\S+\\)\\R");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--help", "compare --help", "run --help", "steer --help", "scenario --help", "scenario list",
                "scenario show hyperv-2012-10gbe", "scenario schema", "scenario check hyperv-2012-10gbe"})
    void shouldAnswerOnStandardOutput(String arguments) {
        Outcome outcome = vmq(arguments.split(" ", -1));

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isNotBlank();
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void shouldNameEverySettingInItsHelp() {
        assertThat(vmq("compare", "--help").out()).contains("--modes", "--clock", "--core-mode", "--cpus", "--duration",
                "--warmup", "--trials", "--rate", "--link", "--frame-size", "--arrivals", "--popularity",
                "--flow-popularity", "--vms", "--flows-per-vm", "--queues", "--ring", "--cores", "--service", "--pcap",
                "--pcap-speed", "--loop", "--max-gap", "--detail", "--seed", "--out", "--json", "--quiet", "--plugins");
    }

    @Test
    void shouldListEachScenarioByNameAndTitleInTwoColumns() {
        List<String> lines = vmq("scenario", "list").out().lines().toList();

        assertThat(lines).extracting(line -> line.substring(0, line.indexOf(' ')))
                .isEqualTo(ShippedScenarios.names());
        assertThat(lines).allMatch(line -> line.matches("[a-z0-9-]+ {2,}[A-Z].*[^.: ]"));
        assertThat(lines).extracting(line -> line.length() - line.replaceFirst("\\S+ +", "").length()).containsOnly(
                ShippedScenarios.names().stream().mapToInt(String::length).max().orElseThrow() + 2);
        assertThat(lines.getFirst()).endsWith("  The host of the article on VMQ and RSS");
    }

    @Test
    void shouldCheckAScenarioIntoOneThatIsComplete() throws IOException {
        Path checked = Files.writeString(folder.resolve("checked.yaml"),
                vmq("scenario", "check", "hyperv-2012-10gbe").out());

        assertThat(vmq("scenario", "check", checked.toString()).out()).hasToString(Files.readString(checked));
    }
}
