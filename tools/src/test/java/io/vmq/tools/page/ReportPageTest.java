package io.vmq.tools.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Setting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Tag("computed")
class ReportPageTest {

    private static final String HOSTILE = "<script>alert(1)</script>'\\\"&";

    @TempDir
    private static Path shared = Path.of("");

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void run() throws IOException, InterruptedException {
        StoredRuns.write(shared.resolve("three"), Map.of(Setting.TRIALS, "2", Setting.MODES, "single,rss,vmq"));
    }

    @Test
    void shouldShowVerdictsFiguresAndPlotsOfEveryMode() {
        String html = page(shared.resolve("three"));

        assertThat(html).contains("<h1>vmq: hyperv-2012-10gbe</h1>", "single-queue delivers", "Modes side by side",
                "latency p99.9, us", "Latency by percentile", ">99.9 %<", "vmq: latency over time",
                "vmq: frames delivered by queue", "vmq: frames delivered by core", "vmq: busy time of cores",
                "./vmq compare scenario.yaml", "longest source gap, ms", "Thick: all trials of a mode together");
        assertThat(html).doesNotContain("INVALID</strong>");
    }

    @Test
    void shouldBalanceItsTags() throws Exception {
        String html = page(shared.resolve("three"));
        String main = html.substring(html.indexOf("<main>"), html.indexOf("</main>") + "</main>".length());

        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(main.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getElementsByTagName("svg").getLength()).isEqualTo(2 * 13);
        for (int i = 0; i < document.getElementsByTagName("svg").getLength(); i++) {
            assertThat(document.getElementsByTagName("svg").item(i).getChildNodes().getLength()).isGreaterThan(10);
        }
    }

    @Test
    void shouldAskForNothingFromOutside() {
        String html = page(shared.resolve("three"));

        assertThat(html).contains("default-src 'none'").doesNotContain("src=", "@import", "url(", "unsafe-inline");
        assertThat(html.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:");
        assertThat(Pattern.compile("\\s(style|on[a-z]+)=\"").matcher(html).find()).isFalse();
    }

    @Test
    void shouldKeepNamesFromOutsideText() throws IOException, InterruptedException {
        Path hostile = StoredRuns.write(folder.resolve("r"), Map.of(Setting.MODES, "vmq"));
        String name = HOSTILE.replace("\\", "\\\\").replace("\\\\\"", "\\\"");
        StoredRuns.change(hostile, "\"vm1\"", "\"" + name + "\"");
        StoredRuns.change(hostile, "\"mode\" : \"vmq\"", "\"mode\" : \"" + name + "\"");
        StoredRuns.change(hostile, "\"name\" : \"hyperv-2012-10gbe\"", "\"name\" : \"" + name + "\"");

        ReportPage page = ReportPage.read(List.of(hostile));

        assertThat(page.html().split("<script", -1)).hasSize(2);
        assertThat(page.html()).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        page.plotFiles().writeSvg(folder.resolve("svg"));
        try (var files = Files.list(folder.resolve("svg"))) {
            for (Path file : files.toList()) {
                assertThat(file.getFileName().toString()).matches("[a-z0-9-]+\\.svg");
                assertThat(Files.readString(file)).doesNotContain("<script");
            }
        }
    }

    @Test
    void shouldShoutInvalidTrialsWithTheirReasons() throws IOException, InterruptedException {
        Path run = StoredRuns.write(folder.resolve("r"), Map.of(Setting.MODES, "vmq", Setting.DURATION, "1ms"));
        String html = page(run);

        assertThat(html).contains("<strong>INVALID</strong>",
                "too-short: there were ", "at least 10000 are expected", "<td class=\"n no\">NO</td>");
    }

    @Test
    void shouldDrawPercentilesOfTheResultWhereThereIsNoLog() throws IOException, InterruptedException {
        Path run = StoredRuns.write(folder.resolve("r"), Map.of(Setting.MODES, "rss"));
        Files.delete(run.resolve("latency.hlog"));

        assertThat(page(run)).contains("There is no histogram log of the result", "rss: busy time of cores")
                .doesNotContain("latency over time", "delivered by queue");
    }

    @Test
    void shouldLeaveOutTheLogOfAnotherRun() throws IOException, InterruptedException {
        Path run = StoredRuns.write(folder.resolve("r"), Map.of(Setting.MODES, "vmq"));
        assertThat(page(run)).doesNotContain("of another run");

        Files.copy(StoredRuns.write(folder.resolve("s"), Map.of(Setting.MODES, "vmq", Setting.RATE, "20%"))
                .resolve("latency.hlog"), run.resolve("latency.hlog"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(page(run)).contains("beside this result is of another run",
                "There is no histogram log of the result");
    }

    @Test
    void shouldSayThatACapacityRunHasNoLatencies() throws IOException, InterruptedException {
        String html = page(StoredRuns.write(folder.resolve("r"),
                Map.of(Setting.MODES, "vmq", Setting.RATE, "max", Setting.DURATION, "20ms")));

        assertThat(html).contains("makes no claim about them", "./vmq run scenario.yaml --mode vmq")
                .doesNotContain("Latency by percentile");
    }

    @Test
    void shouldDoWithoutQueuesInTheLog() throws IOException, InterruptedException {
        String html = page(
                StoredRuns.write(folder.resolve("r"), Map.of(Setting.MODES, "vmq", Setting.DETAIL, "total")));

        assertThat(html).contains("no intervals by queue", "vmq: latency over time")
                .doesNotContain("delivered by queue");
    }

    @Test
    void shouldMarkFaultsAtTheirTime() throws IOException, InterruptedException {
        Path run = StoredRuns.write(folder.resolve("r"),
                Map.of(Setting.MODES, "vmq", Setting.FAULT, "stall:core=0,at=5ms,for=5ms"));

        assertThat(page(run)).contains(">fault<", "stall:core=0,at=5ms,for=5ms");
    }

    @Test
    void shouldPutSeveralResultsSideBySideAndSayWhatDiffers() throws IOException, InterruptedException {
        Path other = StoredRuns.write(folder.resolve("slower"), Map.of(Setting.MODES, "vmq", Setting.RATE, "40%"));

        String html = ReportPage.read(List.of(shared.resolve("three"), other)).html();

        assertThat(html).contains("2 results", "Results side by side", "Latency by percentile, all results",
                "What differs between these results", "scenario.traffic.rate", "href=\"#result2\"", "slower vmq");
    }

    @Test
    void shouldTellResultsOfTheSameNameApart() {
        assertThat(ResultNames.of(List.of(Path.of("/a/x/result.json"), Path.of("/b/x/result.json"))))
                .containsExactly("a/x", "b/x");
    }

    @Test
    void shouldRefuseTheSameResultTwice() {
        Path run = shared.resolve("three");

        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> ReportPage.read(List.of(run, run.resolve("result.json"))))
                .withMessageContaining("is given twice");
    }

    @Test
    void shouldRefuseAResultWithoutTrials() throws IOException {
        Path file = Files.createDirectories(folder.resolve("none")).resolve("result.json");
        ObjectNode document = (ObjectNode) JsonMapper.builder().build()
                .readTree(Files.readString(shared.resolve("three").resolve("result.json")));
        document.putArray("trials");
        Files.writeString(file, document.toString());

        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> ReportPage.read(List.of(shared.resolve("three"), file)))
                .withMessage(file + ": trials: is empty (expected at least one trial)");
    }

    @Test
    void shouldLeaveOutTheLogOfAnotherRunThatDiffersLittle() throws IOException, InterruptedException {
        Path run = StoredRuns.write(folder.resolve("r"), Map.of(Setting.MODES, "vmq"));
        Files.copy(StoredRuns.write(folder.resolve("s"), Map.of(Setting.MODES, "vmq", Setting.SEED, "8"))
                .resolve("latency.hlog"), run.resolve("latency.hlog"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(page(run)).contains("beside this result is of another run");
    }

    @Test
    void shouldKeepPolylinesShort() {
        List<Integer> points = Pattern.compile("points=\"([^\"]*)\"").matcher(page(shared.resolve("three"))).results()
                .map(MatchResult::group).map(text -> text.split(" ").length).toList();

        assertThat(points).isNotEmpty().allMatch(count -> count <= 400);
    }

    @Test
    void shouldGiveTheSameBytesForTheSameFiles() {
        assertThat(page(shared.resolve("three"))).isEqualTo(page(shared.resolve("three")));
    }

    private static String page(Path run) {
        return ReportPage.read(List.of(run)).html();
    }
}
