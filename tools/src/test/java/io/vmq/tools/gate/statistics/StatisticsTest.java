package io.vmq.tools.gate.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    /** Sides in a row, nothing belongs together. */
    private static Layout sides(int baseline, int candidate) {
        return new Layout(IntStream.range(0, baseline + candidate).mapToObj(i -> i >= baseline).toList(),
                IntStream.range(0, baseline + candidate).mapToObj(_ -> 0).toList());
    }

    /** Pairs: trial i of the one side with trial i of the other. */
    private static Layout pairs(int count) {
        return new Layout(IntStream.range(0, 2 * count).mapToObj(i -> i >= count).toList(),
                IntStream.range(0, 2 * count).mapToObj(i -> i % count).toList());
    }

    @Test
    void shouldDealTheSidesOutInEveryWayOnceAndTheTruthFirst() {
        List<int[]> ways = Relabellings.of(sides(3, 3), 1, 1_000);

        assertThat(ways).hasSize(20);
        assertThat(ways.getFirst()).containsExactly(0, 0, 0, 1, 1, 1);
        assertThat(ways.stream().map(Arrays::toString).distinct()).hasSize(20);
        assertThat(ways).allMatch(way -> Arrays.stream(way).sum() == 3);
    }

    @Test
    void shouldKeepBlocksTogether() {
        List<int[]> ways = Relabellings.of(pairs(4), 1, 1_000);

        assertThat(ways).hasSize(16);
        assertThat(ways).allMatch(way -> IntStream.range(0, 4).allMatch(i -> way[i] + way[i + 4] == 1));
    }

    @Test
    void shouldDrawSomeWhereThereAreTooMany() {
        List<int[]> ways = Relabellings.of(sides(10, 10), 1, 1_000);

        assertThat(Relabellings.count(sides(10, 10))).isEqualTo(184_756);
        assertThat(ways).hasSize(1_000).allMatch(way -> Arrays.stream(way).sum() == 10);
        assertThat(ways.get(5)).isEqualTo(Relabellings.of(sides(10, 10), 1, 1_000).get(5));
    }

    @RepeatedTest(20)
    void shouldAgreeWithMediansTakenTheLongWay(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        double[] values = random.doubles(9).map(value -> Math.rint(20 * value)).toArray();
        int[] candidate = random.ints(9, 0, 3).toArray();
        int[] baseline = random.ints(9, 0, 3).toArray();
        for (int i = 0; i < 9; i++) {
            candidate[i] = baseline[i] == 0 ? candidate[i] : 0;
        }
        List<Double> disjoint = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            for (int j = 0; j < 9; j++) {
                for (int k = 0; k < candidate[i] * baseline[j]; k++) {
                    disjoint.add(values[i] - values[j]);
                }
            }
        }
        if (!disjoint.isEmpty()) {
            assertThat(OrderedPairs.signed(values).medianAcross(candidate, baseline)).isEqualTo(median(disjoint));
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Three p values of Holm's kind, by hand: 0.01 * 3, then 0.02 * 2, and 0.04 may not come before it. */
    @Test
    void shouldCorrectAsHolmDid() {
        assertThat(StudentTest.holm(List.of(0.04, 0.01, 0.02))).containsExactly(0.04, 0.03, 0.04);
        assertThat(StudentTest.holm(List.of(0.5, 0.6))).containsExactly(1, 1);
    }

    /** Student's sleep data (1908), hours more by two drugs: t = -1.8608, df = 17.776, p = 0.07939; paired t = -4.0621, p = 0.002833. */
    @Test
    void shouldGiveTheFiguresOfStudentsSleep() {
        double[] sleep = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0,
            1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

        StudentTest welch = Objects.requireNonNull(StudentTest.of(new Figure(sides(10, 10), sleep)));
        assertThat(welch.shift() / welch.error()).isCloseTo(1.8608, within(1e-4));
        assertThat(welch.freedom()).isCloseTo(17.776, within(1e-3));
        assertThat(welch.pValue()).isCloseTo(0.07939, within(1e-5));
        StudentTest paired = Objects.requireNonNull(StudentTest.of(new Figure(pairs(10), sleep)));
        assertThat(paired.shift() / paired.error()).isCloseTo(4.0621, within(1e-4));
        assertThat(paired.pValue()).isCloseTo(0.002833, within(1e-6));
    }

    @Test
    void shouldBeAsSureAsTheNumberOfWaysAllows() {
        Figure apart = new Figure(sides(5, 5), 0, .01, .02, .03, .04, 1, 1.01, 1.02, 1.03, 1.04);

        assertThat(MaxScoreTest.pValues(List.of(apart), 1, 1_000)).containsExactly(2.0 / 252);
        assertThat(RankTest.pValue(apart)).isCloseTo(2.0 / 252, within(1e-12));
    }

    @Test
    void shouldCorrectForTheLargestOfAllAndLetNoneOvertake() {
        SplittableRandom random = new SplittableRandom(7);
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            figures.add(new Figure(sides(6, 6), random.doubles(12).toArray()));
        }
        double[] alone = figures.stream().mapToDouble(figure -> MaxScoreTest.pValues(List.of(figure), 1, 1_000)[0])
                .toArray();
        double[] together = MaxScoreTest.pValues(figures, 1, 1_000);

        for (int i = 0; i < 20; i++) {
            assertThat(together[i]).isGreaterThanOrEqualTo(alone[i]);
        }
        assertThat(Arrays.stream(together).min().orElseThrow())
                .isGreaterThan(Arrays.stream(alone).min().orElseThrow());
    }

    @Test
    void shouldMeasureTheSlowerPartOfAShapeOnly() {
        double[] before = {0, 0, 0, 0};
        double[] after = {-0.4, 0, 0, 0.2};
        Shape shape = new Shape(sides(2, 2), List.of(before, before, after, after));

        assertThat(shape.slower()).isCloseTo(0.05, within(1e-12));
    }

    @Test
    void shouldLearnTheNoiseFromTheBaselineAlone() {
        Figure figure = new Figure(sides(2, 2), 0, 0.1, 5, 9);

        assertThat(NoiseFloor.of(figure)).isCloseTo(0.1 * 1.959964 / 0.6744898 * Math.sqrt(0.5), within(1e-9));
        assertThat(NoiseFloor.of(new Figure(pairs(3), 1, 2, 3, 1, 2, 3))).isNull();
    }

    /** A 95 % interval has to hold the truth in about 95 of 100 cases, with few trials too. */
    @Test
    void shouldHoldTheTruthAsOftenAsItSays() {
        for (int trials : new int[] {3, 5, 10}) {
            SplittableRandom random = new SplittableRandom(trials);
            int held = 0;
            for (int i = 0; i < 1_000; i++) {
                double[] logs = IntStream.range(0, 2 * trials).mapToDouble(_ -> random.nextGaussian()).toArray();
                Interval interval = Objects.requireNonNull(
                        Interval.of(new Figure(sides(trials, trials), logs), 0.95, i));
                held += interval.low() <= 0 && interval.high() >= 0 ? 1 : 0;
            }
            assertThat(held).as("of 1000, with " + trials + " trials a side").isBetween(930, 985);
        }
    }
}
