package io.vmq.nic.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PopularityTest {

    @Test
    void shouldShareByHarmonicNumbersWhenTheExponentIsOne() {
        assertThat(new Popularity.Zipf(1).shares(4)).containsExactly(
                new double[] {12 / 25.0, 6 / 25.0, 4 / 25.0, 3 / 25.0},
                within(1e-15));
    }

    /** With s = 2 the shares tend to 1/k^2 * 6/pi^2 (the Basel problem). */
    @Test
    void shouldTendToTheBaselSumWhenTheExponentIsTwo() {
        double[] shares = new Popularity.Zipf(2).shares(1_000_000);

        assertThat(shares[0]).isCloseTo(6 / (Math.PI * Math.PI), within(1e-6));
        assertThat(shares[0] / shares[9]).isCloseTo(100, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1, 1.2, 3, 1_000})
    void shouldSumToOneAndNeverRise(double s) {
        double[] shares = new Popularity.Zipf(s).shares(1_000);

        assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-12));
        for (int i = 1; i < shares.length; i++) {
            assertThat(shares[i]).isLessThanOrEqualTo(shares[i - 1]);
        }
    }

    @Test
    void shouldBeUniformWhenTheExponentIsZero() {
        assertThat(new Popularity.Zipf(0).shares(8)).containsExactly(new Popularity.Uniform().shares(8));
    }

    @Test
    void shouldReadWhatItWrites() {
        for (Popularity popularity : new Popularity[] {new Popularity.Uniform(), new Popularity.Zipf(1.2),
            new Popularity.Elephants(4, new BigDecimal("80"))}) {
            assertThat(Popularity.parse(popularity.text())).isEqualTo(popularity);
        }
        assertThat(Popularity.parse("ZIPF:0")).isEqualTo(new Popularity.Zipf(0));
        assertThat(Popularity.parse("Elephants:2,12.50%").text()).isEqualTo("elephants:2,12.5%");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "zipf", "zipf:", "zipf:x", "normal", "uniform:1", "elephants", "elephants:4",
        "elephants:4,80", "elephants:-1,80%",
        "elephants:1.5,80%", "elephants:4,80%,"})
    void shouldNameTheTextThatIsNoPopularity(String text) {
        assertThatThrownBy(() -> Popularity.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is not a popularity (expected uniform, zipf:S such as zipf:1.2, or"
                        + " elephants:N,SHARE% such as elephants:4,80%)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zipf:-1", "zipf:NaN", "zipf:Infinity"})
    void shouldRefuseExponentsThatGiveNoShares(String text) {
        assertThatThrownBy(() -> Popularity.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a finite number of 0 or more expected");
    }

    @Test
    void shouldGiveElephantsTheirShareAndTheOthersTheRest() {
        assertThat(Popularity.parse("elephants:2,80%").shares(6)).containsExactly(new double[] {0.4, 0.4, 0.05, 0.05,
            0.05, 0.05}, within(1e-15));
    }

    /** With count / n of the frames all shares are equal, also where these are no round numbers. */
    @Test
    void shouldNeverRiseAtTheLowestShareOfElephants() {
        double[] shares = Popularity.parse("elephants:7,70%").shares(10);

        for (int i = 1; i < shares.length; i++) {
            assertThat(shares[i]).isLessThanOrEqualTo(shares[i - 1]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"elephants:0,80%", "elephants:4,0%", "elephants:4,100%", "elephants:4,100.5%"})
    void shouldRefuseElephantsThatCannotBe(String text) {
        assertThatThrownBy(() -> Popularity.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is not possible (expected elephants:N,SHARE% with N of 1 or more and SHARE"
                        + " above 0 and below 100)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "elephants:4,80% | 'elephants:4,80%' leaves nobody else of 4 (expected fewer elephants than that)",
        "elephants:5,80% | 'elephants:5,80%' leaves nobody else of 4 (expected fewer elephants than that)",
        "elephants:3,74.9% | 'elephants:3,74.9%' gives each of 3 elephants less than each of the 1 others (expected at "
                + "least 3/4 for the elephants)"},
            quoteCharacter = '"')
    void shouldRefuseElephantsThatDoNotFitTheirNumber(String text, String sentence) {
        Popularity popularity = Popularity.parse(text);

        assertThatThrownBy(() -> popularity.shares(4)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
        assertThatThrownBy(() -> Traffic.model("64", "constant", text, 1, Transport.TCP))
                .isInstanceOf(IllegalArgumentException.class).hasMessage(sentence);
    }

    /**
     * Pearson's chi-square of the picks against the formula for the shares. Critical values at 0.1 % from tables: 24.322
     * for 7 degrees of freedom, 27.877 for 9.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"zipf:1.2 | 8 | 24.322", "zipf:0.7 | 10 | 27.877",
        "elephants:2,80% | 10 | 27.877", "elephants:1,55.5% | 8 | 24.322"})
    void shouldPickInTheSharesOfTheFormula(String text, int n, double critical) {
        long seed = 20_261_124;
        int draws = 2_000_000;
        Popularity popularity = Popularity.parse(text);
        Choice choice = popularity.choice(n);
        SplittableRandom random = new SplittableRandom(seed);
        int[] counts = new int[n];
        for (int i = 0; i < draws; i++) {
            counts[choice.pick(random.nextLong())]++;
        }
        double chiSquare = 0;
        for (int rank = 1; rank <= n; rank++) {
            double expected = draws * share(popularity, rank, n);
            chiSquare += (counts[rank - 1] - expected) * (counts[rank - 1] - expected) / expected;
        }
        assertThat(chiSquare).as("chi-square, seed %d, counts %s", seed, Arrays.toString(counts)).isLessThan(critical);
    }

    /** Zipf: k^-s over the sum of 1^-s to n^-s. Elephants: the percentage over N, the rest over n - N. */
    private static double share(Popularity popularity, int rank, int n) {
        return switch (popularity) {
            case Popularity.Uniform uniform -> 1.0 / n;
            case Popularity.Zipf(double s) -> {
                double sum = 0;
                for (int k = 1; k <= n; k++) {
                    sum += Math.pow(k, -s);
                }
                yield Math.pow(rank, -s) / sum;
            }
            case Popularity.Elephants(int count, BigDecimal percent) -> rank <= count
                    ? percent.doubleValue() / 100 / count
                    : (100 - percent.doubleValue()) / 100 / (n - count);
        };
    }
}
