package io.vmq.nic.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        for (Popularity popularity : new Popularity[] {new Popularity.Uniform(), new Popularity.Zipf(1.2)}) {
            assertThat(Popularity.parse(popularity.text())).isEqualTo(popularity);
        }
        assertThat(Popularity.parse("ZIPF:0")).isEqualTo(new Popularity.Zipf(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "zipf", "zipf:", "zipf:x", "normal", "uniform:1"})
    void shouldNameTheTextThatIsNoPopularity(String text) {
        assertThatThrownBy(() -> Popularity.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is not a popularity (expected uniform, or zipf:S such as zipf:1.2)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zipf:-1", "zipf:NaN", "zipf:Infinity"})
    void shouldRefuseExponentsThatGiveNoShares(String text) {
        assertThatThrownBy(() -> Popularity.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a finite number of 0 or more expected");
    }
}
