package io.vmq.tools.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.tools.scenario.BadInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which series are compared, and what is said of the others. */
class SidePairTest {

    private static final Metric P99 = Metric.latency("p99");

    private static Side side(String source, String... names) {
        return new Side(source, Arrays.stream(names).map(SidePairTest::series).toList(), Map.of(),
                List.of("read from " + source));
    }

    private static Series series(String name) {
        return new Series(name, List.of(P99, Metric.rate()),
                List.of(new TrialFigures("b", Map.of(P99, 1.0, Metric.rate(), 2.0), null)));
    }

    private static List<String> names(Side side) {
        return side.series().stream().map(Series::name).toList();
    }

    @Test
    void shouldLeaveAsTheyAreSidesWithSomethingInCommon() {
        Side baseline = side("base", "vmq", "rss", "old");
        Side candidate = side("cand", "new", "rss");

        assertThat(SidePair.of(baseline, candidate, SeriesChoice.ALL)).isEqualTo(new SidePair(baseline, candidate));
    }

    /** A mode of which no trial may be believed must not pass for want of something to compare. */
    @Test
    void shouldKeepASeriesWithoutTrialsSoThatItCannotPass() {
        Side empty = new Side("cand", List.of(new Series("vmq", List.of(P99), List.of())), Map.of(), List.of());
        SidePair pair = SidePair.of(side("base", "vmq"), empty, SeriesChoice.ALL);

        GateResult result = GateJudge.judge(pair.baseline(), pair.candidate(), GateRules.DEFAULT);

        assertThat(result.verdict()).isEqualTo(GateVerdict.INCONCLUSIVE);
        assertThat(result.comparisons()).extracting(Comparison::reason)
                .containsExactly("no trial of the candidate has p99", "no trial of the candidate has rate");
    }

    @Test
    void shouldRefuseSidesWithNothingInCommon() {
        assertThatThrownBy(() -> SidePair.of(side("base", "vmq"), side("cand", "1", "2", "3", "4", "5", "6", "7"),
                SeriesChoice.ALL)).isInstanceOf(BadInputException.class)
                .hasMessage(
                        "nothing to compare: base has 'vmq', cand has '1', '2', '3', '4', '5' and 2 more (expected a "
                                + "series of the same name, with the same figures, in both)");
        assertThatThrownBy(() -> SidePair.of(side("base"), side("cand", "1"), SeriesChoice.ALL))
                .isInstanceOf(BadInputException.class).hasMessageContaining("base has no such series");
    }

    @ParameterizedTest
    @CsvSource({"vmq/*, 'vmq/vm1,vmq/a/b'", "*, 'vmq,vmq/vm1,vmq/a/b,a.b,a+b'", "vmq, vmq", "vmq/vm?, vmq/vm1",
        "a.b, a.b", "*m1, vmq/vm1"})
    void shouldChooseByPattern(String glob, String chosen) {
        Side side = side("side", "vmq", "vmq/vm1", "vmq/a/b", "a.b", "a+b");

        assertThat(names(new SeriesChoice(List.of(glob), List.of()).of(side))).containsExactly(chosen.split(",", -1));
    }

    @Test
    void shouldChooseFiguresWithTheirValues() {
        Side side = new SeriesChoice(List.of(), List.of("rate")).of(side("side", "vmq"));

        assertThat(side.series().getFirst().metrics()).containsExactly(Metric.rate());
        assertThat(side.series().getFirst().trials().getFirst())
                .isEqualTo(new TrialFigures("b", Map.of(Metric.rate(), 2.0), null));
    }

    @Test
    void shouldCompareShapesOnlyIfTheyAreAskedFor() {
        QuantileCurve curve = QuantileCurve.of(percentile -> percentile);
        TrialFigures trial = new TrialFigures(null, Map.of(P99, 1.0), curve);
        Side side = new Side("side", List.of(new Series("vmq", List.of(P99), List.of(trial))), Map.of(), List.of());

        assertThat(SidePair.of(side, side, new SeriesChoice(List.of(), List.of("p99"))).baseline().series().getFirst()
                .trials()).containsExactly(new TrialFigures(null, Map.of(P99, 1.0), null));
        assertThat(
                SidePair.of(side, side, new SeriesChoice(List.of(), List.of("shape"))).baseline().series().getFirst())
                .isEqualTo(new Series("vmq", List.of(), List.of(new TrialFigures(null, Map.of(), curve))));
    }

    @Test
    void shouldRefuseAChoiceThatFitsNothing() {
        Side side = side("side", "vmq", "rss");

        assertThatThrownBy(() -> SidePair.of(side, side, new SeriesChoice(List.of("v*", "x*"), List.of())))
                .isInstanceOf(BadInputException.class)
                .hasMessage("--series: 'x*' fits no series (there are: 'vmq', 'rss')");
        assertThatThrownBy(() -> SidePair.of(side, side, new SeriesChoice(List.of(), List.of("p98"))))
                .isInstanceOf(BadInputException.class)
                .hasMessage("--metric: 'p98' is no figure of a series (there are: 'p99', 'rate')");
    }
}
