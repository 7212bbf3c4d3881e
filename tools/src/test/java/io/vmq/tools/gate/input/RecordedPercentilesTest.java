package io.vmq.tools.gate.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedPercentilesTest {

    private static final long SEED = 20_261_128L;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 1_000})
    void shouldGiveWhatTheHistogramGives(int count) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 20; round++) {
            Histogram histogram = new Histogram(1, 1_000_000, 1 + round % 4);
            for (int i = 0; i < count; i++) {
                histogram.recordValue(random.nextLong(1L << random.nextInt(1, 20)));
            }
            RecordedPercentiles percentiles = new RecordedPercentiles(histogram);
            for (double percentile : new double[] {0.5, 50, 90, 99, 99.9, 100, 100 * random.nextDouble()}) {
                assertThat(percentiles.valueAt(percentile)).as("seed %d, round %d, p%s", SEED, round, percentile)
                        .isEqualTo((double) histogram.getValueAtPercentile(percentile));
            }
        }
    }

    @Test
    void shouldGiveTheOnlyValue() {
        Histogram histogram = new Histogram(1, 1_000, 3);
        histogram.recordValueWithCount(7, 3);

        assertThat(new RecordedPercentiles(histogram).valueAt(0.5)).isEqualTo(7);
    }
}
