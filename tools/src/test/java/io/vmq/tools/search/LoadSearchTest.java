package io.vmq.tools.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.tools.search.Devices.Found;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches on devices whose capacity is known. */
@Tag("computed")
class LoadSearchTest {

    private static final LoadRange RANGE = new LoadRange(1_000, 1_000_000, true);
    private static final long SECOND_NS = 1_000_000_000L;
    private static final EverySeed ONE_SEED = new EverySeed(1, SECOND_NS);
    private static final DurationSums CSIT = new DurationSums(SECOND_NS, SECOND_NS, DurationSums.USUAL_SUM_NS);
    private static final List<SearchGoal> BOTH = List.of(SearchGoal.NDR, SearchGoal.PDR);
    private static final int DEVICES = 500;

    /** A device loses whole frames, so that a second's loss may be one more than the load says. */
    private static final double A_FRAME = 1.01;

    private static void assertSurrounds(GoalResult result, double capacityPps) {
        assertThat(result.ending()).isEqualTo(Ending.FOUND);
        assertThat(Objects.requireNonNull(result.lowerPps())).isLessThanOrEqualTo(capacityPps + A_FRAME);
        assertThat(Objects.requireNonNull(result.upperPps())).isGreaterThan(capacityPps - A_FRAME);
        assertThat(Objects.requireNonNull(result.relativeWidth())).isPositive().isLessThanOrEqualTo(0.005);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldSurroundTheCapacityOfAnyDevice(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < DEVICES; i++) {
            double capacityPps = Math.exp(random.nextDouble(Math.log(1_010), Math.log(990_000)));
            for (LoadRule rule : List.of(ONE_SEED, new EverySeed(3, SECOND_NS), CSIT)) {
                Found found = Devices.search(BOTH, RANGE, rule,
                        trial -> Devices.lossy(trial, Devices.overload(trial.loadPps(), capacityPps)));
                assertThat(found.results()).as("seed %d, device %d, %s", seed, i, rule).satisfiesExactly(
                        ndr -> assertSurrounds(ndr, capacityPps),
                        pdr -> assertSurrounds(pdr, Math.min(capacityPps / (1 - SearchGoal.PDR.lossRatio()), 999_999)));
            }
        }
    }

    @Test
    void shouldNeedFewTrialsWithoutNoise() {
        Found found = Devices.search(BOTH, RANGE, ONE_SEED,
                trial -> Devices.lossy(trial, Devices.overload(trial.loadPps(), 288_801)));

        assertThat(found.trials()).hasSizeLessThanOrEqualTo(8);
        assertThat(found.trials().getFirst().request()).isEqualTo(new TrialRequest(1_000_000, SECOND_NS, 0));
    }

    /** Loss that begins far below the capacity, as bursts make it. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void shouldFindTheFirstLossFarBelowTheCapacity(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < DEVICES; i++) {
            double capacityPps = random.nextDouble(100_000, 900_000);
            double firstLossPps = capacityPps * random.nextDouble(0.02, 1);
            Found found = Devices.search(BOTH, RANGE, ONE_SEED, trial -> Devices.lossy(trial,
                    Math.max(trial.loadPps() > firstLossPps ? 1e-4 : 0,
                            Devices.overload(trial.loadPps(), capacityPps))));
            assertThat(found.results()).as("seed %d, device %d", seed, i).satisfiesExactly(
                    ndr -> assertSurrounds(ndr, firstLossPps),
                    pdr -> assertThat(Objects.requireNonNull(pdr.lowerPps()))
                            .isGreaterThan(firstLossPps * 0.99));
        }
    }

    @Test
    void shouldStopAtTheLargestLoadIfItMeetsTheGoal() {
        Found found = Devices.search(BOTH, RANGE, ONE_SEED, trial -> Devices.lossy(trial, 0));

        assertThat(found.trials()).hasSize(1);
        assertThat(found.results()).allSatisfy(result -> {
            assertThat(result.ending()).isEqualTo(Ending.MAX_LOAD);
            assertThat(result.lowerPps()).isEqualTo(1_000_000);
            assertThat(result.upperPps()).isNull();
            assertThat(result.relativeWidth()).isNull();
            assertThat(result.limit()).isEqualTo("the link is the limit");
        });
        assertThat(Devices.search(BOTH, RANGE, CSIT, trial -> Devices.lossy(trial, 0)).trials()).hasSize(11);
    }

    @Test
    void shouldSayIfNoLoadMeetsTheGoal() {
        Found found = Devices.search(List.of(SearchGoal.PDR), RANGE, ONE_SEED, trial -> Devices.lossy(trial, 0.01));

        assertThat(found.first().ending()).isEqualTo(Ending.NO_LOAD);
        assertThat(found.first().lowerPps()).isNull();
        assertThat(found.first().upperPps()).isEqualTo(1_000);
        assertThat(found.first().limit()).isEqualTo("even the smallest load does not meet the goal: here");
    }

    /** Loses a little up to 602,000, nothing from there to 620,000, and much above: as no device is thought to. */
    @Test
    void shouldSayIfAGoalIsMetAboveWhereItIsMissed() {
        Found found = Devices.search(BOTH, RANGE, ONE_SEED, trial -> Devices.lossy(trial, hole(trial.loadPps())));

        GoalResult ndr = found.first();
        assertThat(Objects.requireNonNull(ndr.upperPps())).isLessThan(602_000);
        assertThat(Objects.requireNonNull(ndr.metAbovePps())).isBetween(602_000.0, 620_000.0);
        assertThat(found.results().getLast().metAbovePps()).as("PDR").isNull();
    }

    private static double hole(double loadPps) {
        if (loadPps > 602_000) {
            return loadPps < 620_000 ? 0 : Devices.overload(loadPps, 600_000);
        }
        return loadPps > 50_000 ? 1e-4 : 0;
    }

    @Test
    void shouldHaveNothingToSayOfADeviceWhoseLossGrows() {
        Found found = Devices.search(BOTH, RANGE, ONE_SEED,
                trial -> Devices.lossy(trial, Devices.overload(trial.loadPps(), 300_000)));

        assertThat(found.results()).allMatch(result -> result.metAbovePps() == null);
    }

    /** Every third seed drops a little wherever the load is more than a half of the capacity. */
    @Test
    void shouldAskAllSeedsOfALoad() {
        Found found = Devices.search(List.of(SearchGoal.NDR), RANGE, new EverySeed(3, SECOND_NS),
                trial -> Devices.lossy(trial, trial.trial() == 2 && trial.loadPps() > 100_000 ? 1e-4
                        : Devices.overload(trial.loadPps(), 200_000)));

        assertSurrounds(found.first(), 100_000);
    }

    /** A quarter of the trials lose frames at any load; half of the time may. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void shouldSeeThroughTheNoiseOfALiveDevice(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int close = 0;
        for (int i = 0; i < DEVICES; i++) {
            double capacityPps = random.nextDouble(50_000, 900_000);
            Found found = Devices.search(BOTH, RANGE, CSIT, trial -> Devices.lossy(trial,
                    random.nextInt(4) == 0 ? 0.02 : Devices.overload(trial.loadPps(), capacityPps)));
            assertThat(found.results()).allMatch(result -> result.ending() == Ending.FOUND);
            double lowerPps = Objects.requireNonNull(found.first().lowerPps());
            assertThat(lowerPps).isLessThanOrEqualTo(capacityPps + A_FRAME);
            close += lowerPps > 0.99 * capacityPps ? 1 : 0;
        }
        assertThat(close).as("seed %d: devices whose capacity was found within 1 %%", seed)
                .isGreaterThan(DEVICES * 95 / 100);
    }

    @Test
    void shouldSpendTheLongSumsNearTheBounds() {
        Found found = Devices.search(List.of(SearchGoal.PDR), RANGE,
                new DurationSums(SECOND_NS / 10, SECOND_NS, 21 * SECOND_NS),
                trial -> Devices.lossy(trial, Devices.overload(trial.loadPps(), 300_000)));

        assertThat(found.first().ending()).isEqualTo(Ending.FOUND);
        assertThat(found.trials().getFirst().request().durationNs()).isEqualTo(SECOND_NS / 10);
        assertThat(found.trials().getLast().request().durationNs()).isEqualTo(SECOND_NS);
        assertThat(found.timeNs()).isLessThan(60 * SECOND_NS);
    }

    @Test
    void shouldStayBelowTheLoadAtWhichTheMachineCannotFollow() {
        Found found = Devices.search(BOTH, RANGE, CSIT, trial -> trial.loadPps() > 120_000 ? Devices.invalid(trial)
                : Devices.lossy(trial, Devices.overload(trial.loadPps(), 400_000)));

        assertThat(found.results()).allSatisfy(result -> {
            assertThat(result.ending()).isEqualTo(Ending.HOST);
            assertThat(Objects.requireNonNull(result.lowerPps())).isBetween(110_000.0, 120_000.0);
            assertThat(result.upperPps()).isNull();
            assertThat(Objects.requireNonNull(result.hostLimitPps())).isBetween(120_000.0, 130_000.0);
            assertThat(result.limit()).contains("INVALID (source-late)");
        });
    }

    @Test
    void shouldStillFindAModeThatIsSlowerThanTheMachine() {
        Found found = Devices.search(BOTH, RANGE, CSIT, trial -> trial.loadPps() > 600_000 ? Devices.invalid(trial)
                : Devices.lossy(trial, Devices.overload(trial.loadPps(), 300_000)));

        assertThat(found.results()).allSatisfy(result -> assertThat(result.ending()).isEqualTo(Ending.FOUND));
        assertSurrounds(found.first(), 300_000);
    }

    /** An INVALID trial now and then is repeated, and changes nothing. */
    @Test
    void shouldRepeatInvalidTrials() {
        AtomicInteger trials = new AtomicInteger();
        Found found = Devices.search(BOTH, RANGE, ONE_SEED, trial -> trials.getAndIncrement() % 3 == 1
                ? Devices.invalid(trial)
                : Devices.lossy(trial, Devices.overload(trial.loadPps(), 300_000)));

        assertThat(found.trials()).anyMatch(trial -> !trial.valid());
        assertSurrounds(found.first(), 300_000);
    }

    @Test
    void shouldSaySoIfTheMachineCannotFollowAtAll() {
        Found found = Devices.search(BOTH, RANGE, CSIT, Devices::invalid);

        assertThat(found.first().ending()).isEqualTo(Ending.HOST);
        assertThat(found.first().lowerPps()).isNull();
    }

    @Test
    void shouldSayTheSameUntilItIsTold() {
        LoadSearch search = new LoadSearch(BOTH, RANGE, ONE_SEED);

        assertThat(search.next()).isEqualTo(search.next());
        assertThat(search.results().getFirst().ending()).isEqualTo(Ending.INTERRUPTED);
        assertThat(search.share()).isZero();
    }
}
