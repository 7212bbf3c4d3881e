package io.vmq.tools.gate.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.tools.gate.GateResult;
import io.vmq.tools.gate.GateRules;
import io.vmq.tools.gate.GateVerdict;
import io.vmq.tools.gate.Metric;
import io.vmq.tools.gate.Series;
import io.vmq.tools.gate.SeriesChoice;
import io.vmq.tools.gate.Side;
import io.vmq.tools.gate.TrialFigures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Models of two commands on a machine that drifts. */
class SequentialGateTest {

    private static final Metric P99 = Metric.latency("p99");

    private final List<String> turns = new ArrayList<>();

    /** A machine that gets slower by half over a hundred runs, varies by a little from run to run, and runs a candidate that takes so much longer. */
    private Runner machine(long seed, double noise, double candidate) {
        SplittableRandom random = new SplittableRandom(seed);
        return turn -> {
            turns.add((turn.ofCandidate() ? "B" : "A") + turn.block());
            double drift = 1 + 0.005 * turns.size();
            double p99 = 1000 * drift * Math.exp(noise * random.nextGaussian()) * (turn.ofCandidate() ? candidate : 1);
            return side(List.of(new TrialFigures(null, Map.of(P99, p99), null)));
        };
    }

    private static Side side(List<TrialFigures> trials) {
        return new Side("run", List.of(new Series("vmq", List.of(P99), trials)), Map.of(), List.of());
    }

    private static GateResult run(Runner runner, int runs) throws IOException, InterruptedException {
        return new SequentialGate(runner, "old", "new", runs, GateRules.DEFAULT, SeriesChoice.ALL, (_, _) -> {},
                RunWatcher.NONE, () -> false).run();
    }

    @Test
    void shouldLetThemTakeTurnsSoThatDriftHitsBoth() throws Exception {
        GateResult result = run(machine(1, 0.002, 1), 12);

        assertThat(turns).startsWith("A0", "B0", "A1", "B1", "B1", "A1", "A2", "B2", "B2", "A2");
        assertThat(result.verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(result.comparisons().getFirst().ratio()).isBetween(0.995, 1.005);
    }

    @Test
    void shouldStopAsSoonAsTheAnswerIsClear() throws Exception {
        GateResult result = run(machine(2, 0.01, 1.3), 60);

        assertThat(result.verdict()).isEqualTo(GateVerdict.REGRESSED);
        assertThat(turns).hasSize(2 + 4 * 4);
        assertThat(result.remarks()).contains("stopped after 8 of 60 runs a side");
    }

    @Test
    void shouldGoOnWhileItIsNotClear() throws Exception {
        run(machine(3, 0.02, 1.03), 40);

        assertThat(turns.size()).isGreaterThan(2 + 4 * 4);
    }

    @Test
    void shouldGiveUpWhereTheRunsThatAreLeftCannotSettleIt() throws Exception {
        GateResult result = run(machine(4, 0.6, 1), 12);

        assertThat(result.verdict()).isEqualTo(GateVerdict.INCONCLUSIVE);
        assertThat(turns).hasSize(2 + 4 * 4);
    }

    /** Up to five looks at each: the error of all of them together is what counts. */
    @Test
    void shouldBeWrongNoMoreOftenThanItSaysHoweverOftenItLooks() throws Exception {
        int alarms = 0;
        for (int seed = 0; seed < 200; seed++) {
            GateVerdict verdict = new SequentialGate(machine(seed, 0.05, 1), "old", "new", 40,
                    new GateRules(0.01, 0.05, 1), SeriesChoice.ALL, (_, _) -> {}, RunWatcher.NONE, () -> false).run()
                    .verdict();
            alarms += verdict == GateVerdict.REGRESSED || verdict == GateVerdict.IMPROVED ? 1 : 0;
        }

        assertThat(alarms).isLessThanOrEqualTo(14);
    }

    @Test
    void shouldGiveWhatThereIsWhenStopped() throws Exception {
        Runner quiet = machine(7, 0.002, 1);
        GateResult result = new SequentialGate(turn -> {
            if (turns.size() == 15) {
                throw new InterruptedException("stopped");
            }
            return quiet.run(turn);
        }, "old", "new", 20, GateRules.DEFAULT, SeriesChoice.ALL, (_, _) -> {}, RunWatcher.NONE,
                () -> turns.size() == 15)
                .run();

        assertThat(result.comparisons().getFirst().baselineTrials()).isEqualTo(6);
        assertThat(result.partial()).isTrue();
        assertThat(result.remarks()).contains("interrupted after 6 of 20 runs a side");
    }

    /** Ctrl-C after the last run finds everything done. */
    @Test
    void shouldNotCallAWholeAnswerPartial() throws Exception {
        Runner quiet = machine(9, 0.002, 1);
        GateResult result = new SequentialGate(quiet, "old", "new", 6, GateRules.DEFAULT, SeriesChoice.ALL,
                (_, _) -> {}, RunWatcher.NONE, () -> turns.size() == 14).run();

        assertThat(result.partial()).isFalse();
        assertThat(result.verdict()).isEqualTo(GateVerdict.PASS);
    }

    @Test
    void shouldRunABlockAgainIfTheMachineWasInTheWay() throws Exception {
        Runner quiet = machine(5, 0.002, 1);
        GateResult result = run(turn -> {
            Side side = quiet.run(turn);
            return turns.size() == 5 ? side(List.of()) : side;
        }, 6);

        assertThat(result.verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(turns).hasSize(2 + 4 * 4);
        assertThat(result.remarks())
                .contains("1 block was run again, since the machine got in the way of a trial (INVALID)");
    }

    @Test
    void shouldRunABlockAgainIfARunLacksASeries() throws Exception {
        Runner quiet = machine(8, 0.002, 1);
        GateResult result = run(turn -> {
            Side side = quiet.run(turn);
            return turns.size() == 4 ? new Side("run", List.of(), Map.of(), List.of()) : side;
        }, 6);

        assertThat(turns).hasSize(2 + 4 * 4);
        assertThat(result.verdict()).isEqualTo(GateVerdict.PASS);
    }

    @Test
    void shouldEndIfNoBlockIsEverWhole() throws Exception {
        Runner busy = machine(6, 0.002, 1);
        GateResult result = run(turn -> {
            busy.run(turn);
            return side(List.of());
        }, 6);

        assertThat(result.verdict()).isEqualTo(GateVerdict.INCONCLUSIVE);
        assertThat(result.comparisons()).isEmpty();
    }

    @Test
    void shouldLookMoreRarelyAsItGoesOnAndShareItsErrorOut() {
        assertThat(Looks.until(3).afterBlocks()).containsExactly(3);
        assertThat(Looks.until(20).afterBlocks()).containsExactly(4, 6, 9, 14, 20);
        assertThat(5 * Looks.until(20).share(0.05)).isEqualTo(0.05);
    }
}
