package io.vmq.tools.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vmq.dispatch.measure.LatencySummary;
import io.vmq.tools.scenario.Rate;
import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchGoalTest {

    private static TrialOutcome trial(LatencySummary latency) {
        return new TrialOutcome(new TrialRequest(1_000, 1, 0), 1, 1_000, 0, 0, 1_000, 8_000, latency, List.of(), "",
                false);
    }

    private static final LatencySummary LATENCY = new LatencySummary(1_000, 1, 2, List.of(10L, 20L, 30L, 40L, 50L, 60L,
            70L), 80);

    @Test
    void shouldNeedEveryLatencyWithinItsLimit() {
        SearchGoal kept = SearchGoal.NDR
                .with(List.of(LatencyLimit.parse("p99.9=50ns"), LatencyLimit.parse("max=80ns")));
        SearchGoal broken = SearchGoal.NDR
                .with(List.of(LatencyLimit.parse("p50=10ns"), LatencyLimit.parse("max=79ns")));

        assertThat(kept.isMetBy(trial(LATENCY))).isTrue();
        assertThat(broken.isMetBy(trial(LATENCY))).isFalse();
        assertThat(broken.missed(trial(LATENCY))).isEqualTo("max is 0.08us");
        assertThat(broken.name()).isEqualTo("NDR p50=10ns max=79ns");
    }

    @Test
    void shouldCountFramesThatFullQueuesHeldUpAsLost() {
        TrialOutcome trial = new TrialOutcome(new TrialRequest(1_000, 1, 0), 1, 990, 10, 0, 990, 7_920, null, List.of(),
                "",
                false);

        assertThat(trial.lossRatio()).isEqualTo(0.01);
        assertThat(SearchGoal.PDR.isMetBy(trial)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "p95=1us", "p99.9", "p99.9=", "p99.9=100us=1", "p99=0", "P99=1us", "=1us",
        "p99.9=100", "max=0.001"})
    void shouldRefuseWhatIsNoLimit(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> LatencyLimit.parse(text))
                .withMessageContaining("expected");
    }

    /** Seed 41. */
    @Test
    void shouldWriteLoadsThatRateReadsEqual() {
        SplittableRandom random = new SplittableRandom(41);
        for (int i = 0; i < 10_000; i++) {
            double pps = LoadRange.rounded(Math.exp(random.nextDouble(Math.log(1), Math.log(1e12))));
            BigDecimal plain = LoadRange.plain(pps);

            assertThat(plain.toString()).as("%s", pps).doesNotContain("E");
            assertThat(plain.doubleValue()).isEqualTo(pps);
            assertThat(Rate.parse(plain.toString())).isEqualTo(new Rate.Frames(plain));
        }
    }
}
