package io.vmq.nic.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The Poisson process with two states against its formulas (Fischer and Meier-Hellstern, "The Markov-modulated Poisson
 * process (MMPP) cookbook", Performance Evaluation 18, 1993).
 *
 * <p>
 * With rates r1, r2 and mean sojourns T1, T2: the state is the first with p = T1 / (T1 + T2); the rate has the mean
 * m = p r1 + (1 - p) r2 and the variance v = p (1 - p) (r1 - r2)^2, and the covariance v exp(-c s) at a distance s, where
 * c = 1/T1 + 1/T2. Counts are Poisson given the rate, so integrating over windows of length t gives
 *
 * <pre>
 * variance of a count                        m t + 2 v (t / c - (1 - exp(-c t)) / c^2)
 * covariance of counts k windows apart       v ((1 - exp(-c t)) / c)^2 exp(-c (k - 1) t),   k = 1, 2, ...
 * </pre>
 */
@Tag("computed")
class MmppArrivalsTest {

    private static final long SEED = 20_261_124;
    private static final double RATE_PER_US = 1;

    private static ArrivalProcess process(String text, double ratePps, long seed) {
        return Arrivals.parse(text).process(ratePps, new SplittableRandom(seed));
    }

    @ParameterizedTest
    @CsvSource({"3, 20, 1, 60, 30", "1, 60, 3, 20, 30", "3, 200, 1, 600, 30", "1, 10, 0, 10, 20", "0, 90, 7, 10, 50"})
    void shouldHaveTheMomentsOfCountsInWindows(double weight1, int t1Us, double weight2, int t2Us, int windowUs) {
        double meanWeight = (weight1 * t1Us + weight2 * t2Us) / (t1Us + t2Us);
        double r1 = weight1 / meanWeight * RATE_PER_US;
        double r2 = weight2 / meanWeight * RATE_PER_US;
        double p = (double) t1Us / (t1Us + t2Us);
        double v = p * (1 - p) * (r1 - r2) * (r1 - r2);
        double c = 1.0 / t1Us + 1.0 / t2Us;
        double decay = 1 - Math.exp(-c * windowUs);
        double mean = RATE_PER_US * windowUs;
        String text = "mmpp:" + (int) weight1 + "/" + t1Us + "us," + (int) weight2 + "/" + t2Us + "us";

        Counts counts = Counts.of(process(text, RATE_PER_US * 1e6, SEED), 500_000, windowUs * 1_000_000L);

        counts.assertMean(mean, SEED);
        counts.assertAutocovariance(0, mean, mean + 2 * v * (windowUs / c - decay / (c * c)), SEED);
        counts.assertAutocovariance(1, mean, v * decay * decay / (c * c), SEED);
    }

    /** Farther apart the covariance falls by exp(-c t) a window. */
    @Test
    void shouldForgetItsStateAtTheRateOfTheSojourns() {
        // r1 = 2, r2 = 2/3, v = 1/3, c = 1/150 per us; windows of 30 us.
        double c = 1 / 150.0;
        double atLag1 = 1 / 3.0 * Math.pow((1 - Math.exp(-c * 30)) / c, 2);

        Counts counts = Counts.of(process("mmpp:3/200us,1/600us", 1e6, SEED), 800_000, 30_000_000);

        for (int lag = 1; lag <= 8; lag++) {
            counts.assertAutocovariance(lag, 30, atLag1 * Math.exp(-c * 30 * (lag - 1)), SEED);
        }
    }

    /** Equal rates in both states leave a Poisson process: variance and mean of its counts are equal. */
    @Test
    void shouldBePoissonWhenTheStatesHaveEqualRates() {
        Counts counts = Counts.of(process("mmpp:2/7us,2/90us", 1e6, SEED), 400_000, 20_000_000);

        counts.assertMean(20, SEED);
        counts.assertAutocovariance(0, 20, 20, SEED);
    }

    /**
     * The interrupted Poisson process is a renewal process. With the rate r while on, and g = 1 / T(on), w = 1 / T(off),
     * the squared coefficient of variation of its gaps is 1 + 2 r g / (g + w)^2 (Kuczura, "The interrupted Poisson process
     * as an overflow process", 1973).
     */
    @ParameterizedTest
    @CsvSource({"'mmpp:1/10us,0/10us', 2, 0.1, 0.1", "'mmpp:0/30us,5/10us', 4, 0.1, 0.033333333333333333"})
    void shouldSpreadTheGapsOfAnInterruptedProcess(String text, double onRatePerUs, double g, double w) {
        ArrivalProcess process = process(text, 1e6, SEED);
        int n = 5_000_000;
        double[] gapsUs = new double[n];
        double[] squares = new double[n];
        long before = process.nextArrivalPs();
        for (int i = 0; i < n; i++) {
            long now = process.nextArrivalPs();
            gapsUs[i] = (now - before) / 1e6;
            squares[i] = gapsUs[i] * gapsUs[i];
            before = now;
        }
        Counts.assertMean("gap", gapsUs, 1, SEED);
        Counts.assertMean("square of the gap", squares, 2 + 2 * onRatePerUs * g / ((g + w) * (g + w)), SEED);
    }

    /** Stationary from the start: over many seeds the first microseconds carry as much as any later ones. */
    @Test
    void shouldBeginInEitherStateAsOftenAsItIsInIt() {
        int runs = 40_000;
        double[] counts = new double[runs];
        for (int run = 0; run < runs; run++) {
            ArrivalProcess process = process("mmpp:9/1ms,1/3ms", 1e6, SEED + run);
            while (process.nextArrivalPs() < 10_000_000) {
                counts[run]++;
            }
        }
        Counts.assertMean("count in the first 10 us", counts, 10, SEED);
    }

    /** A frame of the slow process, when it is on, has neighbours in the fast one: at 20 frames a us, within 3 us. */
    @Test
    void shouldKeepItsSojournsAtAnotherRate() {
        ArrivalProcess slow = process("mmpp:1/1ms,0/1ms", 1e4, SEED);
        ArrivalProcess fast = process("mmpp:1/1ms,0/1ms", 1e7, SEED);
        long near = 0;
        for (int i = 0; i < 10_000; i++) {
            long at = slow.nextArrivalPs();
            while (near < at - 3_000_000) {
                near = fast.nextArrivalPs();
            }
            assertThat(near).as("frame of the fast process near frame %d, seed %d", i, SEED).isCloseTo(at,
                    within(3_000_000L));
        }
    }

    /** The first gaps, before any state ends, scale with the rate: they are drawn apart from the sojourns. */
    @Test
    void shouldKeepItsUnitGapsAtAnotherRate() {
        ArrivalProcess slow = process("mmpp:1/1h,2/1h", 1e5, SEED);
        ArrivalProcess fast = process("mmpp:1/1h,2/1h", 1e6, SEED);
        for (int i = 0; i < 100_000; i++) {
            assertThat((double) slow.nextArrivalPs()).isCloseTo(10.0 * fast.nextArrivalPs(), within(11.0));
        }
    }

    @Test
    void shouldPeakAtTheHigherOfItsRates() {
        assertThat(Arrivals.parse("mmpp:1/10ms,0/40ms").peakFactor()).isCloseTo(5, within(1e-12));
        assertThat(Arrivals.parse("mmpp:1/10ms,3/10ms").peakFactor()).isCloseTo(1.5, within(1e-12));
    }
}
