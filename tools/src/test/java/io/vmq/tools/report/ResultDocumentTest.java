package io.vmq.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.vmq.tools.experiment.ExperimentResult;
import io.vmq.tools.experiment.Runs;
import io.vmq.tools.scenario.Setting;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResultDocumentTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final List<String> LATENCY = List.of("count", "min", "mean", "p50", "p75", "p90", "p99", "p99.9",
            "p99.99",
            "p99.999", "max");

    private final Schema schema = schema();
    private JsonNode golden = MAPPER.nullNode();

    private static Schema schema() {
        InputStream in = ResultDocument.class.getResourceAsStream("/io/vmq/tools/report/vmq.result-1.schema.json");
        assertThat(in).isNotNull();
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(MAPPER.readTree(in));
    }

    @BeforeAll
    void run() throws InterruptedException {
        golden = document(Golden.run());
    }

    /** As a reader gets it: written and parsed again. */
    private static ObjectNode document(ExperimentResult result) {
        return (ObjectNode) MAPPER.readTree(ResultDocument.text(result));
    }

    private JsonNode trial() {
        return golden.get("trials").get(1);
    }

    private static List<String> names(JsonNode node) {
        return new ArrayList<>(node.propertyNames());
    }

    private void assertValid(JsonNode document) {
        assertThat(schema.validate(document)).extracting(Error::toString).isEmpty();
    }

    @Test
    void shouldFollowTheSchemaInVirtualTime() throws InterruptedException {
        assertValid(document(Runs.virtual(Map.of(Setting.DURATION, "20ms", Setting.WARMUP, "1ms", Setting.TRIALS, "3",
                Setting.VMS, "12"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"emulated", "pinned"})
    void shouldFollowTheSchemaLive(String coreMode) throws InterruptedException {
        JsonNode document = document(Runs.live(Map.of(Setting.DURATION, "40ms", Setting.WARMUP, "10ms", Setting.RATE,
                "20kpps", Setting.MODES, "rss", Setting.CORES, "1", Setting.CORE_MODE, coreMode)));

        assertValid(document);
        JsonNode trial = document.get("trials").get(0);
        assertThat(trial.get("clock").asString()).isEqualTo("live");
        assertThat(trial.get("coreMode").asString()).isEqualTo(coreMode);
        assertThat(names(trial.get("uncorrectedLatencyNs"))).isEqualTo(LATENCY);
        assertThat(names(trial.get("source").get("lateNs"))).isEqualTo(LATENCY);
        assertThat(trial.get("qualification").get("maxSourceGapNs").asLong()).isPositive();
    }

    @Test
    void shouldFollowTheSchemaWithoutLatencyAndWithoutARate() throws InterruptedException {
        JsonNode document = document(
                Runs.virtual(Map.of(Setting.DURATION, "20ms", Setting.WARMUP, "0", Setting.RATE, "max",
                        Setting.MODES, "single")));

        assertValid(document);
        assertThat(document.get("trials").get(0).get("latencyNs").isNull()).isTrue();
    }

    @Test
    void shouldBeCheckedByASchemaThatNoticesWhatIsMissingOrAdded() {
        JsonNode withoutSeed = golden.deepCopy();
        ((ObjectNode) withoutSeed.get("trials").get(0)).remove("seed");
        JsonNode withoutP50 = golden.deepCopy();
        ((ObjectNode) withoutP50.get("trials").get(0).get("latencyNs")).remove("p50");
        JsonNode withText = golden.deepCopy();
        ((ObjectNode) withText.get("trials").get(0).get("frames")).put("delivered", "many");

        assertValid(golden);
        assertThat(List.of(withoutSeed, withoutP50, withText)).allSatisfy(
                document -> assertThat(schema.validate(document)).isNotEmpty());
    }

    @Test
    void shouldHaveTheMembersOfTheContractInTheirOrder() {
        assertThat(names(golden)).containsExactly("schema", "tool", "machine", "scenario", "partial",
                "trials", "verdict");
        assertThat(golden.get("schema").asString()).isEqualTo("vmq.result/1");
        assertThat(names(golden.get("tool"))).containsExactly("version", "commit");
        assertThat(names(trial())).containsExactly("mode", "clock", "coreMode", "seed", "trial", "valid",
                "invalidReasons",
                "partial", "durationNs", "wallNs", "rate", "frames", "source", "latencyNs", "uncorrectedLatencyNs",
                "queues",
                "cores", "vms", "sizes", "fairness", "moves", "events", "qualification");
        assertThat(names(trial().get("rate"))).containsExactly("intendedPps", "offeredPps", "deliveredPps",
                "deliveredBps",
                "deliveredL1Bps");
        assertThat(names(trial().get("frames"))).containsExactly("generated", "unsent", "delivered", "dropped",
                "inFlight", "overflowed", "reordered");
        assertThat(names(trial().get("source"))).containsExactly("digest", "wireWaitNs", "lateNs");
        assertThat(names(trial().get("latencyNs"))).isEqualTo(LATENCY);
        assertThat(names(trial().get("queues").get(1))).containsExactly("id", "nic", "mac", "vlan", "vm", "core",
                "received",
                "delivered", "dropped", "inFlight", "highWater", "latencyNs");
        assertThat(names(trial().get("cores").get(0))).containsExactly("id", "processor", "busy", "delivered");
        assertThat(names(trial().get("vms").get(0))).containsExactly("name", "mac", "generated", "delivered", "dropped",
                "inFlight", "deliveredBps", "latencyNs");
        assertThat(names(trial().get("fairness"))).containsExactly("jainVms", "maxOverMeanCores");
        assertThat(names(golden.get("verdict").get(0))).containsExactly("mode", "ratioToBaseline", "ciLow", "ciHigh",
                "limitedBy", "text");
    }

    @Test
    void shouldHaveTheMembersOfAnEvent() throws InterruptedException {
        JsonNode document = document(Runs.virtual(Map.of(Setting.DURATION, "1ms", Setting.WARMUP, "0", Setting.VMS, "9",
                Setting.MODES, "vmq")));

        assertThat(names(document.get("trials").get(0).get("events").get(0))).containsExactly("id", "source", "level",
                "text");
    }

    /** Under the virtual clock with few cores, so that both kinds of moves happen within a moment. */
    @Test
    void shouldNameTheEntryThatMovedAndNoneWhereAQueueDid() throws InterruptedException {
        JsonNode entry = document(Runs.shipped("rss-rebalance", Map.of(Setting.MODES, "rss", Setting.DURATION, "1200ms",
                Setting.WARMUP, "0"))).get("trials").get(0).get("moves").get(0);
        JsonNode document = document(Runs.virtual(Map.of(Setting.MODES, "vmq", Setting.BALANCE, "dvmq",
                Setting.DURATION, "200ms", Setting.WARMUP, "0", Setting.TRIALS, "1")));
        JsonNode queue = document.get("trials").get(0).get("moves").get(0);

        assertValid(document);
        assertThat(entry.get("entry").intValue() % 4).as("at first entry i names queue i mod 4")
                .isEqualTo(entry.get("fromQueue").intValue()).isNotEqualTo(entry.get("queue").intValue());
        assertThat(entry.get("drainNs").longValue()).isPositive();
        assertThat(queue.get("entry").isNull()).isTrue();
        assertThat(queue.get("fromQueue").isNull()).isTrue();
    }

    @Test
    void shouldGiveNullForWhatDoesNotExist() {
        assertThat(trial().get("uncorrectedLatencyNs").isNull()).as("in virtual time").isTrue();
        assertThat(trial().get("source").get("lateNs").isNull()).as("in virtual time").isTrue();
        JsonNode defaultQueue = trial().get("queues").get(0);
        assertThat(List.of("mac", "vlan", "vm", "latencyNs")).allMatch(name -> defaultQueue.get(name).isNull());
        JsonNode host = trial().get("vms").get(4);
        assertThat(host.get("name").asString()).isEqualTo("host");
        assertThat(host.get("mac").isNull()).isTrue();
        assertThat(golden.get("verdict").get(1).get("ciLow").isNull()).as("with one trial").isTrue();
    }

    @Test
    void shouldCloseItsSums() {
        for (JsonNode trial : golden.get("trials")) {
            assertCloses(trial.get("frames"), "generated");
            ((ArrayNode) trial.get("queues")).forEach(queue -> assertCloses(queue, "received"));
            ((ArrayNode) trial.get("vms")).forEach(vm -> assertCloses(vm, "generated"));
        }
    }

    private static void assertCloses(JsonNode row, String in) {
        long dropped = 0;
        for (JsonNode count : row.get("dropped")) {
            dropped += count.asLong();
        }
        assertThat(row.get(in).asLong())
                .isEqualTo(row.get("delivered").asLong() + dropped + row.get("inFlight").asLong());
    }

    @Test
    void shouldCarryTheScenarioWithNothingLeftToDefaults() {
        JsonNode scenario = golden.get("scenario");

        assertThat(names(scenario)).containsExactly("version", "name", "host", "nics", "vms", "traffic", "run");
        assertThat(scenario.get("run").get("seed").asLong()).isEqualTo(7);
        assertThat(scenario.get("run").get("duration").asString()).isEqualTo("20ms");
        assertThat(scenario.get("traffic").get("rate").asString()).isEqualTo("95%");
    }

    @Test
    void shouldBeTheGoldenDocumentButForMachineToolAndWallTime() {
        ObjectNode document = (ObjectNode) golden.deepCopy();
        document.remove(List.of("machine", "tool"));
        for (JsonNode trial : document.get("trials")) {
            ((ObjectNode) trial).remove("wallNs");
        }

        Golden.assertEqual("golden.json", document.toPrettyString() + "\n");
    }

    @Test
    void shouldEndWithALineFeed() throws InterruptedException {
        Golden.assertTidy(ResultDocument.text(Golden.run()));
    }
}
