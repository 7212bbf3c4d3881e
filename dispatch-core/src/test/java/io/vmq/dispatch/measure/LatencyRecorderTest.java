package io.vmq.dispatch.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyRecorderTest {

    private static final long TEN_SECONDS = 10_000_000_000L;

    @Test
    void shouldSayNothingIfNothingWasRecorded() {
        assertThat(LatencyRecorder.whole("q0").summary()).isNull();
    }

    @Test
    void shouldKeepMinimumMeanAndMaximumExactly() {
        LatencySummary summary = record(1_234_567_891, 3, 987_654_321);

        assertThat(summary.count()).isEqualTo(3);
        assertThat(summary.minNs()).isEqualTo(3);
        assertThat(summary.maxNs()).isEqualTo(1_234_567_891);
        assertThat(summary.meanNs()).isCloseTo((1_234_567_891L + 3 + 987_654_321) / 3.0, within(1e-6));
    }

    @Test
    void shouldRecordNoTimeAtAll() {
        LatencySummary summary = record(0, 0);

        assertThat(summary.minNs()).isZero();
        assertThat(summary.maxNs()).isZero();
        assertThat(summary.meanNs()).isZero();
        assertThat(summary.percentilesNs()).containsOnly(0L);
    }

    @Test
    void shouldResolveUpToTenSeconds() {
        LatencySummary summary = record(TEN_SECONDS);

        assertThat(summary.atNs(50)).isEqualTo(TEN_SECONDS);
        assertThat(summary.maxNs()).isEqualTo(TEN_SECONDS);
    }

    @Test
    void shouldCountWhatIsAboveTenSecondsAtTheUpperEnd() {
        long[] values = new long[100];
        Arrays.fill(values, 0, 90, 1_000);
        Arrays.fill(values, 90, 100, TEN_SECONDS + 1);
        values[99] = 3 * TEN_SECONDS;
        LatencySummary summary = record(values);

        assertThat(summary.count()).isEqualTo(100);
        assertThat(summary.maxNs()).isEqualTo(3 * TEN_SECONDS);
        assertThat(summary.meanNs()).isCloseTo(LongStream.of(values).average().orElseThrow(), within(1e-3));
        assertThat(summary.atNs(90)).isEqualTo(1_000);
        assertThat(summary.atNs(99)).isEqualTo(3 * TEN_SECONDS);
    }

    @Test
    void shouldStandForNothingElseIfEverythingIsAbove() {
        LatencySummary summary = record(TEN_SECONDS + 1, TEN_SECONDS + 5);

        assertThat(summary.count()).isEqualTo(2);
        assertThat(summary.minNs()).isEqualTo(TEN_SECONDS + 1);
        assertThat(summary.percentilesNs()).containsOnly(TEN_SECONDS + 5);
    }

    @Test
    void shouldNeverPutAPercentileAboveTheMaximum() {
        // 1,000,000 shares its bucket with values up to 1,000,447.
        assertThat(record(1_000_000).percentilesNs()).containsOnly(1_000_000L);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void shouldGiveTheNearestRankOfEveryPercentile(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int trial = 0; trial < 300; trial++) {
            // The histogram resolves values below 2,048 ns exactly.
            long[] values = random.longs(1 + random.nextInt(3_000), 0, 2_048).toArray();
            assertNearestRanks(values);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 10, 100, 1_000, 10_000, 100_000, 200_000, 300_000, 700_000})
    void shouldGiveTheNearestRankWhereItFallsOnAFrame(int count) {
        long[] values = new long[count];
        Arrays.fill(values, 7);
        // A different value from each percentile's own rank on: one rank too far would show.
        for (double percentile : LatencySummary.PERCENTILES) {
            for (int i = nearestRank(percentile, count) + 1; i < count; i++) {
                values[i] += 100;
            }
        }
        assertNearestRanks(values);
    }

    private static void assertNearestRanks(long[] values) {
        LatencySummary summary = record(values);
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        for (double percentile : LatencySummary.PERCENTILES) {
            assertThat(summary.atNs(percentile)).as("p%s of %d values", percentile, values.length)
                    .isEqualTo(sorted[nearestRank(percentile, values.length)]);
        }
    }

    /** Index of the smallest value that at least so many percent of all values do not exceed. */
    private static int nearestRank(double percentile, int count) {
        return new BigDecimal(Double.toString(percentile)).multiply(BigDecimal.valueOf(count))
                .divide(BigDecimal.valueOf(100)).setScale(0, RoundingMode.CEILING).intValueExact() - 1;
    }

    @Test
    void shouldKeepThreeSignificantDigits() {
        long[] values = LongStream.rangeClosed(1, 100_000).map(i -> i * 10_000).toArray();
        LatencySummary summary = record(values);

        assertThat((double) summary.atNs(50)).isCloseTo(500_000_000, within(500_000.0));
        assertThat((double) summary.atNs(99.9)).isCloseTo(999_000_000, within(999_000.0));
    }

    @Test
    void shouldAddUpRecorders() {
        LatencyRecorder sum = LatencyRecorder.whole("sum");
        sum.add(recorder(5, TEN_SECONDS + 1));
        sum.add(recorder());
        sum.add(recorder(3, 4));
        LatencySummary summary = Objects.requireNonNull(sum.summary());

        assertThat(summary).isEqualTo(record(5, TEN_SECONDS + 1, 3, 4));
    }

    /** Short and long durations are counted in different places; a plain histogram does not know that. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5, 6})
    void shouldCountAsAPlainHistogramDoes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int trial = 0; trial < 50; trial++) {
            long[] values = random.longs(2_000, 0, 1L << random.nextInt(10, 15)).toArray();
            values[0] = DurationCounts.SHORT_NS - 1;
            values[1] = DurationCounts.SHORT_NS;
            Histogram plain = new Histogram(1, TEN_SECONDS, 3);
            LongStream.of(values).forEach(plain::recordValue);
            LatencySummary expected = LatencySummary.of(plain, 0, LongStream.of(values).min().orElseThrow(),
                    LongStream.of(values).max().orElseThrow(), LongStream.of(values).average().orElseThrow());

            assertThat(record(values)).isEqualTo(expected);
        }
    }

    @Test
    void shouldRefuseAPercentileThatIsNotKept() {
        assertThatThrownBy(() -> record(1).atNs(95)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("95.0").hasMessageContaining("99.99");
    }

    private static LatencySummary record(long... values) {
        return Objects.requireNonNull(recorder(values).summary());
    }

    private static LatencyRecorder recorder(long... values) {
        LatencyRecorder recorder = LatencyRecorder.whole("q0");
        for (long value : values) {
            recorder.record(0, value);
        }
        return recorder;
    }

    @Test
    void shouldTakeTheExactRankOfAPercentile() {
        LatencyRecorder recorder = LatencyRecorder.whole("rank");
        for (int i = 1; i <= 17_000; i++) {
            recorder.record(i, i <= 16_983 ? 1 : 2);
        }
        assertThat(Objects.requireNonNull(recorder.summary()).atNs(99.9)).as("rank 16,983 of 17,000").isEqualTo(1);
    }
}
