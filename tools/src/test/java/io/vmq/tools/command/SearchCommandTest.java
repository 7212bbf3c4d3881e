package io.vmq.tools.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.vmq.tools.command.Vmq.Outcome;
import io.vmq.tools.report.SearchDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code vmq search} as a user meets it, in this process. */
@Tag("computed")
class SearchCommandTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Path PAGE = Path.of("..", "docs", "search.md");
    private static final String COMMAND = "./vmq ";

    @TempDir
    private Path folder;

    private static Outcome vmq(String... arguments) {
        return Vmq.run(arguments);
    }

    private static Outcome search(String... arguments) {
        List<String> all = new ArrayList<>(List.of("search", "--clock", "virtual", "--duration", "200ms", "--warmup",
                "100ms"));
        all.addAll(List.of(arguments));
        return vmq(all.toArray(String[]::new));
    }

    private static void assertRefused(Outcome outcome, String... named) {
        outcome.assertRefused(named);
    }

    private static JsonNode searches(Outcome outcome) {
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return MAPPER.readTree(outcome.out()).get("searches");
    }

    @Test
    void shouldFindWhatOneCoreCarries() {
        JsonNode searches = searches(search("--modes", "single,rss", "--json"));

        assertThat(searches).hasSize(4);
        JsonNode ndr = searches.get(0);
        JsonNode pdr = searches.get(1);
        assertThat(ndr.get("goal").asString()).isEqualTo("NDR");
        assertThat(pdr.get("lowerBps").asDouble()).as("what a core carries").isCloseTo(3.507e9, within(0.03e9));
        assertThat(pdr.get("lowerPps").asDouble()).isGreaterThanOrEqualTo(ndr.get("lowerPps").asDouble());
        assertThat(ndr.get("relativeWidth").asDouble()).isLessThanOrEqualTo(0.005);
        assertThat(searches.get(2).get("ending").asString()).as("rss").isEqualTo("max-load");
        assertThat(searches.get(2).get("upperPps").isNull()).isTrue();
    }

    @Test
    void shouldGiveEachTrialAgainWithRun() {
        JsonNode trials = searches(search("--mode", "vmq", "--goal", "pdr", "--trials", "2", "--json")).get(0)
                .get("trials");

        assertThat(trials.size()).isGreaterThan(3);
        for (JsonNode trial : trials) {
            JsonNode again = MAPPER
                    .readTree(vmq("run", "--clock", "virtual", "--duration", "200ms", "--warmup", "100ms",
                            "--mode", "vmq", "--trials", "1", "--rate", trial.get("loadPps").asString(), "--seed",
                            trial.get("seed").asString(), "--json").out())
                    .get("trials").get(0);
            assertThat(again.get("frames").get("generated")).isEqualTo(trial.get("generated"));
            assertThat(again.get("latencyNs").get("p99.9")).isEqualTo(trial.get("latencyNs").get("p99.9"));
            assertThat(again.get("latencyNs").get("max")).isEqualTo(trial.get("latencyNs").get("max"));
        }
    }

    @Test
    void shouldKeepALatencyLimit() {
        JsonNode searches = searches(search("--mode", "single", "--limit", "p99=50us", "--json"));

        JsonNode pdr = searches.get(1);
        JsonNode limited = searches.get(2);
        assertThat(limited.get("goal").asString()).isEqualTo("PDR p99=50us");
        assertThat(limited.get("lowerPps").asDouble()).isLessThan(pdr.get("lowerPps").asDouble());
        for (JsonNode trial : limited.get("trials")) {
            boolean met = trial.get("lossRatio").asDouble() <= 0.005
                    && trial.get("latencyNs").get("p99").asLong() <= 50_000;
            assertThat(trial.get("meetsGoal").asBoolean()).isEqualTo(met);
        }
    }

    /** Two periods and a half of an MMPP, of which the window of the measured time gets too few bursts. */
    @Test
    void shouldSayIfTheTrialsAreTooShortForTheArrivals() {
        String[] bursts = {"search", "mmpp-bursts", "--clock", "virtual", "--duration", "100ms", "--mode", "rss"};
        JsonNode ndr = searches(vmq(with(bursts, "--json"))).get(0);

        double lowerPps = ndr.get("lowerPps").asDouble();
        assertThat(ndr.get("deliveredPps").asDouble()).isEqualTo(ndr.get("offeredPps").asDouble())
                .isLessThan(0.95 * lowerPps);
        assertThat(ndr.get("deliveredBps").asDouble())
                .isCloseTo(ndr.get("deliveredPps").asDouble() * 1_518 * 8, within(1.0));
        assertThat(ndr.get("notes").get(0).asString()).contains("123270 frames a second instead of 190486",
                "100ms is too short for mmpp:8/5ms,1/35ms arrivals to show their mean");
        assertThat(vmq(bursts).out()).contains("  1.497  ",
                "Note rss, NDR and PDR: the trial at the lower bound had 123270 frames a second");
    }

    @Test
    void shouldNotBlameTheDurationForVmsThatAreAbsent() {
        Outcome outcome = vmq("search", "vm-arrives-and-leaves", "--clock", "virtual", "--mode", "rss", "--goal",
                "pdr", "--max-load", "100kpps");

        assertThat(outcome.out()).contains("since frames for absent VMs are not sent").doesNotContain("too short");
    }

    private static String[] with(String[] arguments, String more) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = more;
        return all;
    }

    @Test
    void shouldHaveNoNoteIfTheTrialsHadWhatTheyAskedFor() {
        JsonNode searches = searches(search("--mode", "single", "--json"));

        assertThat(searches).allSatisfy(found -> {
            assertThat(found.get("notes")).isEmpty();
            assertThat(found.get("metAbovePps").isNull()).isTrue();
            assertThat(found.get("offeredPps").asDouble())
                    .isCloseTo(found.get("lowerPps").asDouble(), within(0.01 * found.get("lowerPps").asDouble()));
        });
    }

    @Test
    void shouldWriteAFolderThatReadsBack() throws IOException {
        Path out = folder.resolve("out");
        Outcome outcome = search("--mode", "rss", "--link", "100gbps", "--frame-size", "64", "--goal", "pdr", "--out",
                out.toString());

        assertThat(outcome.code()).as(outcome.err()).isZero();
        JsonNode document = MAPPER.readTree(Files.readString(out.resolve("search.json")));
        assertThat(schema().validate(document)).extracting(Error::toString).isEmpty();
        assertThat(Files.readString(out.resolve("search.json"))).doesNotContainPattern("Pps\" : [0-9.]+E");
        assertThat(Files.readAllLines(out.resolve("trials.csv")))
                .hasSize(1 + document.get("searches").get(0).get("trials").size());
        assertThat(vmq("scenario", "check", out.resolve("scenario.yaml").toString()).code()).isZero();
    }

    @Test
    void shouldSayIfItReplacesAnEarlierSearch() throws IOException {
        String[] first = {"--mode", "rss", "--goal", "pdr", "--out", folder.toString()};
        Outcome fresh = search(first);
        Outcome again = search("--mode", "rss", "--goal", "ndr", "--out", folder.toString());

        assertThat(fresh.err()).isEmpty();
        assertThat(again.code()).isZero();
        assertThat(again.err()).isEqualTo(
                "vmq: --out: the earlier result in '" + folder + "' is replaced" + System.lineSeparator());
        assertThat(Files.readString(folder.resolve("search.json"))).contains("\"NDR\"").doesNotContain("\"PDR\"");
    }

    private static Schema schema() {
        InputStream in = SearchDocument.class.getResourceAsStream("/io/vmq/tools/report/vmq.search-1.schema.json");
        assertThat(in).isNotNull();
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(MAPPER.readTree(in));
    }

    @Test
    void shouldFollowItsSchemaLive() {
        Outcome outcome = vmq("search", "--clock", "live", "--core-mode", "emulated", "--mode", "vmq", "--duration",
                "100ms", "--warmup", "50ms", "--duration-sum", "100ms", "--goal", "pdr", "--json");

        assertThat(outcome.code()).as(outcome.err()).isIn(0, 3);
        JsonNode document = MAPPER.readTree(outcome.out());
        assertThat(schema().validate(document)).extracting(Error::toString).isEmpty();
        JsonNode first = document.get("searches").get(0).get("trials").get(0);
        assertThat(first.get("discarded").asBoolean()).as("the first trial at the largest load").isTrue();
        assertThat(first.get("meetsGoal").isNull()).isTrue();
    }

    /** The page shows a command and what it prints. */
    @Test
    void shouldPrintWhatThePageShows() throws IOException {
        List<String> page = Files.readAllLines(PAGE);
        String command = page.stream().filter(line -> line.startsWith(COMMAND + "search --clock virtual --trials"))
                .findFirst().orElseThrow();

        String printed = vmq(command.substring(COMMAND.length()).split(" ")).out();

        assertThat(String.join("\n", page)).contains(
                Arrays.stream(printed.split("\n")).takeWhile(line -> !line.startsWith("More:")).reduce("",
                        (text, line) -> text + line.stripTrailing() + "\n").strip());
    }

    @Test
    void shouldTakeItsOptionsInAnyOrder() {
        JsonNode searches = searches(search("--limit", "p50=1ms", "--loss", "1%", "--limit", "max=1s", "--goal", "pdr",
                "--mode", "rss", "--json"));

        assertThat(searches).extracting(found -> found.get("goal").asString()).containsExactly("PDR", "loss 1%",
                "loss 1% p50=1ms max=1s");
    }

    @Test
    void shouldNotListWhatItAlwaysRefuses() {
        assertThat(vmq("search", "--help").out()).contains("--goal", "--loss", "--limit", "--max-load", "--link")
                .doesNotContain("--rate", "--pcap", "--loop", "--max-gap");
    }

    @Test
    void shouldRefuseInOneSentence() {
        assertRefused(search("--rate", "1mpps"), "--rate: is what a search looks for");
        assertRefused(search("--pcap", "x.pcap"), "--pcap: a capture cannot be searched");
        assertRefused(search("--goal", "best"), "--goal: 'best'");
        assertRefused(search("--goal", "ndr,NDR"), "stands twice");
        assertRefused(search("--loss", "200%"), "--loss: '200%'");
        assertRefused(search("--limit", "p99.8=1us"), "--limit: 'p99.8=1us'");
        assertRefused(search("--limit", "p99.9=100"),
                "--limit: 'p99.9=100' is not possible (expected a unit after the number, such as us or ms)");
        assertRefused(search("--loss", "1%", "--loss", "2%"), "--loss is given twice (expected it once)");
        assertRefused(search("--goal", "ndr", "--goal", "pdr"), "--goal is given twice (expected it once)");
        assertRefused(search("--mode", "vmq", "--modes", "rss"), "--modes is given twice (expected it once)");
        assertRefused(search("--limit", "p99=1us", "--limit", "p99=2us"), "--limit: one figure has two limits");
        assertRefused(search("--max-load", "20gbps"), "--max-load: '20gbps'");
        assertRefused(search("--duration-sum", "1s"), "--duration-sum: is for noisy trials");
        assertRefused(search("--link", "1kbps"), "too short");
        assertRefused(search("load-steps"), "timeline");
        assertRefused(search("--mode", "vqm"), "'vqm'");
        assertRefused(search("--out", ""), "--out: ''");
    }
}
