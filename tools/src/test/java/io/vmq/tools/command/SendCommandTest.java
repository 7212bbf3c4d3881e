package io.vmq.tools.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.vmq.nic.port.PortException;
import io.vmq.nic.port.PortQueue;
import io.vmq.nic.vxlan.VxlanPort;
import io.vmq.nic.vxlan.VxlanSettings;
import io.vmq.tools.command.Vmq.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code vmq send} as a user meets it, in this process. */
class SendCommandTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final JsonNode SCHEMA_TEXT = schemaText();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SCHEMA_TEXT);
    private static final Path PAGE = Path.of("..", "docs", "send.md");

    @TempDir
    private Path folder;

    private static JsonNode schemaText() {
        InputStream in = SendCommandTest.class.getResourceAsStream("/io/vmq/tools/report/vmq.send-1.schema.json");
        assertThat(in).isNotNull();
        return MAPPER.readTree(in);
    }

    private static List<String> errors(JsonNode document) {
        return SCHEMA.validate(document).stream().map(Error::toString).toList();
    }

    /** 200 ms of 20,000 frames per second. */
    private static Outcome send(String... arguments) {
        List<String> all = new ArrayList<>(
                List.of("send", "--duration", "200ms", "--rate", "20kpps", "--frame-size", "128",
                        "--seed", "3"));
        all.addAll(List.of(arguments));
        return Vmq.run(all.toArray(String[]::new));
    }

    @Test
    void shouldSayWhatItWroteToAFile() {
        Outcome outcome = send("--out", folder.resolve("x.pcapng").toString(), "--mode", "vmq", "--json");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        JsonNode document = MAPPER.readTree(outcome.out());
        assertThat(errors(document)).isEmpty();
        assertThat(document.at("/target/kind").asString()).isEqualTo("file");
        assertThat(document.get("complete").asBoolean()).isTrue();
        assertThat(document.at("/frames/sent").asInt()).isBetween(3_500, 4_500);
        assertThat(document.at("/rate/intendedPps").asDouble()).isEqualTo(20_000.0);
        assertThat(document.at("/source/lateNs").isNull()).isTrue();
    }

    /** The digest is that of the trial that sends the same traffic. */
    @Test
    void shouldSendTheFramesOfATrial() {
        Outcome sent = send("--out", folder.resolve("y.pcap").toString(), "--json");
        Outcome trial = Vmq.run("run", "--mode", "vmq", "--clock", "virtual", "--warmup", "0", "--duration", "200ms",
                "--rate", "20kpps", "--frame-size", "128", "--seed", "3", "--json");

        assertThat(MAPPER.readTree(sent.out()).at("/source/digest"))
                .isEqualTo(MAPPER.readTree(trial.out()).at("/trials/0/source/digest"));
    }

    @Test
    void shouldSendThroughATunnelAndSayWhatItDid() throws PortException {
        InetSocketAddress local = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (VxlanPort port = VxlanPort.open(VxlanSettings.of(local, 77))) {
            Outcome outcome = send("--vxlan", "127.0.0.1:" + port.localAddress().getPort(), "--vni", "77", "--json");
            JsonNode document = MAPPER.readTree(outcome.out());
            long sent = document.at("/frames/sent").asLong();
            PortQueue queue = port.queue(0);
            long received = 0;
            for (int waits = 0; received + port.lostFrames() < sent && waits < 500; waits++) {
                port.await(20);
                while (queue.next()) {
                    received++;
                }
            }
            assertThat(errors(document)).isEmpty();
            assertThat(received + port.lostFrames()).isEqualTo(sent);
            assertThat(port.unwanted().total()).isZero();
            assertThat(document.at("/frames/failed").asLong()).isZero();
            assertThat(document.at("/frames/due").asLong()).isEqualTo(sent + document.at("/frames/unsent").asLong());
            assertThat(outcome.code()).isEqualTo(document.get("complete").asBoolean() ? 0 : 3);
            assertThat(document.at("/target/name").asString()).endsWith("/77");
            assertThat(document.at("/source/lateNs/count").asLong()).isEqualTo(sent);
        }
    }

    @Test
    void shouldEndWithThreeAndSayWhyIfThePeerRefuses() throws IOException {
        int nobody;
        try (DatagramSocket gone = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            nobody = gone.getLocalPort();
        }
        Outcome outcome = send("--vxlan", "127.0.0.1:" + nobody);

        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.out()).contains("INCOMPLETE: the system dropped", "is anybody listening");
    }

    @Test
    void shouldRefuseInOneSentence() {
        String file = folder.resolve("z.pcapng").toString();
        send().assertRefused("--to");
        send("--to", "eth0", "--out", file).assertRefused("mutually exclusive");
        send("--out", folder.resolve("z.txt").toString()).assertRefused("--out", "z.txt", ".pcapng");
        send("--out", folder.resolve("none/z.pcapng").toString()).assertRefused("--out", "cannot be written");
        send("--out", folder.resolve("z.pcap").toString(), "--mode", "vmq").assertRefused("--mode", "pcap");
        send("--out", file, "--mode", "vmq,rss").assertRefused("--mode", "vmq,rss");
        send("--out", file, "--mode", "nonsense").assertRefused("--mode", "nonsense");
        send("--out", file, "--cores", "4").assertRefused("--cores", "nothing about what is sent");
        send("--out", file, "--vni", "1").assertRefused("--vni");
        send("--out", file, "--yes-this-interface").assertRefused("--yes-this-interface");
        send("--vxlan", "127.0.0.1:99999").assertRefused("--vxlan", "127.0.0.1:99999");
        send("--vxlan", "a b").assertRefused("--vxlan", "a b");
        send("--vxlan", "127.0.0.1", "--vni", "16777216").assertRefused("--vni", "16777216");
        send("--vxlan", "127.0.0.1", "--mode", "vmq").assertRefused("--mode", "--out");
        send("--vxlan", "no.such.host.invalid").assertRefused("--vxlan", "no.such.host.invalid");
    }

    @Test
    void shouldHaveASchemaThatRefusesOtherDocuments() {
        JsonNode document = MAPPER.readTree(send("--out", folder.resolve("s.pcap").toString(), "--json").out());
        for (String name : List.of("target", "complete", "failure", "seed", "rate", "frames", "source")) {
            ObjectNode without = (ObjectNode) document.deepCopy();
            without.remove(name);
            assertThat(errors(without)).as("without " + name).isNotEmpty();
            ObjectNode other = (ObjectNode) document.deepCopy();
            other.putArray(name);
            assertThat(errors(other)).as("with a list as " + name).isNotEmpty();
        }
    }

    /** The page explains each figure of the document, and no other. */
    @Test
    void shouldBeExplainedByItsPage() throws IOException {
        List<String> explained = Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `"))
                .map(line -> line.split("`", -1)[1]).toList();
        List<String> figures = new ArrayList<>(List.of("frames"));
        figures.addAll(SCHEMA_TEXT.at("/properties/frames/properties").propertyNames());
        figures.add("rate");
        figures.addAll(SCHEMA_TEXT.at("/properties/rate/properties").propertyNames());

        assertThat(explained).isEqualTo(figures);
    }
}
