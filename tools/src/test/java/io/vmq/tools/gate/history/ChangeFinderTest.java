package io.vmq.tools.gate.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vmq.tools.gate.GateVerdict;
import io.vmq.tools.gate.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("computed")
class ChangeFinderTest {

    private static final int POINTS = 40;
    private static final double NOISE = 0.02;
    /** Every change that is found counts, however small. */
    private static final HistoryRules ANY_EFFECT = new HistoryRules(1e-6, 0.05, 10, 1);

    private static HistoryResult find(double... values) {
        return ChangeFinder.find(Histories.of(values), HistoryRules.DEFAULT);
    }

    /** In the place of one of 45 figures that do not change. */
    private static History amongQuiet(Trace trace) {
        List<Trace> quiet = Histories.quiet(POINTS, NOISE, 77).traces();
        return Histories.of(POINTS, IntStream.range(0, 45).mapToObj(i -> i == 20 ? trace : quiet.get(i)).toList());
    }

    @Test
    void shouldFindNoChangeWhereThereIsNone() {
        List<Long> alarms = LongStream.range(0, 100).filter(seed -> !ChangeFinder.find(
                Histories.of(Histories.noisy(POINTS, NOISE, 7_000 + seed, i -> 1e5)), ANY_EFFECT).changes().isEmpty())
                .boxed().toList();

        assertThat(alarms).as("seeds from 7000 on").hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void shouldCryWolfOverAllOfFortyFiveFiguresNoMoreOftenThanAlpha() {
        List<HistoryResult> results = LongStream.range(0, 60)
                .mapToObj(seed -> ChangeFinder.find(Histories.quiet(POINTS, 0.05, 300 + seed), HistoryRules.DEFAULT))
                .toList();

        assertThat(results.stream().filter(result -> !result.changes().isEmpty()).count()).as("seeds from 300 on")
                .isLessThanOrEqualTo(3);
        assertThat(results.stream().filter(result -> !result.suspects().isEmpty()).count()).as("seeds from 300 on")
                .isLessThanOrEqualTo(6);
    }

    @Test
    void shouldFindAStepWhereItIs() {
        List<Long> missed = LongStream.range(0, 200).filter(seed -> {
            int at = 4 + (int) (seed * 7 % 33);
            HistoryResult result = find(Histories.noisy(POINTS, NOISE, 11_000 + seed, i -> i < at ? 1e5 : 1.1e5));
            return result.changes().size() != 1 || Math.abs(result.changes().getFirst().at() - at) > 2;
        }).boxed().toList();

        assertThat(missed).as("seeds from 11000 on").hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void shouldFindAStepInOneOfFortyFiveFigures() {
        Trace stepped = Histories.trace("t", Metric.rate(),
                Histories.noisy(POINTS, NOISE, 5, i -> i < 30 ? 1e6 : 0.9e6));
        HistoryResult result = ChangeFinder.find(amongQuiet(stepped), HistoryRules.DEFAULT);

        assertThat(result.changes()).singleElement().satisfies(change -> {
            assertThat(change.series()).isEqualTo("t");
            assertThat(change.at()).isBetween(28, 32);
            assertThat(change.ratio()).isCloseTo(0.9, within(0.02));
            assertThat(change.worse()).isTrue();
            assertThat(change.pValue()).isLessThan(0.05);
        });
        assertThat(result.verdict()).isEqualTo(GateVerdict.REGRESSED);
    }

    @Test
    void shouldFindEveryOneOfSeveralSteps() {
        double[] levels = {100, 112, 95, 120};
        HistoryResult result = find(Histories.noisy(60, NOISE, 21, i -> levels[i / 15]));

        assertThat(result.changes()).extracting(Change::at).hasSize(3)
                .satisfies(at -> assertThat(at.get(0)).isBetween(13, 17))
                .satisfies(at -> assertThat(at.get(1)).isBetween(28, 32))
                .satisfies(at -> assertThat(at.get(2)).isBetween(43, 47));
        assertThat(result.changes()).extracting(Change::worse).containsExactly(true, false, true);
        assertThat(result.changes()).extracting(Change::before).startsWith(result.changes().getFirst().at());
        assertThat(result.drifts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 13, 20, 36, 37, 38})
    void shouldNotTakeOneBadRunForAChange(int spike) {
        for (long seed = 0; seed < 20; seed++) {
            double[] values = Histories.noisy(POINTS, NOISE, 500 + seed, i -> i == spike ? 200 : 100);

            assertThat(find(values).changes()).as("seed %d", 500 + seed).isEmpty();
        }
    }

    @Test
    void shouldFindALargeStepWithThreeResultsBeforeIt() {
        HistoryResult result = find(Histories.noisy(20, NOISE, 3, i -> i < 3 ? 100 : 160));

        assertThat(result.changes()).singleElement().extracting(Change::at).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldPointOutALargeStepAtTheNewestResults(int newest) {
        HistoryResult result = ChangeFinder.find(amongQuiet(Histories.trace("t", Metric.latency("p99"),
                Histories.noisy(POINTS, NOISE, 4, i -> i < POINTS - newest ? 100 : 130))), HistoryRules.DEFAULT);

        assertThat(result.changes()).isEmpty();
        assertThat(result.suspects()).singleElement().satisfies(suspect -> {
            assertThat(suspect.since()).isEqualTo(POINTS - newest);
            assertThat(suspect.points()).isEqualTo(newest);
            assertThat(suspect.ratio()).isCloseTo(1.3, within(0.06));
            assertThat(suspect.worse()).isTrue();
            assertThat(suspect.high()).isLessThan(suspect.value());
        });
        assertThat(result.verdict()).isEqualTo(GateVerdict.PASS);
    }

    @Test
    void shouldCallASlowDriftByItsName() {
        HistoryResult result = find(Histories.noisy(60, 0.01, 8, i -> 100 * Math.pow(1.3, i / 59.0)));

        assertThat(result.changes()).isNotEmpty().allMatch(Change::worse);
        assertThat(result.drifts()).singleElement().extracting(Drift::ratio).satisfies(
                ratio -> assertThat(ratio).isCloseTo(1.3, within(0.03)));
    }

    @Test
    void shouldSayThatAChangeWasUndone() {
        HistoryResult result = find(Histories.noisy(60, NOISE, 9, i -> i >= 40 && i < 50 ? 130 : 100));

        assertThat(result.changes()).extracting(Change::worse).containsExactly(true, false);
        assertThat(result.changes()).extracting(Change::undone).containsExactly(true, false);
        assertThat(result.verdict()).isEqualTo(GateVerdict.IMPROVED);
    }

    @Test
    void shouldSeeAReturnBeforeItIsALevelOfItsOwn() {
        HistoryResult result = find(Histories.noisy(POINTS, NOISE, 9, i -> i >= 31 && i < 37 ? 130 : 100));

        assertThat(result.changes()).singleElement().satisfies(change -> {
            assertThat(change.worse()).isTrue();
            assertThat(change.undone()).isTrue();
        });
        assertThat(result.verdict()).isNotEqualTo(GateVerdict.REGRESSED);
    }

    @Test
    void shouldOnlyMindChangesAmongTheLastResults() {
        double[] values = Histories.noisy(POINTS, NOISE, 10, i -> i < 20 ? 100 : 115);
        History history = Histories.of(values);

        assertThat(ChangeFinder.find(history, HistoryRules.DEFAULT).verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(ChangeFinder.find(history, new HistoryRules(0.05, 0.05, 25, 1)).verdict())
                .isEqualTo(GateVerdict.REGRESSED);
    }

    @Test
    void shouldReportNoChangeBelowTheSmallestEffect() {
        double[] values = Histories.noisy(POINTS, 0.005, 12, i -> i < 20 ? 100 : 103);
        History history = Histories.of(values);

        assertThat(ChangeFinder.find(history, HistoryRules.DEFAULT).changes()).isEmpty();
        assertThat(ChangeFinder.find(history, ANY_EFFECT).changes()).hasSize(1);
    }

    @Test
    void shouldFindNothingInResultsThatAreAllTheSame() {
        double[] same = new double[POINTS];
        Arrays.fill(same, 1776.0);
        HistoryResult result = find(same);

        assertThat(result.changes()).isEmpty();
        assertThat(result.suspects()).isEmpty();
        assertThat(result.verdict()).isEqualTo(GateVerdict.PASS);
    }

    @Test
    void shouldSeeAStepOfResultsWithoutNoise() {
        HistoryResult result = find(IntStream.range(0, POINTS).mapToDouble(i -> i < 35 ? 100 : 110).toArray());

        assertThat(result.changes()).singleElement().satisfies(change -> {
            assertThat(change.at()).isEqualTo(35);
            assertThat(change.from()).isCloseTo(100, within(1e-9));
            assertThat(change.to()).isCloseTo(110, within(1e-9));
            assertThat(change.before()).isEqualTo(35);
            assertThat(change.after()).isEqualTo(5);
            assertThat(change.undone()).isFalse();
        });
    }

    @Test
    void shouldSayHowManyResultsItTakes() {
        HistoryResult few = find(100, 100, 101, 100, 99, 130, 131);

        assertThat(few.verdict()).isEqualTo(GateVerdict.INCONCLUSIVE);
        assertThat(few.needed()).isEqualTo(8);
        assertThat(ChangeFinder.needed(0.05, 45)).isEqualTo(14);
        assertThat(ChangeFinder.needed(0.05, 0)).isEqualTo(8);
    }

    private static History rates(double... values) {
        return Histories.of(values.length, List.of(Histories.trace("vmq", Metric.frameRate(), values)));
    }

    @Test
    void shouldTakeAnOutageForAChangeForTheWorse() {
        HistoryResult result = ChangeFinder.find(
                rates(Histories.noisy(POINTS, NOISE, 31, i -> i < POINTS - 5 ? 1e6 : 0)), HistoryRules.DEFAULT);

        assertThat(result.changes()).singleElement().satisfies(change -> {
            assertThat(change.at()).isEqualTo(POINTS - 5);
            assertThat(change.from()).isCloseTo(1e6, within(1e4));
            assertThat(change.to()).isZero();
            assertThat(change.ratio()).isZero();
            assertThat(change.worse()).isTrue();
        });
        assertThat(result.verdict()).isEqualTo(GateVerdict.REGRESSED);
    }

    @Test
    void shouldTakeTheEndOfAnOutageForAChangeForTheBetter() {
        HistoryResult result = ChangeFinder.find(
                rates(Histories.noisy(POINTS, NOISE, 32, i -> i < POINTS - 5 ? 0 : 1e6)), HistoryRules.DEFAULT);

        assertThat(result.changes()).singleElement().satisfies(change -> {
            assertThat(change.from()).isZero();
            assertThat(change.ratio()).isInfinite();
            assertThat(change.worse()).isFalse();
        });
        assertThat(result.drifts()).isEmpty();
        assertThat(result.verdict()).isEqualTo(GateVerdict.IMPROVED);
    }

    @Test
    void shouldSuspectAnOutageOfTheNewestResult() {
        HistoryResult result = ChangeFinder.find(
                rates(Histories.noisy(POINTS, NOISE, 33, i -> i < POINTS - 1 ? 1e6 : 0)), HistoryRules.DEFAULT);

        assertThat(result.suspects()).singleElement().satisfies(suspect -> {
            assertThat(suspect.value()).isZero();
            assertThat(suspect.low()).isGreaterThan(5e5);
            assertThat(suspect.worse()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 20, 37})
    void shouldNotTakeOneOutageForAChange(int outage) {
        for (long seed = 0; seed < 20; seed++) {
            History history = rates(Histories.noisy(POINTS, NOISE, 600 + seed, i -> i == outage ? 0 : 1e6));

            assertThat(ChangeFinder.find(history, HistoryRules.DEFAULT).changes()).as("seed %d", 600 + seed).isEmpty();
        }
    }

    private static Trace only(String series, IntPredicate has) {
        return new Trace(series, Metric.latency("p99"), IntStream.range(0, POINTS).filter(has)
                .mapToObj(i -> new Reading(i, 100 + i % 3)).toList());
    }

    @Test
    void shouldNotPassAFigureThatTheLastResultsLack() {
        History history = Histories.of(POINTS, List.of(only("there", _ -> true), only("gone", i -> i < POINTS - 10)));

        HistoryResult result = ChangeFinder.find(history, HistoryRules.DEFAULT);

        assertThat(result.untested()).containsExactly(new Untested("gone", Metric.latency("p99"), 30, false));
        assertThat(result.verdict()).isEqualTo(GateVerdict.INCONCLUSIVE);
        assertThat(ChangeFinder.find(history, new HistoryRules(0.05, 0.05, 11, 1)).verdict())
                .isEqualTo(GateVerdict.PASS);
    }

    @Test
    void shouldNotPassAFigureOfTooFewResultsBecauseAnotherHasEnough() {
        HistoryResult result = ChangeFinder.find(Histories.of(POINTS, List.of(only("long", _ -> true),
                only("short", i -> i >= POINTS - 7), only("shorter", i -> i >= POINTS - 4))), HistoryRules.DEFAULT);

        assertThat(result.untested()).containsExactly(new Untested("short", Metric.latency("p99"), 7, true),
                new Untested("shorter", Metric.latency("p99"), 4, true));
        assertThat(result.verdict()).isEqualTo(GateVerdict.INCONCLUSIVE);
    }

    @Test
    void shouldMindAChangeForTheWorseMoreThanWhatItCannotSay() {
        double[] values = Histories.noisy(POINTS, NOISE, 34, i -> i < 34 ? 100 : 130);
        HistoryResult result = ChangeFinder.find(Histories.of(POINTS,
                List.of(Histories.trace("vmq", Metric.latency("p99"), values), only("gone", i -> i < 20))),
                HistoryRules.DEFAULT);

        assertThat(result.untested()).hasSize(1);
        assertThat(result.verdict()).isEqualTo(GateVerdict.REGRESSED);
    }

    @ParameterizedTest
    @CsvSource({"1500, 0.05", "40, 0.001"})
    void shouldFindAStepHoweverManyFiguresShareAlpha(int figures, double alpha) {
        double[] same = new double[24];
        Arrays.fill(same, 1776.0);
        List<Trace> traces = IntStream.range(0, figures)
                .mapToObj(i -> Histories.trace("s" + i, Metric.latency("p99"), i == 7
                        ? Histories.noisy(24, NOISE, 35, j -> j < 15 ? 100 : 150)
                        : same))
                .toList();

        HistoryResult result = ChangeFinder.find(Histories.of(24, traces), new HistoryRules(0.05, alpha, 10, 1));

        assertThat(result.changes()).singleElement().extracting(Change::series).isEqualTo("s7");
        assertThat(result.changes().getFirst().pValue()).isLessThanOrEqualTo(alpha);
    }

    @Test
    void shouldSkipPointsWithoutTheFigure() {
        List<Reading> readings = IntStream.range(0, 60).filter(i -> i % 3 != 0)
                .mapToObj(i -> new Reading(i, i < 40 ? 100 + i % 2 : 120 + i % 2)).toList();
        HistoryResult result = ChangeFinder.find(
                Histories.of(60, List.of(new Trace("vmq", Metric.latency("p99"), readings))), HistoryRules.DEFAULT);

        assertThat(result.changes()).singleElement().extracting(Change::at).isEqualTo(40);
    }
}
