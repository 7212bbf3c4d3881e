package io.vmq.tools.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How often the gate is wrong, over made-up trials whose truth is known: nine series together, log-normal and bimodal, ten trials a side that differ by 2 %. Seeds
 * are fixed, so a failure is a change of the gate and not bad luck.
 */
@Tag("computed")
class GateErrorRatesTest {

    private static final int SERIES = 9;
    private static final int TRIALS = 10;
    private static final double BETWEEN_TRIALS = 0.02;
    private static final long FIRST_SEED = 20_000;

    private static final DoubleUnaryOperator LOG_NORMAL = SyntheticSide.logNormal();
    private static final DoubleUnaryOperator BIMODAL = SyntheticSide.bimodal(0.7, 20_000, 100_000);

    /** A side whose fifth series is the given one. */
    private static Side side(long seed, DoubleUnaryOperator fifth) {
        SyntheticSide random = new SyntheticSide(FIRST_SEED + seed, BETWEEN_TRIALS);
        return SyntheticSide.side(IntStream.range(0, SERIES).mapToObj(i -> {
            DoubleUnaryOperator other = i % 2 == 0 ? LOG_NORMAL : BIMODAL;
            return random.series("s" + i, TRIALS, i == 4 ? fifth : other);
        }).toList());
    }

    private static List<GateResult> pairs(int count, DoubleUnaryOperator fifthOfCandidate) {
        return IntStream.range(0, count).parallel().mapToObj(pair -> GateJudge.judge(side(2L * pair, LOG_NORMAL),
                side(2L * pair + 1, fifthOfCandidate), GateRules.DEFAULT)).toList();
    }

    private static boolean isAlarm(GateResult result) {
        return result.comparisons().stream().map(Comparison::verdict)
                .anyMatch(verdict -> verdict == GateVerdict.REGRESSED || verdict == GateVerdict.IMPROVED);
    }

    @Test
    void shouldCallNothingChangedInNineteenOfTwentyGatesWithoutChange() {
        List<GateResult> results = pairs(400, LOG_NORMAL);

        assertThat(results.stream().filter(GateErrorRatesTest::isAlarm).count()).isLessThanOrEqualTo(20);
        assertThat(results.stream().filter(result -> result.comparisons().stream()
                .anyMatch(one -> one.pValue() != null && one.pValue() <= 0.05)).count())
                .as("the tests alone, before any smallest effect").isLessThanOrEqualTo(26);
        assertThat(results.stream().filter(result -> result.verdict() == GateVerdict.PASS).count())
                .as("a gate that never passes is none").isGreaterThan(300);
    }

    @Test
    void shouldFindATenPercentShiftOfP99InNineteenOfTwenty() {
        List<GateResult> results = pairs(100,
                fraction -> LOG_NORMAL.applyAsDouble(fraction) * (fraction < 0.95 ? 1 : 1.1));

        assertThat(results.stream().filter(result -> result.verdict() == GateVerdict.REGRESSED && result.comparisons()
                .stream().anyMatch(one -> one.series().equals("s4") && one.metric().name().equals("p99")
                        && one.verdict() == GateVerdict.REGRESSED))
                .count()).isGreaterThanOrEqualTo(95);
        assertThat(results.stream().flatMap(result -> result.comparisons().stream())
                .filter(one -> !one.series().equals("s4") && one.verdict() == GateVerdict.REGRESSED).count())
                .as("other series that are blamed").isLessThanOrEqualTo(5);
    }

    /** Weights and places of two kinds of frames change so that the mean stays, and so do p50, p90, p99 and p99.9. */
    @Test
    void shouldFindABimodalChangeThatLeavesTheMeanAndThePercentilesAlone() {
        SyntheticSide before = new SyntheticSide(1, 0.005);
        SyntheticSide after = new SyntheticSide(2, 0.005);
        DoubleUnaryOperator moved = fraction -> BIMODAL.applyAsDouble(fraction)
                * (fraction < 0.3 ? 0.8 : fraction >= 0.55 && fraction < 0.68 ? 1.33 : 1);
        double mean = mean(BIMODAL);
        assertThat(mean(moved)).isBetween(0.995 * mean, 1.005 * mean);

        GateResult result = GateJudge.judge(
                SyntheticSide.side(List.of(before.series("s", TRIALS, BIMODAL))),
                SyntheticSide.side(List.of(after.series("s", TRIALS, moved))), new GateRules(0.03, 0.05, 1));

        assertThat(result.verdict()).isEqualTo(GateVerdict.REGRESSED);
        assertThat(result.comparisons()).filteredOn(one -> one.verdict() == GateVerdict.REGRESSED)
                .extracting(one -> one.metric().name()).containsExactly("shape");
    }

    @Test
    void shouldFindTwoKindsOfFramesWhereThereWasOne() {
        SyntheticSide before = new SyntheticSide(3, BETWEEN_TRIALS);
        SyntheticSide after = new SyntheticSide(4, BETWEEN_TRIALS);
        DoubleUnaryOperator one = SyntheticSide.bimodal(0.5, 100_000, 100_000);
        DoubleUnaryOperator two = SyntheticSide.bimodal(0.5, 80_000, 120_000);
        assertThat(mean(two)).isBetween(0.995 * mean(one), 1.005 * mean(one));

        GateResult result = GateJudge.judge(SyntheticSide.side(List.of(before.series("s", TRIALS, one))),
                SyntheticSide.side(List.of(after.series("s", TRIALS, two))), GateRules.DEFAULT);

        assertThat(result.verdict()).isEqualTo(GateVerdict.REGRESSED);
        assertThat(result.comparisons()).filteredOn(found -> found.verdict() == GateVerdict.REGRESSED)
                .extracting(found -> found.metric().name()).contains("p90", "shape");
    }

    private static double mean(DoubleUnaryOperator quantile) {
        return IntStream.range(0, 10_000).mapToDouble(i -> quantile.applyAsDouble((i + 0.5) / 10_000)).average()
                .orElseThrow();
    }
}
