package io.vmq.tools.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class GateJudgeTest {

    private static final Metric P99 = Metric.latency("p99");
    private static final Metric RATE = Metric.rate();
    private static final double[] QUIET = {100, 101, 99, 100.5, 99.5, 100.2, 99.8, 100.1};

    private static Side side(String series, Metric metric, double... values) {
        return SyntheticSide.side(List.of(series(series, metric, values)));
    }

    private static Series series(String name, Metric metric, double... values) {
        return new Series(name, List.of(metric), DoubleStream.of(values)
                .mapToObj(value -> new TrialFigures(null, Map.of(metric, value), null)).toList());
    }

    /** Trials that are the same computation as those of the other side with the same place. */
    private static Side paired(Metric metric, double... values) {
        return SyntheticSide.side(List.of(new Series("vmq", List.of(metric), IntStream.range(0, values.length)
                .mapToObj(i -> new TrialFigures("seed " + i, Map.of(metric, values[i]), null)).toList())));
    }

    private static double[] times(double factor, double... values) {
        return DoubleStream.of(values).map(value -> factor * value).toArray();
    }

    private static GateResult judge(Side baseline, Side candidate) {
        return GateJudge.judge(baseline, candidate, GateRules.DEFAULT);
    }

    private static Comparison only(GateResult result) {
        assertThat(result.comparisons()).hasSize(1);
        return result.comparisons().getFirst();
    }

    @Test
    void shouldPassWhatStaysAndSayBothLevels() {
        Comparison one = only(judge(side("vmq", P99, QUIET), side("vmq", P99, times(1.001, QUIET))));

        assertThat(one.verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(one.ratio()).isCloseTo(1.001, within(0.001));
        assertThat(one.ciLow()).isLessThan(1);
        assertThat(one.ciHigh()).isBetween(1.001, 1.05);
        assertThat(one.baseline()).isCloseTo(100.05, within(0.001));
        assertThat(one.noise()).isBetween(0.005, 0.02);
        assertThat(one.reason()).isEmpty();
        assertThat(one.moreTrials()).isNull();
    }

    @Test
    void shouldCallHigherLatencyARegressionAndHigherRateAnImprovement() {
        assertThat(judge(side("vmq", P99, QUIET), side("vmq", P99, times(1.1, QUIET))).verdict())
                .isEqualTo(GateVerdict.REGRESSED);
        assertThat(judge(side("vmq", RATE, QUIET), side("vmq", RATE, times(1.1, QUIET))).verdict())
                .isEqualTo(GateVerdict.IMPROVED);
        GateResult slower = judge(side("vmq", RATE, QUIET), side("vmq", RATE, times(0.9, QUIET)));
        assertThat(slower.verdict()).isEqualTo(GateVerdict.REGRESSED);
        assertThat(only(slower).reason()).isEqualTo("rate is 10.0 % lower (worse)");
    }

    @Test
    void shouldNotBotherAboutAChangeBelowTheSmallestEffectHoweverSureItIs() {
        Comparison one = only(judge(side("vmq", P99, QUIET), side("vmq", P99, times(1.02, QUIET))));

        assertThat(one.verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(one.pValue()).isLessThan(0.05);
    }

    @Test
    void shouldSayHowManyTrialsItWouldTakeWhereItIsTooNoisy() {
        double[] noisy = {100, 118, 88, 109, 96, 85};
        Comparison one = only(judge(side("vmq", P99, noisy), side("vmq", P99, times(1.02, noisy))));

        assertThat(one.verdict()).isEqualTo(GateVerdict.INCONCLUSIVE);
        assertThat(one.moreTrials()).isBetween(10, 2_000);
        assertThat(one.reason()).contains("cannot be ruled out");
    }

    @Test
    void shouldNotLetOneStrayTrialHideOrMakeARegression() {
        double[] stray = QUIET.clone();
        stray[3] = 1_000;

        assertThat(judge(side("vmq", P99, QUIET), side("vmq", P99, stray)).verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(judge(side("vmq", P99, stray), side("vmq", P99, times(1.1, QUIET))).verdict())
                .isEqualTo(GateVerdict.REGRESSED);
    }

    @Test
    void shouldTakeTheSameFramesInPairsSoThatSeedsDoNotCount() {
        double[] bySeed = {100, 150, 220};

        Comparison same = only(judge(paired(P99, bySeed), paired(P99, bySeed)));
        assertThat(same.verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(List.of(same.ratio(), same.ciLow(), same.ciHigh())).containsOnly(1.0);

        Comparison dearer = only(judge(paired(P99, bySeed), paired(P99, 110.1, 165, 241.9)));
        assertThat(dearer.verdict()).isEqualTo(GateVerdict.REGRESSED);
        assertThat(dearer.ratio()).isCloseTo(1.1, within(0.002));
        assertThat(dearer.noise()).as("baseline trials of different frames say nothing").isNull();
    }

    @Test
    void shouldPassOneTrialThatIsTheSameComputationAndNothingElse() {
        assertThat(judge(paired(P99, 100), paired(P99, 100)).verdict()).isEqualTo(GateVerdict.PASS);

        Comparison other = only(judge(paired(P99, 100), paired(P99, 110)));
        assertThat(other.verdict()).isEqualTo(GateVerdict.INCONCLUSIVE);
        assertThat(other.moreTrials()).isEqualTo(4);
        assertThat(only(judge(side("vmq", P99, 100), side("vmq", P99, 100))).verdict())
                .isEqualTo(GateVerdict.INCONCLUSIVE);
    }

    @Test
    void shouldShowSomethingAmongFortyFiveComparisonsWithSixTrialsASide() {
        double[] six = {100, 101, 99, 100.5, 99.5, 100.2};
        List<Series> baseline = IntStream.range(0, 45).mapToObj(i -> series("s" + i, P99, shuffled(six, i))).toList();
        List<Series> candidate = IntStream.range(0, 45).mapToObj(i -> series("s" + i, P99,
                times(i == 17 ? 1.1 : 1, shuffled(six, i + 7)))).toList();

        GateResult result = judge(SyntheticSide.side(baseline), SyntheticSide.side(candidate));

        assertThat(result.comparisons()).filteredOn(one -> one.verdict() != GateVerdict.PASS)
                .extracting(Comparison::series).containsExactly("s17");
        assertThat(result.verdict()).isEqualTo(GateVerdict.REGRESSED);
    }

    private static double[] shuffled(double[] values, int by) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[(i * 5 + by) % values.length] + 0.01 * by % 3)
                .toArray();
    }

    @Test
    void shouldSayWhatZerosMean() {
        double[] none = new double[QUIET.length];
        assertThat(only(judge(side("vmq", RATE, QUIET), side("vmq", RATE, none))).reason())
                .isEqualTo("rate is zero in every trial of the candidate");
        assertThat(judge(side("vmq", RATE, QUIET), side("vmq", RATE, none)).verdict())
                .isEqualTo(GateVerdict.REGRESSED);
        assertThat(judge(side("vmq", RATE, none), side("vmq", RATE, none)).verdict()).isEqualTo(GateVerdict.PASS);
        double[] some = QUIET.clone();
        some[0] = 0;
        assertThat(judge(side("vmq", RATE, QUIET), side("vmq", RATE, some)).verdict())
                .isEqualTo(GateVerdict.INCONCLUSIVE);
    }

    @Test
    void shouldNameSeriesOfOneSideOnly() {
        GateResult result = judge(side("rss", P99, QUIET), side("vmq", P99, QUIET));

        assertThat(result.comparisons()).isEmpty();
        assertThat(result.verdict()).isEqualTo(GateVerdict.INCONCLUSIVE);
        assertThat(result.remarks()).containsExactly("only the baseline has rss, not compared",
                "only the candidate has vmq, not compared");
    }

    @Test
    void shouldPairWhatHasAPartnerAndSayWhatHasNone() {
        GateResult result = judge(paired(P99, 100, 150, 220, 310), paired(P99, 110, 165, 242));

        assertThat(only(result).verdict()).isEqualTo(GateVerdict.REGRESSED);
        assertThat(only(result).baselineTrials()).isEqualTo(3);
        assertThat(result.remarks()).containsExactly(
                "1 trial of vmq without a partner of the same block on the other side left out");
    }

    @Test
    void shouldSayThatAShapeIsNotCompared() {
        SyntheticSide random = new SyntheticSide(1, 0.01);
        Series few = random.series("vmq", 3, SyntheticSide.logNormal());

        assertThat(judge(SyntheticSide.side(List.of(few)), SyntheticSide.side(List.of(few))).remarks())
                .containsExactly(
                        "the shape of vmq is not compared: there are too few trials, or pairs of trials, to exchange");
    }

    /** However rare a false alarm may be, there have to be exchanges enough to see that it is rarer. */
    @Test
    void shouldFindSomethingAtASmallAlphaToo() {
        double[] ten = {100, 101, 99, 100.5, 99.5, 100.2, 99.8, 100.1, 100.3, 99.9};
        GateResult result = GateJudge.judge(side("vmq", P99, ten), side("vmq", P99, times(1.2, ten)),
                new GateRules(0.05, 0.001, 1));

        assertThat(result.verdict()).isEqualTo(GateVerdict.REGRESSED);
        assertThat(only(result).pValue()).isLessThanOrEqualTo(0.001);
    }

    @Test
    void shouldCountTrialsAndNotBlocksInWhatItTakes() {
        double[] noisy = {100, 118, 88, 109, 96, 85, 111, 93};
        List<TrialFigures> trials = IntStream.range(0, noisy.length)
                .mapToObj(i -> new TrialFigures("block " + i / 2, Map.of(P99, noisy[i]), null)).toList();
        List<TrialFigures> others = IntStream.range(0, noisy.length)
                .mapToObj(i -> new TrialFigures("block " + i / 2, Map.of(P99, noisy[(i + 5) % 8]), null)).toList();

        Comparison one = only(judge(SyntheticSide.side(List.of(new Series("vmq", List.of(P99), trials))),
                SyntheticSide.side(List.of(new Series("vmq", List.of(P99), others)))));

        assertThat(one.verdict()).isEqualTo(GateVerdict.INCONCLUSIVE);
        assertThat(one.moreTrials()).isEven();
    }

    @Test
    void shouldSayTheSameTwice() {
        Side baseline = side("vmq", P99, QUIET);
        Side candidate = side("vmq", P99, times(1.04, QUIET));

        assertThat(judge(baseline, candidate)).isEqualTo(judge(baseline, candidate));
    }
}
