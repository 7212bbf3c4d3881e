package io.vmq.tools.steer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input: one sentence that names the value and what was expected, exit code 2, not a row on standard output. */
class SteerRefusalsTest {

    private static final String GOOD = "1.2.3.4,5.6.7.8,1,2\n";

    @TempDir
    private Path folder;

    private static void assertRefused(SteerRun run, String... parts) {
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("vmq: ").endsWith("\n").hasLineCount(1).contains(parts)
                .doesNotContain("Exception");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "1.2.3.4                        | line: '1.2.3.4' is not possible (expected src,dst,srcPort,dstPort[,tcp",
        "1.2.3.4,5.6.7.8,1,2,tcp,       | line: '1.2.3.4,5.6.7.8,1,2,tcp,' is not possible (expected src,dst",
        "localhost,5.6.7.8,1,2          | src: 'localhost' is not possible (expected an IPv4 address such as",
        "1.2.3.4,example.org,1,2        | dst: 'example.org' is not possible (expected an IPv4 address such as",
        "1.2.3,5.6.7.8,1,2              | src: '1.2.3' is",
        "1.2.3.256,5.6.7.8,1,2          | src: '1.2.3.256' is",
        "1.2.3.04,5.6.7.8,1,2           | src: '1.2.3.04' is",
        "0x1.2.3.4,5.6.7.8,1,2          | src: '0x1.2.3.4' is",
        "16909060,5.6.7.8,1,2           | src: '16909060' is",
        ",5.6.7.8,1,2                   | src: no value (expected an IPv4",
        "fe80::1%eth0,::1,1,2           | src: 'fe80::1%eth0' is",
        "[::1],::2,1,2                  | src: '[::1]' is",
        "1:2:3:4:5:6:7:8:9,::1,1,2      | src: '1:2:3:4:5:6:7:8:9' is",
        "1::2::3,::1,1,2                | src: '1::2::3' is",
        "12345::,::1,1,2                | src: '12345::' is",
        "::1.2.3,::1,1,2                | src: '::1.2.3' is",
        ":::,::1,1,2                    | src: ':::' is",
        "1.2.3.4,::1,1,2                | dst: '::1' is not possible (expected the IP version of src '1.2.3.4')",
        "1.2.3.4,5.6.7.8,65536,2        | srcPort: '65536' is not possible (expected a whole number from 0 to 65535)",
        "1.2.3.4,5.6.7.8,1,-2           | dstPort: '-2' is",
        "1.2.3.4,5.6.7.8,1,             | dstPort: no value (expected a whole",
        "1.2.3.4,5.6.7.8,+1,2           | srcPort: '+1' is",
        "1.2.3.4,5.6.7.8,99999999999,2  | srcPort: '99999999999' is",
        "1.2.3.4,5.6.7.8,1,2,sctp       | protocol: 'sctp' is not possible (expected tcp, udp or other)",
        "1.2.3.4,5.6.7.8,1,2,           | protocol: no value (expected tcp",
        "src,dst,srcPort,dstPort        | src: 'src' is"})
    void shouldRefuseALineThatNamesNoFlow(String line, String sentence) {
        assertRefused(SteerRun.of(GOOD + "\n# no flow\n" + line + "\n" + GOOD, "--tuples", "-"),
                "vmq: standard input:4: " + sentence);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "00:15:5d:00:00             | mac: '00:15:5d:00:00' is not possible (expected six hex bytes such as",
        "00:15-5d:00:00:01          | mac: '00:15-5d:00:00:01' is",
        ",5                         | mac: no value (expected six hex bytes",
        "00:15:5d:00:00:01,5,6      | line: '00:15:5d:00:00:01,5,6' is not possible (expected mac[,vlan])",
        "00:15:5d:00:00:01,4095     | vlan: '4095' is not possible (expected a whole number from 0 to 4094, or nothing",
        "00:15:5d:00:00:01,x        | vlan: 'x' is",
        "00:15:5d:00:00:01,-1       | vlan: '-1' is"})
    void shouldRefuseALineThatNamesNoMac(String line, String sentence) {
        assertRefused(SteerRun.of("00:15:5d:00:00:01\n" + line, "--mode", "vmq", "--macs", "-"),
                "vmq: standard input:2: " + sentence);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "--tuples - --mode vmmqq            | --mode: mode 'vmmqq' is unknown (known: ",
        "--tuples - --mode vmq              | --mode vmq with --tuples: this mode goes by destination MAC",
        "--tuples - --queues 0              | --queues: '0' is not possible (expected a whole number from 1 to ",
        "--tuples - --queues 8.5            | --queues: '8.5' is",
        "--tuples - --table 100             | --table: '100' is not possible (expected a power of two from 1 to 65536)",
        "--tuples - --table 0               | --table: '0' is",
        "--tuples - --table 131072          | --table: '131072' is",
        "--tuples - --table 4294967296      | --table: '4294967296' is",
        "--tuples - --key 6d5a              | --key: '6d5a' is not an RSS key (expected default, symmetric or 80",
        "--tuples - --hash-types ipv5       | --hash-types: hash type 'ipv5' is unknown (known: ipv4, ",
        "--tuples - --format xml            | --format: 'xml' is not possible (expected csv or json)",
        "--tuples - --vms 3                 | --vms: '3' says nothing without --macs",
        "--pcap x --vms 3                   | --vms: '3' says nothing without --macs",
        "--macs - --vms 0                   | --vms: '0' is not possible (expected a whole number from 1 to 65536)",
        "--macs - --vms 07                  | --vms: '07' is",
        "--macs - --first-mac x             | --first-mac: 'x' is not a MAC address",
        "--macs - --first-mac 01:00:00:00:00:00                | --first-mac: '01:00:00:00:00:00' leaves no room for 8",
        "--macs - --first-mac 00:ff:ff:ff:ff:ff --vms 2        | --first-mac: '00:ff:ff:ff:ff:ff' leaves no room for 2",
        "--macs - --first-mac fe:ff:ff:ff:ff:f9                | --first-mac: 'fe:ff:ff:ff:ff:f9' leaves no room for 8",
        "--macs - --first-mac 00:15:5d:00:00:01 --scenario x   | --first-mac: '00:15:5d:00:00:01' disagrees with",
        "--pcap x --first-mac 00:15:5d:00:00:01                | --first-mac: '00:15:5d:00:00:01' says nothing",
        "--macs - --scenario hyperv-2012-10gbe --vms 0         | --vms: '0' is not possible",
        "--tuples - --scenario hyperv-2012-10gbe --queues 4097 | --queues: '4097' is not possible",
        "--tuples - --queues 4097                              | --queues: '4097' is not possible",
        "--macs - --scenario no-such        | 'no-such' ",
        "--tuples - --plugins no/such       | --plugins: 'no/such' is not a folder",
        "--tuples no/such.csv               | 'no/such.csv' does not exist (expected a text file, or -",
        "--tuples .                         | .: is a folder (expected a text file",
        "--macs no/such.csv                 | 'no/such.csv' does not exist",
        "--pcap no/such.pcap                | --pcap: capture no/such.pcap does not exist",
        "--tuples - --macs -                | mutually exclusive",
        "--mode rss                         | --tuples",
        "--tuples - --hashtypes ipv4        | --hashtypes",
        "--tuples                           | --tuples",
        "--tuples - more                    | more"})
    void shouldRefuseOptionsThatCannotBe(String arguments, String sentence) {
        assertRefused(SteerRun.of("", arguments.split(" +")), sentence);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_001, 100_000})
    void shouldRefuseALineThatIsTooLong(int length) {
        assertRefused(SteerRun.of(GOOD + "1".repeat(length), "--tuples", "-"), "standard input:2: line: '1111",
                "…' is too long (expected at most 1000 characters)");
    }

    @Test
    void shouldRefuseBytesThatAreNoText() throws IOException {
        byte[] garbage = new byte[5_000];
        Arrays.fill(garbage, (byte) 0xFE);
        Path file = Files.write(folder.resolve("garbage"), garbage);

        assertRefused(SteerRun.of(garbage, "--tuples", "-"), "standard input:1: line: '");
        assertRefused(SteerRun.of("", "--macs", file.toString()), file + ":1: line: '");
        assertRefused(SteerRun.of("", "--pcap", file.toString()), file + " begins with 0xfefefefe");
        assertRefused(SteerRun.of("\0\u001b[2J,::1,1,2", "--tuples", "-"), "src: '?", "' is not possible");
    }

    @Test
    void shouldRefuseAScenarioWithoutVmsForMacs() throws IOException {
        Path scenario = Files.writeString(folder.resolve("capture.yaml"), "version: 1\ntraffic: {capture: x.pcap}\n");

        assertRefused(SteerRun.of("", "--macs", "-", "--scenario", scenario.toString()),
                "--scenario: '" + scenario + "' takes its VMs from a capture");
    }

    @Test
    void shouldRefuseAnEmptyCapture() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.pcap"));
        Path noFrames = new CaptureBytes(CaptureBytes.ETHERNET).writeTo(folder.resolve("none.pcap"));

        Stream.of(empty, noFrames)
                .forEach(file -> assertRefused(SteerRun.of("", "--pcap", file.toString()), file.toString()));
    }
}
