package io.vmq.tools.doctor.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.team.LoadDistribution;
import io.vmq.dispatch.team.TeamMode;
import io.vmq.tools.scenario.BadInputException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One host, in every shape in which PowerShell or a person may have saved it. */
class HostExportReaderTest {

    private static final String FOUNDING = Exports.founding();
    private static final HostExport EXPECTED = Exports.read(FOUNDING);

    @Test
    void shouldReadTheFoundingCase() {
        assertThat(EXPECTED.topology().processors()).isEqualTo(32);
        assertThat(EXPECTED.topology().smt()).isEqualTo(2);
        assertThat(EXPECTED.topology().numaNodes()).isEqualTo(2);
        assertThat(EXPECTED.notes()).isEmpty();
        Uplink uplink = EXPECTED.uplinks().getFirst();
        assertThat(uplink.vmSwitch().guid()).isEqualTo("73249AB1-83FF-407B-B80C-A67F56989F6A");
        assertThat(uplink.adapters()).containsExactly("SLOT 2 Port 1", "SLOT 2 Port 2");
        assertThat(uplink.vms()).containsExactly("web1", "db1");
        assertThat(uplink.team().orElseThrow().mode()).isEqualTo(TeamMode.SWITCH_INDEPENDENT);
        assertThat(uplink.team().orElseThrow().distribution()).isEqualTo(LoadDistribution.HYPER_V_PORT);
        Adapter first = EXPECTED.adapter("slot 2 port 1").orElseThrow();
        assertThat(first.vmq().orElseThrow().setting().maxProcessors()).isEqualTo(OptionalInt.of(8));
        assertThat(first.vmq().orElseThrow().setting().numaNode()).isEmpty();
        assertThat(first.queuesInUse()).isEqualTo(1);
    }

    /** Each row replaces text by another that says the same. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"TeamingMode\": 1            | \"TeamingMode\": \"SwitchIndependent\"",
        "\"TeamingMode\": 1            | \"teamingmode\": \"1\"",
        "\"LoadBalancingAlgorithm\": 4 | \"LoadBalancingAlgorithm\": \"HyperVPort\"",
        "\"MaxProcessors\": 8          | \"MaxProcessors\": \"8\"",
        "\"MaxProcessors\": 8          | \"MaxProcessors\": 8.0",
        "\"MaxProcessors\": null       | \"MaxProcessors\": \"\"",
        "\"MaxProcessorNumber\": null, | ``",
        "\"Enabled\": true             | \"Enabled\": \"True\"",
        "\"Enabled\": true             | \"Enabled\": 1",
        "\"NumaNode\": 65535           | \"NumaNode\": null",
        "\"BaseVmqProcessor\": \"0:0\" | \"BaseVmqProcessor\": {\"Group\": 0, \"Number\": 0}",
        "\"BaseVmqProcessor\": \"0:0\" | \"BaseVmqProcessor\": {\"ProcessorGroup\": 0, \"ProcessorNumber\": 0}",
        "\"BaseProcessorGroup\": 0, \"BaseProcessorNumber\": 0, | ``",
        "\"Speed\": 10000000000, \"LinkSpeed\" | \"LinkSpeed\"",
        "\"SwitchType\": 2             | \"SwitchType\": \"External\"",
        "\"VMSwitchTeam\": []          | \"VMSwitchTeam\": null",
        "\"TeamNics\": \"VM Team\"     | \"TeamNics\": [\"VM Team\"]",
        "[{\"NodeId\": 0}, {\"NodeId\": 1}] | {\"value\": [{\"NodeId\": 0}, {\"NodeId\": 1}], \"Count\": 2}",
        "\"Processor\": [              | \"Get-Processor\": ["})
    void shouldReadTheSameHostFromOtherSpellings(String from, String to) {
        assertThat(FOUNDING).contains(from);
        assertThat(Exports.read(FOUNDING.replace(from, to))).isEqualTo(EXPECTED);
    }

    @Test
    void shouldReadAListOfOneFromItsOnlyElement() {
        String one = FOUNDING.replace("[{\"NodeId\": 0}, {\"NodeId\": 1}]", "{\"NodeId\": 0}");
        assertThat(Exports.read(one).topology().numaNodes()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, ''", "UTF-8, EFBBBF", "UTF-16LE, FFFE", "UTF-16BE, FEFF"})
    void shouldReadTheEncodingsOfPowerShell(String charset, String mark) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(HexFormat.of().parseHex(mark));
        bytes.writeBytes(FOUNDING.getBytes(Charset.forName(charset)));
        assertThat(HostExportReader.read("host.json", bytes.toByteArray())).isEqualTo(EXPECTED);
    }

    @Test
    void shouldSayWhatIsNotKnown() {
        HostExport host = Exports.read("""
                {"Processor": {"NumberOfCores": 8, "NumberOfLogicalProcessors": 16},
                 "NetAdapterVmq": [{"Name": "a"}, {"Name": "b"}],
                 "NetLbfoTeam": {"Name": "t", "Members": ["a", "b"], "TeamingMode": 0, "LoadBalancingAlgorithm": 5}}
                """);
        assertThat(host.notes()).hasSize(2).anySatisfy(note -> assertThat(note).contains("no VMSwitch section"))
                .anySatisfy(note -> assertThat(note).contains("no VMHostNumaNode section"));
        assertThat(host.uplinks()).hasSize(1);
        assertThat(host.uplinks().getFirst().team().orElseThrow().mode()).isEqualTo(TeamMode.STATIC);
    }

    @Test
    void shouldFindTheMembersOfASwitchEmbeddedTeam() {
        HostExport host = Exports.read("""
                {"Processor": {"NumberOfCores": 8, "NumberOfLogicalProcessors": 16}, "VMHostNumaNode": {"NodeId": 0},
                 "NetAdapterVmq": [{"Name": "a", "InterfaceDescription": "X"}, {"Name": "b", "InterfaceDescription": "Y"}],
                 "VMSwitch": {"Name": "SET", "SwitchType": "External", "NetAdapterInterfaceDescription": "Teamed-Interface"},
                 "VMSwitchTeam": {"Name": "SET", "NetAdapterInterfaceDescription": ["X", "Y"], "TeamingMode": 1}}
                """);
        assertThat(host.uplinks().getFirst().adapters()).containsExactly("a", "b");
        assertThat(host.uplinks().getFirst().team().orElseThrow().mode()).isEqualTo(TeamMode.SWITCH_EMBEDDED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"MaxProcessors\": 8          | \"MaxProcessors\": \"many\"  | $.NetAdapterVmq[0].MaxProcessors: 'many' | whole number",
        "\"MaxProcessors\": 8          | \"MaxProcessors\": -1        | $.NetAdapterVmq[0].MaxProcessors: '-1' | whole number",
        "\"MaxProcessors\": 8          | \"MaxProcessors\": 1.5       | $.NetAdapterVmq[0].MaxProcessors: '1.5' | whole number",
        "\"MaxProcessors\": 8          | \"MaxProcessors\": 1e999999999 | $.NetAdapterVmq[0].MaxProcessors: | whole number",
        "\"MaxProcessors\": 8          | \"MaxProcessors\": [8]       | $.NetAdapterVmq[0].MaxProcessors: '[8]' | whole number",
        "\"Enabled\": true             | \"Enabled\": \"yes\"         | $.NetAdapterVmq[0].Enabled: 'yes' | true or false",
        "\"TeamingMode\": 1            | \"TeamingMode\": 7           | $.NetLbfoTeam.TeamingMode: '7' | SwitchIndependent",
        "\"LoadBalancingAlgorithm\": 4 | \"LoadBalancingAlgorithm\": 1 | $.NetLbfoTeam.LoadBalancingAlgorithm: '1' | HyperVPort",
        "\"BaseVmqProcessor\": \"0:0\" | \"BaseVmqProcessor\": \"0-0\" | $.NetAdapterVmq[0].BaseVmqProcessor: '0-0' | group:number",
        "\"BaseVmqProcessor\": \"0:0\" | \"BaseVmqProcessor\": \"0:2\" | $.NetAdapterVmq[0].BaseVmqProcessor: '0:2' | the same as",
        "\"BaseProcessorNumber\": 0    | \"BaseProcessorNumber\": 64  | $.NetAdapterVmq[0].BaseProcessorNumber: '64' | 0 to 63",
        "\"Speed\": 10000000000        | \"Speed\": \"fast\"          | $.NetAdapter[0].Speed: 'fast' | a speed",
        "{\"NodeId\": 0}               | \"@{NodeId=0}\"              | $.VMHostNumaNode[0]: '@{NodeId=0}' | an object",
        "\"NumberOfCores\": 8          | \"NumberOfCores\": 7         | $.Processor: 14 cores | equally many",
        "\"Name\": \"SLOT 2 Port 2\"   | \"Name\": \"SLOT 2 Port 1\"  | stands twice | once",
        "\"Processor\": [              | \"Sockets\": [               | $.Processor: is missing | script"})
    void shouldRefuseWithPathValueAndWhatWasExpected(String from, String to, String named, String expected) {
        assertThat(FOUNDING).contains(from);
        assertThatThrownBy(() -> Exports.read(FOUNDING.replace(from, to))).isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("host.json: ").hasMessageContaining(named).hasMessageContaining("expected")
                .hasMessageContaining(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            value = {"``|empty", "[]|$: '[]'", "{|host.json:1:", "{\"a\":1,\"a\":2}|'a' stands twice in one object",
                "nonsense|not valid JSON", "{} {}|host.json",
                "{\"a\"= 1}|host.json:1:5: not valid JSON: '=' may not stand here",
                "{\"a\": nul}|host.json:1:7: not valid JSON (", "{\"Schema\": \"vmq.result/1\"}|host.json: $.Schema: "
                        + "'vmq.result/1' is not possible (expected vmq.host-export/1, which the script",
                "{\"schema\": 2}|$.Schema: '2' is not possible"})
    void shouldRefuseWhatIsNoExport(String text, String named) {
        assertThatThrownBy(() -> Exports.read(text)).isInstanceOf(BadInputException.class).hasMessageContaining(named)
                .hasMessageContaining("expected");
    }

    /** Wherever a copy stopped, the sentence is ours: where the file ends, and what was expected. */
    @Test
    void shouldSayThatAFileEndsTooEarly() {
        for (int length = 1; length < FOUNDING.stripTrailing().length(); length += 7) {
            String cut = FOUNDING.substring(0, length);
            assertThatThrownBy(() -> Exports.read(cut)).as(cut).isInstanceOf(BadInputException.class)
                    .hasMessageMatching("host\\.json:" + (1 + cut.chars().filter(c -> c == '\n').count())
                            + ":\\d+: (the file ends in the middle of its "
                            + "JSON|not valid JSON) \\(expected the whole file that the script of --collect-script saves\\)");
        }
    }

    @Test
    void shouldRefuseWhatIsNestedTooDeep() {
        assertThatThrownBy(() -> Exports.read("[".repeat(100))).isInstanceOf(BadInputException.class)
                .hasMessage(
                        "host.json: nested deeper, or with a longer number or name, than an export is (expected the "
                                + "whole file that the script of --collect-script saves)");
    }

    @Test
    void shouldRefuseBytesThatAreNoText() {
        byte[] latin = "{\"a\": \"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> HostExportReader.read("host.json", latin)).isInstanceOf(BadInputException.class)
                .hasMessageContaining("host.json: not UTF-8 text");
    }
}
