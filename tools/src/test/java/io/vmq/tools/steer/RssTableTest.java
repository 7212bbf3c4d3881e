package io.vmq.tools.steer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.vmq.dispatch.steering.RssKey;
import io.vmq.tools.scenario.BadInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code vmq steer --rss-table}: texts of real tools, held against the law bit by bit and their own tables. */
@Tag("computed")
class RssTableTest {

    private static final long SEED = 20_261_127;
    private static final String HEADER = "src,dst,srcPort,dstPort,protocol,hashType,hash,entry,queue\n";
    private static final String FIRST_VECTOR = "66.9.149.187,161.142.100.80,2794,1766\n";
    private static final String ALL_TYPES = "the NIC is taken to hash every type of packet";

    @TempDir
    private Path folder = Path.of("");

    private static String text(String resource) {
        try (InputStream in = RssTableTest.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("rss.txt"), text).toString();
    }

    private SteerRun run(String text, String flows, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--rss-table", file(text), "--tuples", "-"));
        arguments.addAll(List.of(more));
        return SteerRun.of(flows, arguments.toArray(String[]::new));
    }

    /** Hash 0x51ccc178, entry 120 of 128; the table has entry i at queue i * 6 / 128. */
    @Test
    void shouldGoByTheTableOfTheNic() throws IOException {
        SteerRun run = run(text("ethtool-x-weighted.txt"), FIRST_VECTOR);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .isEqualTo(HEADER + "66.9.149.187,161.142.100.80,2794,1766,tcp,tcp-ipv4,0x51ccc178,120,5\n");
        assertThat(run.err()).startsWith("vmq: " + ALL_TYPES).hasLineCount(1);
    }

    @Test
    void shouldHashWhatTheUserNames() throws IOException {
        SteerRun run = run(text("ethtool-x-weighted.txt"), FIRST_VECTOR, "--hash-types", "ipv4", "--format", "json");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("\"hashType\": \"ipv4\", \"hash\": \"0x323e8fc2\", \"entry\": 66, \"queue\": 3");
    }

    /** Every law and every table, over flows of both IP versions: nothing of the product is in what is expected. */
    @ParameterizedTest
    @CsvSource({"ethtool-x-weighted.txt, none", "ethtool-x-52-bytes.txt, none", "ethtool-x-symmetric-xor.txt, xor",
        "ethtool-x-symmetric-or-xor.txt, or-xor", "ethtool-x-old.txt, none"})
    void shouldPredictByTheLawOfTheKernelsPage(String resource, String law) throws IOException {
        String text = text(resource);
        List<Integer> table = tableIn(text);
        String key = text.lines().filter(line -> line.matches("([0-9a-f]{2}:){39,}[0-9a-f]{2}")).findFirst()
                .orElseThrow()
                .replace(":", "").substring(0, 80);
        Random random = new Random(SEED);
        StringBuilder flows = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            boolean ipv4 = random.nextBoolean();
            byte[] source = new byte[ipv4 ? 4 : 16];
            byte[] destination = new byte[source.length];
            random.nextBytes(source);
            random.nextBytes(destination);
            int sourcePort = random.nextInt(65_536);
            int destinationPort = random.nextInt(65_536);
            String protocol = List.of("tcp", "udp", "other").get(random.nextInt(3));
            String flow = String.join(",", literal(source), literal(destination), sourcePort + "", destinationPort + "",
                    protocol);
            String hash = BitwiseToeplitz.hash(key, input(law, source, destination,
                    protocol.equals("other") ? -1 : sourcePort, destinationPort));
            int entry = (int) (Long.decode(hash) % table.size());
            flows.append(flow).append('\n');
            expected.add(
                    flow + "," + (protocol.equals("other") ? "" : protocol + "-") + (ipv4 ? "ipv4," : "ipv6,") + hash
                            + "," + entry + "," + table.get(entry));
        }

        assertThat(run(text, flows.toString()).rows()).as("seed %d", SEED).isEqualTo(expected);
    }

    private static String literal(byte[] address) throws IOException {
        return InetAddress.getByAddress(address).getHostAddress();
    }

    /** Ports count only from 0 on. */
    private static byte[] input(String law, byte[] source, byte[] destination, int sourcePort, int destinationPort) {
        ByteBuffer input = ByteBuffer.allocate(2 * source.length + (sourcePort < 0 ? 0 : 4));
        for (int i = 0; i < source.length; i++) {
            input.put(i, (byte) first(law, source[i], destination[i]));
            input.put(source.length + i, (byte) second(law, source[i], destination[i]));
        }
        if (sourcePort >= 0) {
            input.putShort(2 * source.length, (short) first(law, sourcePort, destinationPort));
            input.putShort(2 * source.length + 2, (short) second(law, sourcePort, destinationPort));
        }
        return input.array();
    }

    private static int first(String law, int source, int destination) {
        return switch (law) {
            case "xor" -> source ^ destination;
            case "or-xor" -> source | destination;
            default -> source;
        };
    }

    private static int second(String law, int source, int destination) {
        return law.equals("none") ? destination : source ^ destination;
    }

    private static List<Integer> tableIn(String ethtool) {
        List<Integer> table = new ArrayList<>();
        ethtool.lines().filter(line -> line.matches("\\s*[0-9]+: .*")).forEach(
                line -> List.of(line.substring(line.indexOf(':') + 1).strip().split("\\s+"))
                        .forEach(queue -> table.add(Integer.valueOf(queue))));
        return table;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ethtool-x-symmetric-xor.txt", "ethtool-x-symmetric-or-xor.txt"})
    void shouldSendBothDirectionsOfAConnectionToOneQueue(String resource) throws IOException {
        SteerRun run = run(text(resource), "10.0.0.1,10.0.0.9,1024,443\n10.0.0.9,10.0.0.1,443,1024\n");

        assertThat(run.rows()).hasSize(2);
        assertThat(tail(run.rows().getFirst())).isEqualTo(tail(run.rows().getLast()));
    }

    private static String tail(String row) {
        return row.substring(row.indexOf("tcp,"));
    }

    /** The table names processors 4, 0, 6 and 2, three entries each in turn: entry 120 is the 41st three, the first again. */
    @Test
    void shouldNumberTheProcessorsOfWindowsAsTheyAppear() throws IOException {
        SteerRun run = run(text("get-netadapterrss.txt"), FIRST_VECTOR + "199.92.111.2,65.69.140.83,14230,4739\n",
                "--key",
                "default", "--hash-types", "ipv4,tcp-ipv4");

        assertThat(run.err())
                .isEqualTo("vmq: Windows names processors, not queues: queues are numbered in the order in which "
                        + "the table first names their processors (0 = 0:4, 1 = 0:0, 2 = 0:6, 3 = 0:2)\n");
        assertThat(run.out()).isEqualTo(HEADER + """
                66.9.149.187,161.142.100.80,2794,1766,tcp,tcp-ipv4,0x51ccc178,120,0
                199.92.111.2,65.69.140.83,14230,4739,tcp,tcp-ipv4,0xc626b0ea,106,3
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-8"})
    void shouldReadWhatPowerShellSaves(String charset) throws IOException {
        byte[] bytes = ("\uFEFF" + text("get-netadapterrss.txt").replace("\n", "\r\n"))
                .getBytes(Charset.forName(charset));
        Path saved = Files.write(folder.resolve("saved.txt"), bytes);

        SteerRun run = SteerRun.of(FIRST_VECTOR, "--rss-table", saved.toString(), "--key", "default", "--tuples", "-");

        assertThat(run.rows()).singleElement().asString().endsWith("0x51ccc178,120,0");
    }

    @Test
    void shouldAnswerForCaptures() throws IOException {
        Path capture = new CaptureBytes(CaptureBytes.ETHERNET)
                .add("00155d00000a 02000000ffff 0800 45 00 0028 0000 0000 40 06 0000 420995bb a18e6450 "
                        + "0aea 06e6 00000000 00000000 5000 0000 0000 0000")
                .add("ffffffffffff 02000000ffff 0806 0001 0800 06 04 0001").writeTo(folder.resolve("few.pcap"));

        SteerRun plain = SteerRun.of("", "--rss-table", file(text("ethtool-x-weighted.txt")), "--pcap",
                capture.toString());
        SteerRun symmetric = SteerRun.of("", "--rss-table", file(text("ethtool-x-symmetric-xor.txt")), "--pcap",
                capture.toString());

        assertThat(plain.rows()).containsExactly("1,00:15:5d:00:00:0a,,tcp,tcp-ipv4,0x51ccc178,120,5,",
                "2,ff:ff:ff:ff:ff:ff,,,none,,,0,");
        assertThat(symmetric.rows().getFirst()).startsWith("1,00:15:5d:00:00:0a,,tcp,tcp-ipv4,")
                .doesNotContain("0x51ccc178");
        assertThat(symmetric.exitCode()).isZero();
    }

    @Test
    void shouldSayWhatTheTextLeavesOpen() throws IOException {
        assertThat(run(text("ethtool-x-old.txt"), FIRST_VECTOR).err()).contains(
                "vmq: the text does not say by which function the NIC hashes; Toeplitz is taken\n",
                "vmq: the text does not say whether the NIC transforms what it hashes; it is taken not to\n");
        assertThat(run(text("ethtool-x-52-bytes.txt"), FIRST_VECTOR).err())
                .contains("vmq: frames that are not hashed are shown with queue 0; a NIC that gives them hash 0");
    }

    @Test
    void shouldTakeTheKeyOfTheUserWhereTheTextHasNone() throws IOException {
        assertThat(run(text("ethtool-x-no-key.txt"), FIRST_VECTOR, "--key", "default").rows()).singleElement()
                .asString()
                .endsWith(",0x51ccc178,120,0");
        assertThat(run(text("ethtool-x-weighted.txt"), FIRST_VECTOR, "--key", "default").rows()).hasSize(1);
    }

    private void assertRefused(String text, String sentence, String... more) throws IOException {
        SteerRun run = run(text, FIRST_VECTOR, more);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("vmq: ").hasLineCount(1).contains(sentence).doesNotContain("Exception");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "ethtool-x-xor.txt      | rss.txt:22: RSS hash function: 'xor' is not possible (expected toeplitz, the only one",
        "ethtool-x-no-key.txt   | rss.txt:27: RSS hash key: no value (expected a text with one",
        "ethtool-x-no-table.txt | rss.txt:2: indirection table: 'Operation not supported' is not possible (expected a NIC whose",
        "get-netadapterrss.txt  | RSS hash key: no value (expected --key, since Windows does not show it"})
    void shouldRefuseWhatCannotBePredicted(String resource, String sentence) throws IOException {
        assertRefused(text(resource), sentence);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "   toeplitz: on |    toeplitz: off  | RSS hash function: no value (expected toeplitz: on)",
        "    xor: off    |     xor: on       | rss.txt:22: RSS hash function: 'xor' is not possible",
        "    xor: off    |     Unknown hash function: 0x8 | 'Unknown hash function: 0x8' is not possible (expected a line such as",
        "symmetric-xor: off | Unknown bits in RSS input transformation: 0x4 | RSS input transformation: 'Unknown bits",
        "symmetric-xor: off | symmetric-and: on | RSS input transformation: 'symmetric-and' is not possible",
        "6d:5a:56        | 6d:5a            | RSS hash key: '6d:5a:da",
        "6d:5a:56        | 6d:5a:5          | RSS hash key: '6d:5a:5:da",
        "with 8 RX       | with 5 RX        | rss.txt:15: indirection table: '5' is not possible (expected a queue of the 5 RX rings",
        "  16:           |   17:            | rss.txt:4: indirection table: '17:",
        "RX flow hash    | TX flow hash     | rss.txt:1: line: 'TX flow hash",
        "RSS hash key:   | RSS hash lock:   | rss.txt:19: line: 'RSS hash lock:' is not possible (expected RSS hash key:, RSS"})
    void shouldRefuseALineThatTheToolDoesNotPrint(String whole, String other, String sentence) throws IOException {
        String text = text("ethtool-x-weighted.txt");
        assertThat(text).contains(whole.strip());

        assertRefused(text.replaceFirst(Pattern.quote(whole.strip()), other.strip()), sentence);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', value = {
        "True             | False         | rss.txt:4: Enabled: 'False' is not possible (expected True",
        "Profile          | Name          | Name: 'NUMAStatic' is not possible (expected the text of one adapter",
        "0:4     0:4      | 0:4     4     | IndirectionTable: '4' is not possible (expected a processor as group:number",
        "IndirectionTable | Indirection   | rss.txt:13: line: '0:6     0:2",
        "MaxProcessors    | Max processors | rss.txt:9: line: 'Max processors"})
    void shouldRefuseALineThatWindowsDoesNotPrint(String whole, String other, String sentence) throws IOException {
        String text = text("get-netadapterrss.txt");
        int at = whole.startsWith("0:4") ? text.indexOf("IndirectionTable") : 0;
        int place = text.indexOf(whole, at);
        assertThat(place).isNotNegative();

        assertRefused(text.substring(0, place) + other + text.substring(place + whole.length()), sentence, "--key",
                "default");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--mode vmq             | --mode: 'vmq' disagrees with --rss-table",
        "--queues 4             | --queues: '4' disagrees with --rss-table",
        "--table 64             | --table: '64' disagrees with --rss-table",
        "--queues-per-vm 4      | --queues-per-vm: '4' disagrees with --rss-table",
        "--scenario founding    | --scenario: 'founding' disagrees with --rss-table",
        "--key symmetric        | RSS hash key: the text has another key than --key (expected --key left away)",
        "--key 6d5a             | --key: '6d5a' is not an RSS key",
        "--hash-types ipv5      | --hash-types: hash type 'ipv5' is unknown"})
    void shouldRefuseOptionsThatDisagree(String option, String sentence) throws IOException {
        assertRefused(text("ethtool-x-weighted.txt"), sentence, option.split(" "));
    }

    @Test
    void shouldRefuseMacsAndStandardInputTwice() throws IOException {
        assertThat(
                SteerRun.of("00:15:5d:00:00:01\n", "--rss-table", file(text("ethtool-x-weighted.txt")), "--macs", "-")
                        .err())
                .startsWith("vmq: --rss-table: a MAC address has no RSS hash").hasLineCount(1);
        assertThat(SteerRun.of("", "--rss-table", "-", "--tuples", "-").err())
                .startsWith("vmq: --rss-table: standard input is asked for twice").hasLineCount(1);
        assertThat(SteerRun.of("", "--rss-table", folder.resolve("none.txt").toString(), "--tuples", "-").err())
                .contains("none.txt' does not exist").hasLineCount(1);
        assertThat(SteerRun.of("", "--rss-table", file(""), "--tuples", "-").err())
                .contains("rss.txt: says nothing (expected the text of ethtool -x IFACE").hasLineCount(1);
    }

    /** A text that is cut anywhere is refused with the line, or still says the same of every flow. */
    @ParameterizedTest
    @ValueSource(strings = {"ethtool-x-weighted.txt", "ethtool-x-52-bytes.txt"})
    void shouldNotBeMisledByATextThatIsCut(String resource) {
        String text = text(resource);
        RssTable whole = read(text);
        for (int length = text.length() - 1; length > 0; length--) {
            String cut = text.substring(0, length);
            try {
                RssTable table = read(cut);
                assertThat(table.key()).as("cut at %d", length).isEqualTo(whole.key());
                assertThat(entries(table)).as("cut at %d", length).isEqualTo(entries(whole));
            } catch (BadInputException e) {
                assertThat(e.getMessage()).matches("rss:[0-9]+: .+ \\(expected .+\\)");
            }
        }
    }

    @Test
    void shouldReadOrRefuseTextsOfWhichCharactersAreWrong() {
        Random random = new Random(SEED);
        List<String> texts = List.of(text("ethtool-x-symmetric-xor.txt"), text("get-netadapterrss.txt"));
        for (int i = 0; i < 4_000; i++) {
            StringBuilder text = new StringBuilder(texts.get(i % 2));
            for (int change = random.nextInt(1, 4); change > 0; change--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(1, 128));
            }
            try {
                RssTable table = RssTableReader.read("rss", bytes(text.toString()), RssKey.DEFAULT);
                assertThat(entries(table)).allMatch(queue -> queue >= 0 && queue < table.queueCount());
            } catch (BadInputException e) {
                assertThat(e.getMessage()).as("seed %d, text %d", SEED, i).startsWith("rss:").doesNotContain("\n");
            } catch (RuntimeException e) {
                fail("seed %d, text %d: %s".formatted(SEED, i, e), e);
            }
        }
    }

    private static List<Integer> entries(RssTable table) {
        List<Integer> queues = new ArrayList<>();
        for (int entry = 0; entry < table.table().entries(); entry++) {
            queues.add(table.table().queueAt(entry));
        }
        return queues;
    }

    private static RssTable read(String text) {
        return RssTableReader.read("rss", bytes(text), null);
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
