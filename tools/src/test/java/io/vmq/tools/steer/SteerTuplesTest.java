package io.vmq.tools.steer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("computed")
class SteerTuplesTest {

    private static final String HEADER = "src,dst,srcPort,dstPort,protocol,hashType,hash,entry,queue\n";

    private static final String FEW = """
            # three flows
            66.9.149.187,161.142.100.80,2794,1766

            3ffe:2501:200:1fff::7 , 3ffe:2501:200:3::1, 2794, 1766, udp
            199.92.111.2,65.69.140.83,14230,4739,other
            """;

    /** The vectors of the Windows driver docs, "Verifying the RSS hash calculation". */
    @ParameterizedTest(name = "vector {0}")
    @CsvSource({
        "1, 66.9.149.187, 161.142.100.80, 2794, 1766, 4, 0x323e8fc2, 0x51ccc178",
        "2, 199.92.111.2, 65.69.140.83, 14230, 4739, 4, 0xd718262a, 0xc626b0ea",
        "3, 24.19.198.95, 12.22.207.184, 12898, 38024, 4, 0xd2d0a5de, 0x5c2b394a",
        "4, 38.27.205.30, 209.142.163.6, 48228, 2217, 4, 0x82989176, 0xafc7327f",
        "5, 153.39.163.191, 202.188.127.2, 44251, 1303, 4, 0x5d1809c5, 0x10e828a2",
        "6, 3ffe:2501:200:1fff::7, 3ffe:2501:200:3::1, 2794, 1766, 6, 0x2cc18cd5, 0x40207d3d",
        "7, 3ffe:501:8::260:97ff:fe40:efab, ff02::1, 14230, 4739, 6, 0x0f0c461c, 0xdde51bbf",
        "8, 3ffe:1900:4545:3:200:f8ff:fe21:67cf, fe80::200:f8ff:fe21:67cf, 44251, 38024, 6, 0x4b61e985, 0x02d1feef"})
    void shouldGiveThePublishedHashes(int number, String src, String dst, int srcPort, int dstPort, int version,
            String addresses, String withPorts) {
        String flow = String.join(",", src, dst, String.valueOf(srcPort), String.valueOf(dstPort));

        SteerRun run = SteerRun.of(flow + "\n" + flow + ",other\n", "--tuples", "-");

        assertThat(run.rows()).containsExactly(
                flow + ",tcp,tcp-ipv" + version + "," + withPorts + entryAndQueue(withPorts),
                flow + ",other,ipv" + version + "," + addresses + entryAndQueue(addresses));
        assertThat(SteerRun.of(flow, "--tuples", "-", "--hash-types", "ipv" + version).rows())
                .as("vector %d without the TCP type", number)
                .containsExactly(flow + ",tcp,ipv" + version + "," + addresses + entryAndQueue(addresses));
    }

    private static String entryAndQueue(String hash) {
        long entry = Long.decode(hash) % 128;
        return "," + entry + "," + entry % 8;
    }

    @Test
    void shouldWriteCsvInTheOrderOfTheInput() {
        SteerRun run = SteerRun.of(FEW, "--mode", "rss", "--tuples", "-");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo(HEADER + """
                66.9.149.187,161.142.100.80,2794,1766,tcp,tcp-ipv4,0x51ccc178,120,0
                3ffe:2501:200:1fff::7,3ffe:2501:200:3::1,2794,1766,udp,udp-ipv6,0x40207d3d,61,5
                199.92.111.2,65.69.140.83,14230,4739,other,ipv4,0xd718262a,42,2
                """);
    }

    @Test
    void shouldWriteJsonWithTheSameKeys() {
        SteerRun run = SteerRun.of(FEW, "--tuples", "-", "--format", "json", "--hash-types", "tcp-ipv4, ipv6");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("""
                [
                  {"src": "66.9.149.187", "dst": "161.142.100.80", "srcPort": 2794, "dstPort": 1766, \
                "protocol": "tcp", "hashType": "tcp-ipv4", "hash": "0x51ccc178", "entry": 120, "queue": 0},
                  {"src": "3ffe:2501:200:1fff::7", "dst": "3ffe:2501:200:3::1", "srcPort": 2794, "dstPort": 1766, \
                "protocol": "udp", "hashType": "ipv6", "hash": "0x2cc18cd5", "entry": 85, "queue": 5},
                  {"src": "199.92.111.2", "dst": "65.69.140.83", "srcPort": 14230, "dstPort": 4739, \
                "protocol": "other", "hashType": "none", "hash": null, "entry": null, "queue": 0}
                ]
                """);
    }

    @Test
    void shouldLeaveHashAndEntryEmptyWhereNoTypeApplies() {
        assertThat(SteerRun.of(FEW, "--tuples", "-", "--hash-types", "udp-ipv4").rows()).containsExactly(
                "66.9.149.187,161.142.100.80,2794,1766,tcp,none,,,0",
                "3ffe:2501:200:1fff::7,3ffe:2501:200:3::1,2794,1766,udp,none,,,0",
                "199.92.111.2,65.69.140.83,14230,4739,other,none,,,0");
    }

    @Test
    void shouldSendEverythingToTheOneQueueOfModeSingle() {
        assertThat(SteerRun.of("1.2.3.4,5.6.7.8,1,2", "--mode", "single", "--tuples", "-").rows())
                .containsExactly("1.2.3.4,5.6.7.8,1,2,tcp,none,,,0");
    }

    @ParameterizedTest
    @CsvSource({"3, 128, 0", "7, 128, 1", "1, 128, 0", "4096, 128, 120", "8, 1, 0", "3, 64, 2", "100, 512, 76"})
    void shouldFollowQueuesAndTable(int queues, int table, int queue) {
        // Hash 0x51ccc178: entry 120 of 128, 56 of 64, 376 of 512.
        SteerRun run = SteerRun.of("66.9.149.187,161.142.100.80,2794,1766", "--tuples", "-", "--queues",
                String.valueOf(queues), "--table", String.valueOf(table));

        int entry = 0x51ccc178 & (table - 1);
        assertThat(run.rows()).singleElement().asString().endsWith(",0x51ccc178," + entry + "," + queue);
    }

    @Test
    void shouldTakeTheSymmetricKeyAndAnyOther() {
        String both = "66.9.149.187,161.142.100.80,2794,1766\n161.142.100.80,66.9.149.187,1766,2794\n";

        assertThat(SteerRun.of(both, "--tuples", "-", "--key", "symmetric").rows())
                .allMatch(row -> row.contains(",0x9fcc9fcc,"));
        assertThat(SteerRun.of(both, "--tuples", "-", "--key", "6D5A".repeat(20)).rows())
                .allMatch(row -> row.contains(",0x9fcc9fcc,"));
        assertThat(SteerRun.of(both, "--tuples", "-", "--key", BitwiseToeplitz.DEFAULT_KEY).rows().getLast())
                .contains(",0xfde799b2,");
    }

    @Test
    void shouldSkipTheHeaderCarriageReturnsAndAByteOrderMark() {
        String expected = "1.2.3.4,5.6.7.8,1,2,tcp";

        for (String header : List.of("", "src,dst,srcPort,dstPort\r\n", "# x\n\nsrc,dst,srcPort,dstPort,protocol\n")) {
            SteerRun run = SteerRun.of("\uFEFF" + header + "  1.2.3.4,5.6.7.8,1,2 \r\n\r\n", "--tuples", "-");
            assertThat(run.rows()).as(header).singleElement().asString().startsWith(expected);
        }
    }

    @Test
    void shouldKeepAMappedAddressAnIpv6Address() {
        byte[] input = new byte[32];
        input[10] = input[11] = input[26] = input[27] = (byte) 0xFF;
        System.arraycopy(new byte[] {1, 2, 3, 4}, 0, input, 12, 4);
        System.arraycopy(new byte[] {5, 6, 7, 8}, 0, input, 28, 4);

        SteerRun run = SteerRun.of("::ffff:1.2.3.4,::FFFF:506:708,1,2,other", "--tuples", "-");

        assertThat(run.rows()).singleElement().asString().startsWith("::ffff:1.2.3.4,::FFFF:506:708,1,2,other,ipv6,"
                + BitwiseToeplitz.hash(BitwiseToeplitz.DEFAULT_KEY, input));
    }

    @Test
    void shouldReadAFileAndGiveOnlyTheHeaderForOneWithoutFlows(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("flows"), FEW);
        Path empty = Files.writeString(folder.resolve("none"), "");

        assertThat(SteerRun.of("", "--tuples", file.toString()).rows()).hasSize(3);
        assertThat(SteerRun.of("", "--tuples", empty.toString()).out()).isEqualTo(HEADER);
        assertThat(SteerRun.of("", "--tuples", empty.toString(), "--format", "json").out()).isEqualTo("[]\n");
    }
}
