package io.vmq.tools.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.vmq.tools.command.Vmq.Outcome;
import io.vmq.tools.doctor.export.Exports;
import io.vmq.tools.report.DoctorDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code vmq doctor} as a user meets it: the case that the product grew out of, and what is refused. */
class DoctorCommandTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String EVENT = "Event 106: Available processor sets of the underlying physical NICs belonging to the "
            + "LBFO team NIC /DEVICE/{E01F00F8-53A0-42B8-B998-511E2BBFE6E7} (Friendly Name: Microsoft Network Adapter "
            + "Multiplexor Driver #2) on switch 73249AB1-83FF-407B-B80C-A67F56989F6A (Friendly Name: Production Logical "
            + "Switch) are not configured correctly. Reason: ";
    private static final Path PAGE = Path.of("..", "docs", "doctor.md");

    @TempDir
    private Path folder;

    private Outcome examine(String export, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("host.json"), export);
        return Vmq.run(Stream.concat(Stream.of("doctor", file.toString()), Stream.of(options)).toArray(String[]::new));
    }

    @Test
    void shouldFindTheFoundingCase() throws IOException {
        Outcome outcome = examine(Exports.founding());

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains(EVENT + "The processor sets overlap when LBFO is configured with sum-queue mode.\n")
                .endsWith("""
                        1 error, 2 warnings. Mended by:

                        Set-NetAdapterVmq -Name "SLOT 2 Port 1" -BaseProcessorNumber 2 -MaxProcessors 7
                        Set-NetAdapterVmq -Name "SLOT 2 Port 2" -BaseProcessorNumber 16 -MaxProcessors 8
                        """);
    }

    @Test
    void shouldFindNothingOnceTheCommandsWereRun() throws IOException {
        String mended = Exports.founding().replaceFirst("(Port 1\".*?)\"0:0\"(.*?)Number\": 0, \"MaxProcessors\": 8",
                "$1\"0:2\"$2Number\": 2, \"MaxProcessors\": 7")
                .replaceFirst("(Port 2\".*?)\"0:0\"(.*?)Number\": 0, \"MaxProcessors\": 8",
                        "$1\"0:16\"$2Number\": 16, \"MaxProcessors\": 8");
        Outcome outcome = examine(mended);

        assertThat(outcome.out()).endsWith("Nothing is wrong.\n");
        assertThat(outcome.code()).isZero();
    }

    /** Without the team nobody knows that its members belong together: that must not look like a healthy host. */
    @Test
    void shouldSayThatNothingCouldBeCheckedWithoutTheTeam() throws IOException {
        Outcome outcome = examine(Exports.founding().replace("\"NetLbfoTeam\":", "\"Unknown\":"));

        assertThat(outcome.out()).doesNotContain("Nothing is wrong").contains("Nothing could be checked");
        assertThat(outcome.err()).contains("has members but stands in no NetLbfoTeam section");
        assertThat(outcome.code()).isEqualTo(3);
    }

    @Test
    void shouldGiveTheOtherReasonForAnLacpTeam() throws IOException {
        String lacp = Exports.founding().replace("\"TeamingMode\": 1", "\"TeamingMode\": \"LACP\"");
        Outcome outcome = examine(lacp.replaceFirst("\"MaxProcessors\": 8", "\"MaxProcessors\": 6"));

        assertThat(outcome.out())
                .contains(EVENT + "The processor sets are not identical when LBFO is configured with min-queue mode.\n")
                .endsWith("""
                        Set-NetAdapterVmq -Name "SLOT 2 Port 1" -BaseProcessorNumber 16 -MaxProcessors 8
                        Set-NetAdapterVmq -Name "SLOT 2 Port 2" -BaseProcessorNumber 16 -MaxProcessors 8
                        """);
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(examine(lacp).out()).doesNotContain("Event 106");
    }

    @Test
    void shouldFollowItsSchema() throws IOException {
        JsonNode document = MAPPER.readTree(examine(Exports.founding(), "--json").out());
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(MAPPER.readTree(
                DoctorDocument.class.getResourceAsStream("/io/vmq/tools/report/vmq.doctor-1.schema.json")));

        assertThat(schema.validate(document)).extracting(Error::toString).isEmpty();
        JsonNode first = document.get("findings").get(0);
        assertThat(first.get("id").asString()).isEqualTo("team-sets-overlap");
        assertThat(first.get("severity").asString()).isEqualTo("error");
        assertThat(first.get("text").asString()).startsWith(EVENT);
        assertThat(first.get("fix")).hasSize(2);
        assertThat(MAPPER.readTree(Vmq.run("doctor", "--json", "--plan", "team=sum,nics=3,processors=8,smt=2").out())
                .get("commands").get(2).asString())
                .isEqualTo("Set-NetAdapterVmq -Name \"NIC3\" -BaseProcessorNumber 6 -MaxProcessors 1");
    }

    @Test
    void shouldFollowItsSchemaWithASimulation() throws IOException {
        JsonNode simulated = MAPPER.readTree(examine(Exports.founding(), "--simulate", "--json").out());
        JsonNode down = MAPPER.readTree(examine(Exports.founding().replace("\"Speed\": 10000000000", "\"Speed\": 0"),
                "--simulate", "--json").out());
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(MAPPER.readTree(
                DoctorDocument.class.getResourceAsStream("/io/vmq/tools/report/vmq.doctor-1.schema.json")));

        assertThat(schema.validate(simulated)).extracting(Error::toString).isEmpty();
        assertThat(schema.validate(down)).extracting(Error::toString).isEmpty();
        JsonNode part = simulated.get("simulation").get("parts").get(0);
        assertThat(part.get("ratio").asDouble()).isGreaterThan(1.5);
        assertThat(part.get("before").get("event106").asBoolean()).isTrue();
        assertThat(down.get("simulation").get("parts").get(0).get("before").isNull()).isTrue();
    }

    /** Findings, exit code and standard error are those without a simulation. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "`\"Speed\": 10000000000` | `\"Speed\": 0`                | Not simulated: switch Production Logical Switch: the link of",
        "`\"VmqWeight\": 100`     | `\"VmqWeight\": 0`            | no VM adapter that may have a queue is known on it.",
        "`\"VMSwitch\":`          | `\"Unknown\":`                | Not simulated: switch not known: no VM adapter",
        "`\"NetLbfoTeam\":`       | `\"Unknown\":`                | Nothing is simulated: the export names no virtual switch"})
    void shouldPrintTheFindingsWhereNothingCanBeSimulated(String from, String to, String sentence) throws IOException {
        String export = Exports.founding().replace(from, to);
        Outcome plain = examine(export);
        Outcome simulated = examine(export, "--simulate");

        assertThat(simulated.out()).startsWith(plain.out()).contains(sentence);
        assertThat(simulated.err()).isEqualTo(plain.err());
        assertThat(simulated.code()).isEqualTo(plain.code());
    }

    @Test
    void shouldSayThatThereIsNothingToCompare() throws IOException {
        String roomy = Exports.founding().replaceFirst("(Port 1\".*?)\"0:0\"(.*?)Number\": 0, \"MaxProcessors\": 8",
                "$1\"0:2\"$2Number\": 2, \"MaxProcessors\": 7")
                .replaceFirst("(Port 2\".*?)\"0:0\"(.*?)Number\": 0, \"MaxProcessors\": 8",
                        "$1\"0:16\"$2Number\": 16, \"MaxProcessors\": 8");
        Outcome outcome = examine(roomy, "--simulate", "--rate", "20%");

        assertThat(outcome.out()).contains("Nothing is wrong.\n", "as it is", "20% full",
                "Nothing to compare: no command changes what these frames meet.\n");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void shouldPrintWhatThePageShowsOfASimulation() throws IOException {
        Outcome outcome = examine(Exports.founding(), "--simulate");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).startsWith(examine(Exports.founding()).out());
        assertThat(Files.readString(PAGE)).contains(outcome.out().substring(outcome.out().indexOf("Simulated:")));
    }

    @Test
    void shouldPrintWhatThePageShows() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(page).contains(examine(Exports.founding()).out())
                .contains(Vmq.run("doctor", "--plan", "team=sum,nics=4,processors=16,smt=2").out());
    }

    @Test
    void shouldPrintTheScript() {
        assertThat(Vmq.run("doctor", "--collect-script").out()).startsWith("<#").contains("Out-File");
    }

    @Test
    void shouldRefuseInOneSentence() throws IOException {
        Vmq.run("doctor").assertRefused("nothing to look at", "--collect-script");
        Vmq.run("doctor", "host.json", "--linux").assertRefused("more than one");
        Vmq.run("doctor", "nosuch.json").assertRefused("'nosuch.json'");
        Vmq.run("doctor", folder.toString()).assertRefused("folder");
        Vmq.run("doctor", "--collect-script", "--root", "x").assertRefused("--root");
        Vmq.run("doctor", "--linux", "--root", folder.toString()).assertRefused("sys/class/net");
        Vmq.run("doctor", "--linux", "--simulate").assertRefused("--simulate", "Hyper-V");
        Vmq.run("doctor", "--collect-script", "--simulate").assertRefused("--simulate");
        Vmq.run("doctor", "--plan", "team=sum,nics=2,processors=16", "--simulate").assertRefused("--simulate");
        examine(Exports.founding(), "--rate", "40%").assertRefused("--rate", "--simulate");
        examine(Exports.founding(), "--simulate", "--rate", "10kpps").assertRefused("--rate: '10kpps'", "1% to 100%");
        Vmq.run("doctor", "--plan", "team=sum").assertRefused("--plan: nics is missing");
        Vmq.run("doctor", "--plan", "team=sum,nics=9,processors=8,smt=2").assertRefused("too few cores");
        examine("{\"Processor\": []").assertRefused("host.json:1:", "ends in the middle of its JSON");
        examine("{\"Processor\": 5, \"NetAdapterVmq\": []}").assertRefused("$.Processor: '5'");
    }
}
