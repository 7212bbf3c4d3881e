package io.vmq.tools.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example search of RFC 9971, appendix C: one load, four goals, six points in time. */
class TrialSumsTest {

    private static final double LOAD_PPS = 1_000_000;
    private static final long SECOND_NS = 1_000_000_000L;

    private record Goal(long finalNs, long sumNs, double lossRatio, double exceedRatio) {

        static Goal of(String name) {
            return switch (name) {
                case "RFC2544" -> new Goal(60 * SECOND_NS, 60 * SECOND_NS, 0, 0);
                case "TST009" -> new Goal(60 * SECOND_NS, 120 * SECOND_NS, 0, 0.5);
                case "1s final" -> new Goal(SECOND_NS, 120 * SECOND_NS, 0.005, 0.5);
                default -> new Goal(60 * SECOND_NS, 60 * SECOND_NS, 0.005, 0.2);
            };
        }

        SearchGoal goal() {
            return new SearchGoal("", lossRatio, List.of());
        }
    }

    private static void add(List<TrialOutcome> trials, int count, int seconds, double lossRatio) {
        for (int i = 0; i < count; i++) {
            trials.add(Devices.lossy(new TrialRequest(LOAD_PPS, seconds * SECOND_NS, i), lossRatio));
        }
    }

    /** The trials that are there at a point in time. */
    private static List<TrialOutcome> trials(int point) {
        List<TrialOutcome> trials = new ArrayList<>();
        add(trials, point >= 4 ? 60 : 59, 1, 0);
        add(trials, point >= 3 ? 60 : point >= 2 ? 1 : 0, 1, 0.01);
        add(trials, point >= 5 ? 1 : 0, 60, 0.001);
        add(trials, point >= 6 ? 1 : 0, 60, 0);
        return trials;
    }

    /**
     * The RFC's table calls points 5 and 6 a lower bound for the last goal, beside exceed ratios of 42.9 and 27.3 %, which the goal of
     * 20 % and the code of appendix A exclude. The code is followed.
     */
    @ParameterizedTest(name = "point {0}")
    @CsvSource({"1, UNDECIDED, UNDECIDED, UNDECIDED, UNDECIDED", "2, UPPER, UNDECIDED, UNDECIDED, UNDECIDED",
        "3, UPPER, UNDECIDED, UNDECIDED, UPPER", "4, UPPER, UNDECIDED, LOWER, UPPER",
        "5, UPPER, UNDECIDED, LOWER, UPPER", "6, UPPER, LOWER, LOWER, UPPER"})
    void shouldClassifyTheLoadAsPublished(int point, Bound rfc2544, Bound tst009, Bound oneSecond, Bound exceed20) {
        assertThat(List.of("RFC2544", "TST009", "1s final", "20% exceed")).map(name -> {
            Goal goal = Goal.of(name);
            return TrialSums.of(goal.goal(), goal.finalNs, trials(point)).classify((double) goal.sumNs,
                    goal.exceedRatio);
        }).containsExactly(rfc2544, tst009, oneSecond, exceed20);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"TST009, 1000000", "1s final, 1000000", "20% exceed, 999000"})
    void shouldComputeTheConditionalThroughputAsPublished(String name, double pps) {
        Goal goal = Goal.of(name);
        assertThat(TrialSums.conditionalPps((double) goal.sumNs, goal.exceedRatio, goal.finalNs, trials(6))).isCloseTo(
                pps,
                within(1e-6));
    }

    @Test
    void shouldCountMissingTrialsAsLostInTheConditionalThroughput() {
        List<TrialOutcome> trials = new ArrayList<>();
        add(trials, 1, 1, 0);
        assertThat(TrialSums.conditionalPps(3.0 * SECOND_NS, 0.5, SECOND_NS, trials)).isZero();
    }

    @Test
    void shouldKnowNothingWithoutTrials() {
        assertThat(TrialSums.of(SearchGoal.NDR, SECOND_NS, List.of()).classify(SECOND_NS, 0.5))
                .isEqualTo(Bound.UNDECIDED);
    }
}
