package io.vmq.tools.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.tools.search.ModeResult.Trial;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is said of the trials at a lower bound of 1,000 frames per second. */
class LowerTrialsTest {

    private static final long SECOND_NS = 1_000_000_000L;
    private static final double LOWER_PPS = 1_000;

    private static TrialOutcome trial(double loadPps, long durationNs, long generated, long unsent, long dropped) {
        double deliveredPps = (generated - dropped) * 1e9 / durationNs;
        return new TrialOutcome(new TrialRequest(loadPps, durationNs, 0), 1, generated, unsent, dropped, deliveredPps,
                8 * deliveredPps, null, List.of(), "", false);
    }

    private static ModeResult mode(TrialOutcome... counted) {
        return new ModeResult("vmq", List.of(),
                Arrays.stream(counted).map(outcome -> new Trial(outcome, false)).toList());
    }

    private static GoalResult goal(@Nullable Double lowerPps) {
        return new GoalResult(SearchGoal.PDR, Ending.FOUND, lowerPps, 2_000.0, lowerPps, null, null, "here");
    }

    @Test
    void shouldTakeTheMeanAndTheTrialThatIsFarthest() {
        ModeResult mode = mode(trial(LOWER_PPS, SECOND_NS, 900, 0, 10), trial(LOWER_PPS, SECOND_NS, 1_300, 0, 30),
                trial(1_001, SECOND_NS, 5_000, 0, 0));

        assertThat(LowerTrials.of(mode, goal(LOWER_PPS))).contains(new LowerTrials(1_100, 1_080, 8_640, 1_300));
    }

    @Test
    void shouldCountFramesThatWereHeldUpAsDueButNotAsOffered() {
        assertThat(LowerTrials.of(mode(trial(LOWER_PPS, SECOND_NS, 800, 200, 0)), goal(LOWER_PPS)))
                .contains(new LowerTrials(800, 800, 6_400, 1_000));
    }

    @Test
    void shouldLookAtTheLongestTrialsOnly() {
        ModeResult mode = mode(trial(LOWER_PPS, SECOND_NS / 10, 10, 0, 0),
                trial(LOWER_PPS, 2 * SECOND_NS, 2_000, 0, 0));

        assertThat(LowerTrials.of(mode, goal(LOWER_PPS))).contains(new LowerTrials(1_000, 1_000, 8_000, 1_000));
    }

    @Test
    void shouldLeaveOutWhatIsNoEvidenceAndGoalsWithoutABound() {
        ModeResult discarded = new ModeResult("vmq", List.of(),
                List.of(new Trial(trial(LOWER_PPS, SECOND_NS, 900, 0, 0), true)));

        assertThat(LowerTrials.of(discarded, goal(LOWER_PPS))).isEmpty();
        assertThat(LowerTrials.of(mode(trial(LOWER_PPS, SECOND_NS, 900, 0, 0)), goal(null))).isEmpty();
    }
}
