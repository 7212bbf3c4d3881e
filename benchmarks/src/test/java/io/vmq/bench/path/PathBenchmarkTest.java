package io.vmq.bench.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vmq.nic.linux.AllowedCpus;
import io.vmq.nic.machine.Machine;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PathBenchmarkTest {

    private static final long ROUND_NS = 5_000_000;

    /** A figure whose rounds a test has written down. */
    private record Fixed(String name, List<Long> frames) implements Figure {

        static Fixed of(String name, long... frames) {
            return new Fixed(name, LongStream.of(frames).boxed().toList());
        }

        @Override
        public Round run(Cores cores, long forNs) {
            throw new UnsupportedOperationException("not to be run");
        }

        Series series(double... tripsNs) {
            Series series = new Series(name);
            for (int i = 0; i < frames.size(); i++) {
                series.add(
                        new Series.Entry(new Round(frames.get(i), 1_000_000_000, 10L * i, 0), tripsNs[i], tripsNs[i]));
            }
            return series;
        }
    }

    @Test
    void shouldRunEveryFigureAndCloseItsCounts() throws InterruptedException {
        AllowedCpus cpus = AllowedCpus.ofThisProcess();
        assumeThat(cpus.count()).as("CPUs").isGreaterThanOrEqualTo(2);
        Cores cores = Cores.pinned(cpus.numbers()[0], cpus.numbers()[1]);
        for (Figure figure : Figures.inJava()) {
            assertThat(figure.run(cores, ROUND_NS).frames()).as(figure.name()).isPositive();
        }
    }

    @Test
    void shouldMeasureInAProcessOfItsOwn() throws IOException, InterruptedException {
        AllowedCpus cpus = AllowedCpus.ofThisProcess();
        assumeThat(cpus.count()).as("CPUs").isGreaterThanOrEqualTo(2);
        Cores cores = Cores.pinned(cpus.numbers()[0], cpus.numbers()[1]);
        Measured measured = new PathBenchmark(cores, List.of(LimitFigure.lines()), 2, ROUND_NS / 1e9)
                .run((figure, done, total) -> {}, () -> false);
        assertThat(measured.partial()).isFalse();
        assertThat(measured.series().getFirst().entries()).hasSize(2)
                .allSatisfy(entry -> assertThat(entry.round().frames()).isPositive());
    }

    @Test
    void shouldStopBetweenFiguresWhenAsked() throws IOException, InterruptedException {
        Measured measured = new PathBenchmark(Cores.pinned(0, 1), List.of(), 5, 1).run((figure, done, total) -> {},
                () -> true);
        assertThat(measured.series()).isEmpty();
        Measured stopped = new PathBenchmark(Cores.pinned(0, 1), List.of(LimitFigure.lines()), 5, 1)
                .run((figure, done, total) -> {}, () -> true);
        assertThat(stopped.partial()).isTrue();
        assertThat(stopped.series().getFirst().entries()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = {"*|path/rss path/vmq limit/lines", "path/*|path/rss path/vmq", "*/vmq|path/vmq",
                "path/vmq, limit/*|path/vmq limit/lines", "path/?mq|path/vmq", "path.vmq|", "PATH/VMQ|"})
    void shouldPickFiguresByGlob(String globs, String names) {
        List<Figure> all = List.of(Fixed.of("path/rss"), Fixed.of("path/vmq"), Fixed.of("limit/lines"));
        List<String> picked = PathBenchmark.pick(all, globs).stream().map(Figure::name).toList();
        assertThat(String.join(" ", picked)).isEqualTo(names == null ? "" : names);
    }

    @Test
    void shouldCountOnlyRoundsWithTheCpusWhereTheyUsuallyAre() {
        Series ours = Fixed.of("path/vmq", 10, 20, 30, 1, 40).series(60, 62, 58, 330, 61);
        Series limit = Fixed.of("limit/lines", 20, 20, 20, 20, 2).series(60, 60, 60, 60, 20);
        Measured measured = new Measured(List.of(ours, limit), false);
        double usualNs = measured.usualNs();
        assertThat(usualNs).isEqualTo(60);
        assertThat(ours.rates(usualNs)).containsExactly(10, 20, 30, 40);
        assertThat(limit.rates(usualNs)).containsExactly(20, 20, 20, 20);
        assertThat(measured.ratios(ours, limit)).containsExactly(0.5, 1, 1.5);
        assertThat(Series.median(ours.rates(usualNs))).isEqualTo(25);
        assertThat(ours.gapNs(usualNs)).isEqualTo(15);
    }

    @ParameterizedTest
    @CsvSource({"'60,62,330,340,350,58,64', 61", "'60,62,330,340,350', 340", "'300,310,60,62', 61"})
    void shouldTakeTheDistanceOfMostRounds(String trips, double usualNs) {
        double[] tripsNs = Arrays.stream(trips.split(",")).mapToDouble(Double::parseDouble).toArray();
        Series series = Fixed.of("path/vmq", LongStream.generate(() -> 1).limit(tripsNs.length).toArray())
                .series(tripsNs);
        assertThat(new Measured(List.of(series), false).usualNs()).isEqualTo(usualNs);
    }

    @Test
    void shouldWriteTheDocumentThatIsPromised() {
        Series ours = Fixed.of("path/vmq", 100, 300, 200).series(60, 60, 60);
        String text = BenchDocument.of(new Measured(List.of(ours), false), Machine.current(System::nanoTime));
        JsonNode document = JsonMapper.builder().build().readTree(text);
        assertThat(document.get("schema").stringValue()).isEqualTo("vmq.bench/1");
        assertThat(document.get("machine").get("cpu").stringValue()).isNotBlank();
        JsonNode result = document.get("results").get(0);
        assertThat(result.get("name").stringValue()).isEqualTo("path/vmq");
        assertThat(result.get("framesPerSecond").doubleValue()).isEqualTo(200);
        assertThat(result.get("nsPerFrame").doubleValue()).isEqualTo(5e6, offset(1e-6));
        assertThat(result.get("spread").get("min").doubleValue()).isEqualTo(100);
        assertThat(result.get("spread").get("median").doubleValue()).isEqualTo(200);
        assertThat(result.get("spread").get("max").doubleValue()).isEqualTo(300);
        assertThat(result.get("rounds")).extracting(JsonNode::doubleValue).containsExactly(100.0, 300.0, 200.0);
    }

    @Test
    void shouldSayInTheTableWhatWasNotCounted() {
        Series ours = Fixed.of("path/vmq", 10_000_000, 20_000_000, 30_000_000).series(60, 60, 330);
        Series limit = Fixed.of("limit/lines", 20_000_000, 20_000_000, 20_000_000).series(60, 60, 60);
        String table = BenchTable.of(new Measured(List.of(ours, limit), true), Machine.current(System::nanoTime));
        assertThat(table).contains("2 of 3", "15.0", "over limit/lines", "0.75x", "Not counted", "Interrupted")
                .doesNotContain("NaN");
    }
}
