package io.vmq.tools.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.tools.command.Vmq.Outcome;
import io.vmq.tools.conformance.Checks;
import io.vmq.tools.conformance.Recording;
import io.vmq.tools.conformance.wire.Cables;
import io.vmq.tools.experiment.Tool;
import io.vmq.tools.report.RecordingDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code vmq nic check} as a user meets it. */
class NicCheckCommandTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @TempDir
    private Path folder = Path.of("");

    private static Outcome rehearse(String... options) throws Exception {
        Cables.assumePossible();
        List<String> arguments = new ArrayList<>(List.of("nic", "check", "--rehearsal"));
        arguments.addAll(List.of(options));
        return Vmq.run(arguments.toArray(String[]::new));
    }

    private Outcome replay(Recording recording, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("seen.json"),
                RecordingDocument.text(recording, new Tool("1", "abc")));
        List<String> arguments = new ArrayList<>(List.of("nic", "check", "--replay", file.toString()));
        arguments.addAll(List.of(options));
        return Vmq.run(arguments.toArray(String[]::new));
    }

    @Test
    void shouldShowAnybodyAReport() throws Exception {
        Outcome outcome = rehearse("--mode", "vmq", "--backend", "af-packet-fanout", "tenant-vlans");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .startsWith("vmq on vmq0 through af-packet-fanout, 9 queues; 1000 frames out of "
                        + "vmq1, seed 1\n")
                .endsWith("Conforms: all 1000 frames arrived at the queue that was predicted.\n");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void shouldNotCallItValidWhereNothingIsSteered() throws Exception {
        Outcome rss = rehearse("--mode", "rss", "--backend", "af-packet-fanout");

        assertThat(rss.code()).isEqualTo(3);
        assertThat(rss.out()).endsWith(
                "Not validated: the driver veth of vmq0 gives no RSS table (EOPNOTSUPP, Operation not supported).\n");
        assertThat(rehearse("--mode", "vmq", "--backend", "af-packet").code()).isEqualTo(3);
    }

    @Test
    void shouldGiveTheSameReportOfARecording() throws Exception {
        String file = folder.resolve("kept.json").toString();
        Outcome checked = rehearse("--mode", "vmq", "--backend", "af-packet-fanout", "--vms", "3", "--queues", "2",
                "--seed", "9", "--frames", "300", "--record", file, "--json");
        Outcome again = Vmq.run("nic", "check", "--replay", file, "--json");

        assertThat(checked.code()).isZero();
        assertThat(again.code()).isZero();
        assertThat(withoutMachine(again.out())).isEqualTo(withoutMachine(checked.out()));
        assertThat(MAPPER.readTree(again.out()).get("queues").asInt()).isEqualTo(3);
        assertThat(MAPPER.readTree(again.out()).get("frames").asInt()).isEqualTo(300);
    }

    private static JsonNode withoutMachine(String document) {
        ObjectNode tree = (ObjectNode) MAPPER.readTree(document);
        tree.remove("machine");
        return tree;
    }

    @Test
    void shouldReplayAnywhereWithTheOutcomeAsExitCode() throws IOException {
        assertThat(replay(Checks.conforming()).code()).isZero();
        Outcome differs = replay(Checks.differing());
        assertThat(differs.code()).isEqualTo(1);
        assertThat(differs.out())
                .contains("likely: the filter for 00:15:5d:00:00:02 points at queue 5 instead of queue 2");
        assertThat(replay(Checks.withoutTable()).code()).isEqualTo(3);
        assertThat(MAPPER.readTree(replay(Checks.differing(), "--json").out()).get("outcome").asString())
                .isEqualTo("differs");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "nic check | nothing to check (expected IFACE with --via PEER, --rehearsal or --replay FILE)",
        "nic check eth7 --mode vmq --backend af-xdp | --via: is missing (expected the interface",
        "nic check eth7 --via eth7 --mode vmq --backend af-xdp | --via: 'eth7' is the interface itself",
        "nic check eth7 --via eth8 --backend af-xdp | --mode: is missing (expected vmq or rss)",
        "nic check eth7 --via eth8 --mode vmmq --backend af-xdp | --mode: 'vmmq' is not possible (expected vmq or rss)",
        "nic check eth7 --via eth8 --mode vmq | --backend: is missing (expected af-packet, af-packet-fanout or af-xdp)",
        "nic check eth7 --via eth8 --mode vmq --backend vxlan | --backend: 'vxlan' is not possible (expected af-packet,",
        "nic check eth7 --via eth8 --mode vmq --backend dpdk | --backend: 'dpdk' is not possible (expected af-packet,",
        "nic check eth7 --via eth8 --mode rss --backend af-xdp --vms 3 | --mode rss: has no use for --vms",
        "nic check eth7 imix-mixed --via eth8 --mode rss --backend af-xdp | --mode rss: has no use for a scenario",
        "nic check --rehearsal --via eth8 --mode vmq --backend af-xdp | --via: 'eth8' says nothing with --rehearsal",
        "nic check eth7 imix-mixed --rehearsal --mode vmq --backend af-xdp | 'eth7' says nothing with --rehearsal",
        "nic check eth7 --via eth8 --mode vmq --backend af-xdp --frames 0 | --frames: '0' is not possible (expected a whole",
        "nic check eth7 --via eth8 --mode vmq --backend af-xdp --seed x | --seed: 'x' is not possible (expected a whole",
        "nic check eth7 --via eth8 --mode vmq --backend af-xdp --queues 256 | --queues: '256' is not possible (expected",
        "nic check eth7 --via eth8 --mode vmq --backend af-xdp --vms 0 | --vms: '0' is not possible (expected",
        "nic check eth7 gone.yaml --via eth8 --mode vmq --backend af-xdp | gone.yaml",
        "nic check --replay gone.json | 'gone.json' does not exist",
        "nic check --replay gone.json --mode vmq | --replay: disagrees with --mode",
        "nic check eth7 --replay gone.json | --replay: disagrees with IFACE",
        "nic check --replay gone.json --seed 7 | --replay: disagrees with --seed",
        "nic check --replay gone.json --vms 7 | --replay: disagrees with --vms",
        "nic check --replay gone.json --yes-this-interface | --replay: disagrees with --yes-this-interface",
        "nic check --replay gone.json --rehearsal | --replay: disagrees with --rehearsal"})
    void shouldRefuseInOneSentence(String command, String sentence) {
        Vmq.run(command.split(" ", -1)).assertRefused(sentence);
    }

    @Test
    void shouldRefuseInterfacesThatAreNotThere() throws Exception {
        Cables.assumePossible();

        Vmq.run("nic", "check", "vmqgone0", "--via", "vmqgone1", "--mode", "vmq", "--backend", "af-packet-fanout")
                .assertRefused("vmqgone0");
    }

    @Test
    void shouldSayHowManyFramesThereHaveToBe() throws Exception {
        rehearse("--mode", "vmq", "--backend", "af-packet-fanout", "--frames", "5")
                .assertRefused("--frames: '5' is too few (expected at least ");
    }

    @Test
    void shouldNoticeBeforeTheCheckThatARecordingCannotBeKept() throws Exception {
        String file = folder.resolve("no/such/folder.json").toString();

        rehearse("--mode", "vmq", "--backend", "af-packet-fanout", "--record", file)
                .assertRefused("--record: " + file + " cannot be written");
        rehearse("--mode", "vmq", "--backend", "af-packet-fanout", "--record", folder.toString())
                .assertRefused("--record: " + folder + " cannot be written");
    }

    @Test
    void shouldNotLoseTheReportBecauseTheDiskIsFull() throws Exception {
        Outcome outcome = rehearse("--mode", "vmq", "--backend", "af-packet-fanout", "--record", "/dev/full");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).endsWith("Conforms: all 1000 frames arrived at the queue that was predicted.\n");
        assertThat(outcome.err()).contains("--record: /dev/full cannot be written").hasLineCount(1);
    }

    @Test
    void shouldLeaveTheRecordingAsItWasIfThereIsNoCheck() throws Exception {
        Path old = Files.writeString(folder.resolve("old.json"), "old");
        Path missing = folder.resolve("new.json");
        for (Path file : List.of(old, missing)) {
            rehearse("--mode", "vmq", "--backend", "af-packet-fanout", "--frames", "5", "--record", file.toString())
                    .assertRefused("--frames: ");
        }

        assertThat(old).hasContent("old");
        assertThat(missing).doesNotExist();
    }

    @Test
    void shouldReplaceAnOlderRecording() throws Exception {
        Path file = Files.writeString(folder.resolve("kept.json"), "x".repeat(1_000_000));
        Outcome checked = rehearse("--mode", "vmq", "--backend", "af-packet-fanout", "--record", file.toString());

        assertThat(checked.code()).isZero();
        assertThat(Vmq.run("nic", "check", "--replay", file.toString()).out()).isEqualTo(checked.out());
    }
}
