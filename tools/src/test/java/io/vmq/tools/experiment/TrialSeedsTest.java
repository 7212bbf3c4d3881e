package io.vmq.tools.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialSeedsTest {

    private static final long JSON_EXACT = 1L << 53;
    private static final int TRIALS = 1_000;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42, JSON_EXACT, Long.MAX_VALUE})
    void shouldGiveTheFirstTrialTheSeedOfTheExperiment(long seed) {
        assertThat(TrialSeeds.of(seed, 0)).isEqualTo(seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42, Long.MAX_VALUE})
    void shouldGiveTheOthersSeedsOfTheirOwnThatJsonKeepsExact(long seed) {
        long[] seeds = LongStream.range(1, TRIALS).map(trial -> TrialSeeds.of(seed, (int) trial)).toArray();

        assertThat(seeds).doesNotHaveDuplicates().doesNotContain(seed);
        for (long derived : seeds) {
            assertThat(derived).isBetween(0L, JSON_EXACT - 1);
        }
    }

    @Test
    void shouldNotRepeatTheSeedsOfANeighbour() {
        long[] seeds = LongStream.range(1, TRIALS)
                .flatMap(trial -> LongStream.of(TrialSeeds.of(1, (int) trial), TrialSeeds.of(2, (int) trial)))
                .toArray();

        assertThat(seeds).doesNotHaveDuplicates();
    }

    @Test
    void shouldStayAsPublishedResultsHaveIt() {
        assertThat(TrialSeeds.of(1, 1)).isEqualTo(5103132997656651L);
        assertThat(TrialSeeds.of(1, 2)).isEqualTo(6717404888216029L);
    }
}
