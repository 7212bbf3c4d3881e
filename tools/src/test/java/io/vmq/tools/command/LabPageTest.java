package io.vmq.tools.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.nic.backend.Backend;
import io.vmq.nic.linux.Capabilities;
import io.vmq.nic.linux.Capability;
import io.vmq.tools.conformance.Outcome;
import io.vmq.tools.conformance.Rule;
import io.vmq.tools.conformance.wire.Cables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables and the report of docs/lab.md, held against the program. */
class LabPageTest {

    private static final Path PAGE = Path.of("..", "docs", "lab.md");

    /** First cells of the rows of the table below a heading. */
    private static List<String> firstCells(String heading) throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        int at = lines.indexOf(heading);
        assertThat(at).as(heading).isNotNegative();
        return lines.stream().skip(at + 2L).takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|", -1)[1].strip()).toList();
    }

    @Test
    void shouldNameEveryRuleInOrder() throws IOException {
        assertThat(firstCells("| rule | a frame of it |"))
                .containsExactlyElementsOf(Arrays.stream(Rule.values()).map(Rule::label).toList());
    }

    @Test
    void shouldNameEveryOutcomeWithItsExitCode() throws IOException {
        assertThat(firstCells("| outcome | exit code | what it says |"))
                .containsExactlyElementsOf(
                        Arrays.stream(Outcome.values()).map(each -> "`" + each.label() + "`").toList());
        assertThat(Files.readString(PAGE)).contains("| `conforms` | " + ExitCode.OK + " |",
                "| `differs` | " + ExitCode.FALSE + " |", "| `not-validated` | " + ExitCode.INVALID + " |");
    }

    @Test
    void shouldNameEveryBackend() throws IOException {
        assertThat(firstCells("| `--backend` | `--mode vmq` | `--mode rss` |"))
                .containsExactlyElementsOf(Stream.of(Backend.AF_PACKET, Backend.AF_PACKET_FANOUT, Backend.AF_XDP)
                        .map(each -> "`" + each.label() + "`").toList());
    }

    @Test
    void shouldGiveTheLineThatARefusalGives() throws IOException {
        String missing = Capabilities.parse("CapEff:\t0\n").orElseThrow()
                .missing("af-xdp on eth1", Backend.AF_XDP.needed().toArray(Capability[]::new)).orElseThrow();
        String line = missing.substring(missing.indexOf("sudo setpriv"), missing.lastIndexOf(" ./vmq …)"));

        assertThat(Files.readString(PAGE)).contains("\n" + line + " ./vmq nic check …\n").doesNotContain("sudo setcap");
    }

    @Test
    void shouldShowTheReportOfTheRehearsal() throws Exception {
        Cables.assumePossible();
        Vmq.Outcome outcome = Vmq.run("nic", "check", "--rehearsal", "--mode", "vmq", "--backend", "af-packet-fanout",
                "tenant-vlans");

        assertThat(Files.readString(PAGE)).contains("```\n" + outcome.out() + "```\n");
    }
}
