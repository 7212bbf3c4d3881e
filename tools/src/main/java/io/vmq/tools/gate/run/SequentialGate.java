package io.vmq.tools.gate.run;

import io.vmq.tools.gate.Comparison;
import io.vmq.tools.gate.GateJudge;
import io.vmq.tools.gate.GateResult;
import io.vmq.tools.gate.GateRules;
import io.vmq.tools.gate.GateVerdict;
import io.vmq.tools.gate.Series;
import io.vmq.tools.gate.SeriesChoice;
import io.vmq.tools.gate.Side;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Lets the two commands take turns, block by block, and stops as soon as the answer is clear, or as it is clear that the runs which are left
 * cannot give one. The runs that are behind an answer are whole blocks, compared inside of each.
 *
 * <p>
 * One thread uses an instance, once.
 */
final class SequentialGate {

    private final Runner runner;
    private final GateRules rules;
    private final Looks looks;
    private final SeriesChoice choice;
    private final BiConsumer<Side, Side> check;
    private final RunWatcher watcher;
    private final BooleanSupplier stop;
    private final RunFigures baseline;
    private final RunFigures candidate;
    /** Names of the series of the baseline, then of the candidate, as the first run of each had them. */
    private final List<Set<String>> names = new ArrayList<>();
    private int blocks;
    private int repeated;

    /**
     * @param runs
     *            runs of each side at most; even
     * @param choice
     *            what of a result is compared
     * @param check
     *            is given the results of the runs that warm up, and refuses what cannot be compared
     * @param stop
     *            asked before each run: true ends the gate with what there is
     */
    SequentialGate(Runner runner, String baseline, String candidate, int runs, GateRules rules,
            SeriesChoice choice, BiConsumer<Side, Side> check, RunWatcher watcher, BooleanSupplier stop) {
        this.runner = runner;
        this.rules = rules;
        this.choice = choice;
        this.check = check;
        this.watcher = watcher;
        this.stop = stop;
        looks = Looks.until(runs / Turn.RUNS_PER_BLOCK);
        this.baseline = new RunFigures(baseline);
        this.candidate = new RunFigures(candidate);
    }

    /** Runs until there is an answer, and gives it. */
    GateResult run() throws IOException, InterruptedException {
        try {
            return runToTheEnd();
        } catch (InterruptedException e) {
            if (stop.getAsBoolean()) {
                return result(true);
            }
            throw e;
        }
    }

    private GateResult runToTheEnd() throws IOException, InterruptedException {
        List<Side> first = new ArrayList<>();
        for (Turn turn : Turn.warmUp()) {
            if (stop.getAsBoolean()) {
                return result(true);
            }
            watcher.turn(turn.side(), turn.block(), looks.last());
            first.add(runner.run(turn));
        }
        first.forEach(side -> names.add(SequentialGate.names(side)));
        check.accept(first.getFirst(), first.getLast());
        for (int look : looks.afterBlocks()) {
            while (blocks < look) {
                if (repeated > looks.last()) {
                    return result(false);
                }
                if (!runBlock()) {
                    return result(true);
                }
            }
            GateResult soFar = result(false);
            watcher.look(blocks, soFar);
            if (soFar.verdict() != GateVerdict.INCONCLUSIVE || isHopeless(soFar)) {
                return soFar;
            }
        }
        return result(false);
    }

    /** Runs the next block, and again if the machine got in its way; false if it was to stop. */
    private boolean runBlock() throws IOException, InterruptedException {
        List<Side> ofBaseline = new ArrayList<>();
        List<Side> ofCandidate = new ArrayList<>();
        boolean isWhole = true;
        for (Turn turn : Turn.ofBlock(blocks + 1)) {
            if (stop.getAsBoolean()) {
                return false;
            }
            watcher.turn(turn.side(), turn.block(), looks.last());
            Side result = runner.run(turn);
            isWhole &= isWhole(result, turn);
            (turn.ofCandidate() ? ofCandidate : ofBaseline).add(choice.of(result));
        }
        if (!isWhole) {
            repeated++;
            return true;
        }
        blocks++;
        ofBaseline.forEach(side -> baseline.add(blocks, side));
        ofCandidate.forEach(side -> candidate.add(blocks, side));
        return true;
    }

    /** Whether no series lacks a trial that may be believed, and none is missing. */
    private boolean isWhole(Side result, Turn turn) {
        return result.series().stream().noneMatch(series -> series.trials().isEmpty())
                && names(result).equals(names.get(turn.ofCandidate() ? 1 : 0));
    }

    private static Set<String> names(Side side) {
        return side.series().stream().map(Series::name).collect(Collectors.toSet());
    }

    /** What is not decided would take more runs than are left. */
    private boolean isHopeless(GateResult soFar) {
        int left = Turn.RUNS_PER_BLOCK * (looks.last() - blocks);
        return soFar.comparisons().stream().filter(one -> one.verdict() == GateVerdict.INCONCLUSIVE)
                .map(Comparison::moreTrials).noneMatch(more -> more != null && more <= 2 * left);
    }

    /** @param isPartial whether somebody stopped it before it was done */
    private GateResult result(boolean isPartial) {
        GateRules atLook = new GateRules(rules.minEffect(), looks.share(rules.alpha()), rules.seed());
        GateResult judged = GateJudge.judge(baseline.side(), candidate.side(), atLook);
        List<String> remarks = new ArrayList<>(judged.remarks());
        if (repeated > 0) {
            remarks.add(repeated + (repeated == 1 ? " block was" : " blocks were")
                    + " run again, since the machine got in the way of a trial (INVALID)");
        }
        if (blocks < looks.last()) {
            remarks.add((isPartial ? "interrupted after " : "stopped after ") + Turn.RUNS_PER_BLOCK * blocks + " of "
                    + Turn.RUNS_PER_BLOCK * looks.last() + " runs a side");
        }
        return new GateResult(judged.baseline(), judged.candidate(), rules, judged.verdict(), judged.confidence(),
                judged.method() + sure(),
                judged.comparisons(), isPartial, remarks);
    }

    private String sure() {
        int count = looks.afterBlocks().size();
        return String.format(Locale.ROOT,
                "; turns A B B A, compared inside of each four; up to %d look%s, each at %.3g, so %.3g for all", count,
                count == 1 ? "" : "s", looks.share(rules.alpha()), rules.alpha());
    }
}
