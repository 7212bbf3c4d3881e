package io.vmq.nic.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private static final long SEED = 7;

    @Test
    void shouldKeepAConstantRateForTenMillionFramesWithoutDrift() {
        // 3 frames per microsecond: a gap that is no whole number of picoseconds.
        ArrivalProcess process = new Arrivals.Constant().process(3e6, new SplittableRandom(SEED));

        for (long i = 0; i < 10_000_000; i++) {
            long arrivalPs = process.nextArrivalPs();
            long exactPs = i * 1_000_000 / 3;
            if (Math.abs(arrivalPs - exactPs) > 1) {
                assertThat(arrivalPs).as("frame %d", i).isCloseTo(exactPs, within(1L));
            }
        }
    }

    @Test
    void shouldGiveExponentialGapsWithTheMeanOfTheRate() {
        ArrivalProcess process = new Arrivals.Poisson().process(1e6, new SplittableRandom(SEED));
        int n = 4_000_000;
        double sum = 0;
        double squares = 0;
        double thirds = 0;
        int overTwoMeans = 0;
        long before = 0;
        for (int i = 0; i < n; i++) {
            long now = process.nextArrivalPs();
            double gap = (now - before) / 1e6;
            before = now;
            sum += gap;
            squares += gap * gap;
            thirds += gap * gap * gap;
            overTwoMeans += gap > 2 ? 1 : 0;
        }
        // Moments of the exponential distribution: 1, 2, 6; P(gap > 2 means) = e^-2.
        assertThat(sum / n).as("mean, seed %d", SEED).isCloseTo(1, within(0.003));
        assertThat(squares / n).as("second moment, seed %d", SEED).isCloseTo(2, within(0.02));
        assertThat(thirds / n).as("third moment, seed %d", SEED).isCloseTo(6, within(0.15));
        assertThat((double) overTwoMeans / n).as("tail, seed %d", SEED).isCloseTo(Math.exp(-2), within(0.001));
    }

    @Test
    void shouldCountPoissonArrivalsWithTheVarianceOfTheirMean() {
        ArrivalProcess process = new Arrivals.Poisson().process(1e6, new SplittableRandom(SEED));
        int windows = 20_000;
        long windowPs = 100_000_000;
        double[] counts = new double[windows];
        for (long at = process.nextArrivalPs(); at < windows * windowPs; at = process.nextArrivalPs()) {
            counts[(int) (at / windowPs)]++;
        }
        double mean = 0;
        for (double count : counts) {
            mean += count / windows;
        }
        double variance = 0;
        for (double count : counts) {
            variance += (count - mean) * (count - mean) / windows;
        }
        assertThat(mean).as("seed %d", SEED).isCloseTo(100, within(0.4));
        assertThat(variance / mean).as("index of dispersion, seed %d", SEED).isCloseTo(1, within(0.05));
    }

    @Test
    void shouldKeepThePatternWhenTheRateChanges() {
        ArrivalProcess slow = new Arrivals.Poisson().process(1e5, new SplittableRandom(SEED));
        ArrivalProcess fast = new Arrivals.Poisson().process(1e6, new SplittableRandom(SEED));
        for (int i = 0; i < 100_000; i++) {
            assertThat((double) slow.nextArrivalPs()).isCloseTo(10.0 * fast.nextArrivalPs(), within(11.0));
        }
    }

    @Test
    void shouldReadWhatItWrites() {
        assertThat(Arrivals.parse(new Arrivals.Constant().text())).isEqualTo(new Arrivals.Constant());
        assertThat(Arrivals.parse("Poisson")).isEqualTo(new Arrivals.Poisson());
        assertThatThrownBy(() -> Arrivals.parse("bursty")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'bursty' is not an arrival process (expected constant or poisson)");
    }
}
