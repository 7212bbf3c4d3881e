package io.vmq.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.tools.gate.Metric;
import io.vmq.tools.gate.history.ChangeFinder;
import io.vmq.tools.gate.history.History;
import io.vmq.tools.gate.history.HistoryResult;
import io.vmq.tools.gate.history.HistoryRules;
import io.vmq.tools.gate.history.Point;
import io.vmq.tools.gate.history.Reading;
import io.vmq.tools.gate.history.Trace;
import java.time.Instant;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class HistoryTextTest {

    private static final String NASTY = "v\u001b[31m,\"q\"\u202e";
    private static final TerminalStyle UNICODE = new TerminalStyle(80, true, false);

    private static HistoryResult golden() {
        List<Trace> traces = List.of(
                trace("vmq", Metric.latency("p50"), 24, i -> 4_467 + i % 3),
                trace("vmq", Metric.latency("p99"), 24, i -> (i < 17 ? 1_776_000 : 2_010_000) + i % 5 * 1_000),
                trace(NASTY, new Metric("rate", "frames/s", Metric.Better.HIGHER), 24,
                        i -> (i < 6 ? 650_000 : 731_000) + i % 4 * 100),
                trace(NASTY, Metric.latency("p99"), 24, i -> i < 23 ? 90_000 + i % 7 * 100 : 150_000));
        List<Point> points = IntStream.range(0, 24).mapToObj(HistoryTextTest::point).toList();
        return ChangeFinder.find(new History("nightly", "in the order of their names", points, traces,
                List.of("run-3: 1 trial of vmq was left out")), HistoryRules.DEFAULT);
    }

    private static Point point(int i) {
        return new Point("run-" + i + (i == 6 ? "\n::error::" : ""), i == 6 ? null : "c0ffee00c0ffee" + i,
                Instant.EPOCH.plusSeconds(86_400L * i));
    }

    private static Trace trace(String series, Metric metric, int points, IntToDoubleFunction value) {
        return new Trace(series, metric,
                IntStream.range(0, points).mapToObj(i -> new Reading(i, value.applyAsDouble(i))).toList());
    }

    @Test
    void shouldShowTheGoldenHistory() {
        String text = HistoryText.text(golden(), null);

        Golden.assertTidy(text);
        assertThat(text).doesNotContain("\u001b", "\u202e", "\n::error::");
        Golden.assertEqual("golden-history.txt", text);
    }

    @Test
    void shouldEscapeNamesInTheDocumentToo() {
        List<Point> points = IntStream.range(0, 24).mapToObj(HistoryTextTest::point).toList();
        String document = HistoryDocument.text(ChangeFinder.find(new History(Gates.NASTY, "x", points,
                List.of(trace(Gates.NASTY, Metric.rate(), 24, i -> i < 12 ? 100 + i : 0)), List.of(Gates.NASTY)),
                HistoryRules.DEFAULT));

        assertThat(document.chars()).allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7F));
        assertThat(document).doesNotContain("##[").contains("##\\u005B");
        assertThat(JsonMapper.shared().readTree(document).get("source").asString()).isEqualTo(Gates.NASTY);
    }

    @Test
    void shouldShowOutagesAndWhatWasNotTested() {
        List<Point> points = IntStream.range(0, 24).mapToObj(HistoryTextTest::point).toList();
        HistoryResult result = ChangeFinder.find(new History("nightly", "in the order of their names", points,
                List.of(trace("vmq", Metric.frameRate(), 24, i -> i > 7 && i < 14 ? 0 : 1_000 + i % 3),
                        trace("gone", Metric.frameRate(), 12, i -> 7)),
                List.of()), HistoryRules.DEFAULT);

        assertThat(HistoryText.text(result, UNICODE))
                .containsPattern("1001 frames/s +0 frames/s +-100\\.0 % +worse, undone")
                .containsPattern("0 frames/s +1001 frames/s +- +better")
                .contains("Not tested: gone rate (none among the last 10 results); ", "0 frames/s to 1002 frames/s",
                        "INCONCLUSIVE: nothing can be said of 1 figure of 2.")
                .containsPattern("(?m)^ vmq rate +[█▇]{8}▁{6}[█▇]{10} ");
    }

    @Test
    void shouldShowTheCourseOnATerminal() {
        String text = HistoryText.text(golden(), UNICODE);

        assertThat(text).containsPattern("(?m)^ vmq p99 +▁{0,17}▂{0,17}▃{0,17}[▅▆▇█]{7}  1776 us to 2014 us$");
        assertThat(text.lines().filter(line -> !line.matches(".*[▁▂▃▄▅▆▇█].*") && !line.startsWith("oldest")).toList())
                .containsAll(HistoryText.text(golden(), null).lines().toList());
    }

    @Test
    void shouldDrawNoiseLowAndGapsAsBlanks() {
        @Nullable Double[] values = {100.0, null, 101.0, 200.0};

        assertThat(Sparkline.of(values, 10, 1.2)).isEqualTo("▁ ▁█");
        assertThat(Sparkline.of(new @Nullable Double[] {100.0, 100.5, 100.0}, 10, 1.2)).isIn("▄▅▄", "▅▅▅", "▄▄▄");
        assertThat(Sparkline.of(new @Nullable Double[] {1.0, 1.0, 9.0, 9.0}, 2, 1.2)).isEqualTo("▁█");
    }

    @Test
    void shouldWriteWhatOtavaReads() {
        History history = new History("d", "as made", List.of(point(0), point(6), point(2)), List.of(
                new Trace("vmq", Metric.latency("p99"), List.of(new Reading(1, 1_776_000), new Reading(2, 1.5e6))),
                new Trace("a,b", Metric.rate(), List.of(new Reading(0, 0.5))),
                new Trace("none", Metric.rate(), List.of())), List.of());

        assertThat(OtavaCsv.text(history)).isEqualTo("""
                time,commit,vmq.p99,"a,b.rate"
                1970-01-01T00:00:00Z,c0ffee00c0ffee0,1776000,0.5
                1970-01-07T00:00:00Z,run-6?::error::,1776000,0.5
                1970-01-03T00:00:00Z,c0ffee00c0ffee2,1500000,0.5
                """);
        assertThat(OtavaCsv.filled(history)).isEqualTo(3);
    }
}
