package io.vmq.tools.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vmq.tools.scenario.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a browser shows it. Skipped where there is no Chromium, unless {@code -Dbrowser.tests=required}. */
class ReportPageInBrowserTest {

    /** Addresses for documentation (RFC 5737): one that a page without a policy asks for, one that a policy forbids. */
    private static final String ASKED_FOR = "192.0.2.1";
    private static final String FORBIDDEN = "198.51.100.1";
    private static final String DRAWN = """
            [...document.querySelectorAll('figure svg')].filter(svg => svg.getClientRects().length > 0).map(svg => {
              const shapes = [...svg.querySelectorAll('rect, polyline, circle')].map(shape => shape.getBoundingClientRect());
              const field = svg.getBoundingClientRect();
              return shapes.some(shape => shape.width > 100 || shape.height > 5) && shapes.every(shape =>
                shape.left >= field.left - 1 && shape.right <= field.right + 1) && field.width > 300;
            })""";
    private static final String BEYOND_EDGES = """
            [...document.querySelectorAll('figure svg text')].filter(text => text.getClientRects().length > 0).filter(text => {
              const seen = text.getBoundingClientRect();
              const field = text.closest('svg').getBoundingClientRect();
              return seen.left < field.left - 1 || seen.right > field.right + 1;
            }).map(text => text.textContent)""";

    @TempDir
    private static Path shared = Path.of("");

    private static @Nullable Browser browser;
    private static Path page = Path.of("");

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> program = Browser.find();
        boolean required = "required".equals(System.getProperty("browser.tests"));
        assumeTrue(required || program.isPresent(), "no Chromium on this machine");
        Path run = StoredRuns.write(shared.resolve("run"), Map.of(Setting.TRIALS, "2", Setting.MODES, "single,rss,vmq",
                Setting.FAULT, "stall:core=0,at=5ms,for=5ms"));
        page = shared.resolve("report.html");
        ReportPage.read(List.of(run)).write(page);
        browser = new Browser(program.orElseThrow(), shared.resolve("browser"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    private static Browser opened(Path file) throws Exception {
        Browser opened = browser;
        assertThat(opened).isNotNull();
        if (opened == null) {
            throw new AssertionError();
        }
        opened.call("Emulation.setEmulatedMedia", "{\"media\":\"screen\",\"features\":[]}");
        width(opened, 1000);
        opened.open(file);
        return opened;
    }

    private static void width(Browser opened, int pixels) throws Exception {
        opened.call("Emulation.setDeviceMetricsOverride",
                "{\"width\":" + pixels + ",\"height\":900,\"deviceScaleFactor\":1,\"mobile\":false}");
    }

    @Test
    void shouldDrawAllPlotsWithoutAComplaintOrARequest() throws Exception {
        Browser opened = opened(page);

        assertThat(opened.evaluate(DRAWN).toString()).isEqualTo(
                "[" + "true,".repeat(12) + "true]");
        assertThat(opened.complaints()).isEmpty();
        assertThat(opened.requests()).containsExactly(page.toUri().toString());
    }

    @Test
    void shouldFindComplaintsAndRequestsWhereThereAreSome() throws Exception {
        String html = Files.readString(page);
        Path asking = Files.writeString(shared.resolve("asking.html"), html
                .replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "")
                .replace("</main>", "<img alt=\"\" src=\"http://" + ASKED_FOR + "/x.png\"></main>"));
        Path forbidden = Files.writeString(shared.resolve("forbidden.html"),
                html.replace("</main>", "<img alt=\"\" src=\"http://" + FORBIDDEN + "/x.png\"></main>"));

        Browser opened = opened(asking);
        assertThat(opened.requests()).contains("http://" + ASKED_FOR + "/x.png");
        assertThat(opened.asked()).anyMatch(line -> line.contains(ASKED_FOR));
        opened = opened(forbidden);
        assertThat(opened.complaints()).anyMatch(text -> text.contains("Content Security Policy"));
        assertThat(opened.asked()).as("the policy of the page holds").noneMatch(line -> line.contains(FORBIDDEN));
    }

    @Test
    void shouldReadValuesOutWhereThePointerIs() throws Exception {
        Browser opened = opened(page);
        opened.evaluate("document.querySelector('svg[data-field]').scrollIntoView()");
        double[] place = {
            opened.evaluate("document.querySelector('svg[data-field]').getBoundingClientRect().left").asDouble(),
            opened.evaluate("document.querySelector('svg[data-field]').getBoundingClientRect().top").asDouble()};
        opened.call("Input.dispatchMouseEvent",
                "{\"type\":\"mouseMoved\",\"x\":" + (place[0] + 300) + ",\"y\":" + (place[1] + 200) + "}");

        assertThat(opened.evaluate("document.querySelector('.readout').textContent").asString().lines().toList())
                .hasSize(4).first().asString().matches("9\\d\\.\\d+ % of frames");
        assertThat(opened.evaluate("document.querySelector('.readout').textContent").asString())
                .containsPattern("single: [0-9.]+ us\nrss: [0-9.]+ us\nvmq: [0-9.]+ us");
    }

    @Test
    void shouldSwitchSeriesOffInBothDrawingsOfAPlot() throws Exception {
        Browser opened = opened(page);
        opened.evaluate("document.querySelector('.legend').dispatchEvent(new MouseEvent('click', {bubbles: true}))");

        assertThat(opened.evaluate("document.querySelectorAll('.layer.off').length").asInt()).isEqualTo(2);
        assertThat(opened.evaluate("document.querySelector('.off .shapes polyline').getClientRects().length").asInt())
                .isZero();
        opened.evaluate(
                "document.querySelector('.legend').dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter'}))");
        assertThat(opened.evaluate("document.querySelectorAll('.layer.off').length").asInt()).isZero();
        assertThat(opened.complaints()).isEmpty();
    }

    @Test
    void shouldFitAPhone() throws Exception {
        Browser opened = opened(page);
        width(opened, 360);

        assertThat(opened.evaluate("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(360);
        assertThat(opened.evaluate(DRAWN).toString()).contains("true").doesNotContain("false");
        assertThat(opened.evaluate(BEYOND_EDGES).toString()).isEqualTo("[]");
        width(opened, 1000);
        assertThat(opened.evaluate(BEYOND_EDGES).toString()).isEqualTo("[]");
    }

    @Test
    void shouldBeDarkWhereThatIsLikedAndLightOnPaper() throws Exception {
        Browser opened = opened(page);
        String paper = "getComputedStyle(document.body).backgroundColor";
        assertThat(opened.evaluate(paper).asString()).isEqualTo("rgb(255, 255, 255)");
        String dark = "\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"dark\"}]}";
        opened.call("Emulation.setEmulatedMedia", "{\"media\":\"screen\"," + dark);
        assertThat(opened.evaluate(paper).asString()).isEqualTo("rgb(20, 24, 29)");
        opened.call("Emulation.setEmulatedMedia", "{\"media\":\"print\"," + dark);
        assertThat(opened.evaluate(paper).asString()).isEqualTo("rgb(255, 255, 255)");
    }

    /** The width of A4 within usual margins; what is beyond the edge of paper is cut off. */
    @Test
    void shouldFitPaper() throws Exception {
        Browser opened = opened(page);
        opened.call("Emulation.setEmulatedMedia", "{\"media\":\"print\",\"features\":[]}");
        width(opened, 718);

        assertThat(opened.evaluate("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(718);
        assertThat(opened.evaluate(DRAWN).toString()).contains("true").doesNotContain("false");
    }
}
