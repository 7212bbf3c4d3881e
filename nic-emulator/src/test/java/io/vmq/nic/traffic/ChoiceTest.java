package io.vmq.nic.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChoiceTest {

    private static final long SEED = 20_261_123;
    private static final int DRAWS = 2_000_000;

    @ParameterizedTest
    @CsvSource({"uniform, 1", "uniform, 3", "uniform, 64", "zipf:1.2, 2", "zipf:1.2, 8", "zipf:1.2, 1000",
        "zipf:3, 50"})
    void shouldPickWithTheSharesOfThePopularity(String text, int n) {
        Popularity popularity = Popularity.parse(text);

        assertFits(popularity.choice(n), popularity.shares(n));
    }

    @Test
    void shouldPickWithAnyWeights() {
        assertFits(new AliasTable(7, 4, 1), 7 / 12.0, 4 / 12.0, 1 / 12.0);
        assertFits(new AliasTable(0, 1, 0, 3), 0, 0.25, 0, 0.75);
        assertFits(new AliasTable(1e-300, 1e-300), 0.5, 0.5);
    }

    /** Chi-square with the seed above: within five standard deviations of its mean. */
    private static void assertFits(Choice choice, double... shares) {
        SplittableRandom random = new SplittableRandom(SEED);
        long[] counts = new long[shares.length];
        for (int i = 0; i < DRAWS; i++) {
            counts[choice.pick(random.nextLong())]++;
        }
        double chiSquare = 0;
        int freedom = -1;
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] == 0) {
                assertThat(counts[i]).isZero();
                continue;
            }
            double expected = shares[i] * DRAWS;
            chiSquare += (counts[i] - expected) * (counts[i] - expected) / expected;
            freedom++;
        }
        assertThat(chiSquare).as("chi-square, seed %d, counts %s", SEED, Arrays.toString(counts))
                .isLessThan(freedom + 5 * Math.sqrt(2.0 * freedom) + 1e-9);
    }

    @Test
    void shouldReachBothEndsWithExtremeBits() {
        for (Choice choice : new Choice[] {new EvenChoice(1_000_000), new AliasTable(new double[] {1, 1, 1})}) {
            int last = choice instanceof AliasTable ? 2 : 999_999;
            assertThat(choice.pick(0)).isZero();
            assertThat(choice.pick(-1L)).isEqualTo(last);
        }
    }

    @Test
    void shouldGiveTheSamePicksForTheSameBits() {
        Choice one = new Popularity.Zipf(1.2).choice(100);
        Choice other = new Popularity.Zipf(1.2).choice(100);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 10_000; i++) {
            long bits = random.nextLong();
            assertThat(one.pick(bits)).isEqualTo(other.pick(bits));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY, 0})
    void shouldRefuseWeightsThatGiveNoShares(double weight) {
        assertThatThrownBy(() -> new AliasTable(weight)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }
}
