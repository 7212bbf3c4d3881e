package io.vmq.nic.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** Whole gaps in each window: the counts do not vary at all. */
    @Test
    void shouldCountConstantArrivalsWithoutVariance() {
        Counts counts = Counts.of(new Arrivals.Constant().process(1e6, new SplittableRandom(SEED)), 10_000, 50_000_000);

        assertThat(counts.mean()).isEqualTo(50);
        assertThat(counts.autocovariance(0, 50)).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"constant | constant", "Poisson | poisson",
        "onoff:10ms,40ms | onoff:10ms,40ms", "ONOFF:0.5S,1500us | onoff:500ms,1500us", "onoff:1,2 | onoff:1s,2s",
        "mmpp:1/10ms,0/40ms | mmpp:1/10ms,0/40ms", "MMPP:1.50/1S,0.0/1000us | mmpp:1.5/1s,0/1ms",
        "mmpp:100/1h,200/1ns | mmpp:100/1h,200/1ns"})
    void shouldReadWhatItWrites(String text, String canonical) {
        Arrivals arrivals = Arrivals.parse(text);

        assertThat(arrivals.text()).isEqualTo(canonical);
        assertThat(Arrivals.parse(canonical)).isEqualTo(arrivals);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bursty", "onoff", "mmpp", "constant:1", "onoff:1ms", "onoff:1ms,2ms,3ms", "mmpp:1/1ms",
        "mmpp:", "onoff :1ms,1ms"})
    void shouldNameTheTextThatIsNoArrivalProcess(String text) {
        assertThatThrownBy(() -> Arrivals.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is not an arrival process (expected constant, poisson, onoff:ON,OFF such as"
                        + " onoff:10ms,40ms, or mmpp:R1/T1,R2/T2 such as mmpp:1/10ms,0/40ms)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "onoff:0,1ms | 'onoff:0s,1ms' is not possible (expected times above 0 in onoff:ON,OFF)",
        "onoff:1ms,0s | 'onoff:1ms,0s' is not possible (expected times above 0 in onoff:ON,OFF)",
        "onoff:1ms,x | 'x' is not possible (expected a duration such as",
        "mmpp:0/1ms,0/2ms | 'mmpp:0/1ms,0/2ms' is not possible (expected a weight above 0 in one of the states)",
        "mmpp:1/0,0/2ms | '1/0s' is not possible (expected R/T with R of 0 or more and a time T above 0)",
        "mmpp:1,0/2ms | '1' is not possible (expected R/T such as 1/10ms)",
        "mmpp:1/1ms/2ms,0/2ms | '1/1ms/2ms' is not possible (expected R/T such as 1/10ms)",
        "mmpp:100kpps/1ms,0/2ms | '100kpps' is not possible (expected a plain number of 0 or more, in proportion to "
                + "the other state's; the mean in the long run is --rate)",
        "mmpp:-1/1ms,1/2ms | '-1' is not possible (expected a plain number of 0 or more, in proportion",
        "mmpp:1/-1ms,1/2ms | '-1ms' is not possible (expected a duration such as"}, quoteCharacter = '"')
    void shouldNameThePartThatIsNotPossible(String text, String sentence) {
        assertThatThrownBy(() -> Arrivals.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(sentence);
    }
}
