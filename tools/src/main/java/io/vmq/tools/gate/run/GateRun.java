package io.vmq.tools.gate.run;

import io.vmq.tools.gate.GateResult;
import io.vmq.tools.gate.GateRules;
import io.vmq.tools.gate.SeriesChoice;
import io.vmq.tools.gate.Side;
import io.vmq.tools.scenario.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * A gate over two commands: how they are run and judged.
 *
 * @param baseline
 *            a line for the shell
 * @param candidate
 *            another
 * @param runs
 *            runs of each at most; even, {@value #LEAST_RUNS} to {@value #MOST_RUNS}
 * @param timeoutNs
 *            how long one run may take
 * @param folder
 *            where results go, in {@code baseline/} and {@code candidate/}
 */
public record GateRun(String baseline, String candidate, int runs, GateRules rules, long timeoutNs, Path folder) {

    /** Fewer cannot show anything. */
    public static final int LEAST_RUNS = 6;
    /** More is no comparison, it is a plan for the weekend. */
    public static final int MOST_RUNS = 1_000;

    public GateRun {
        refuseOdd(runs);
        if (baseline.isBlank() || candidate.isBlank()) {
            throw new BadInputException((baseline.isBlank() ? "--baseline" : "--candidate")
                    + ": '' is not possible (expected a command)");
        }
    }

    /**
     * Refuses a number of runs a side that does not make whole blocks.
     *
     * @throws BadInputException
     *             if it is one
     */
    public static void refuseOdd(int runs) {
        if (runs < LEAST_RUNS || runs > MOST_RUNS || runs % 2 != 0) {
            throw new BadInputException("--trials: '" + runs + "' is not possible (expected an even number from "
                    + LEAST_RUNS + " to " + MOST_RUNS + ")");
        }
    }

    /**
     * Runs the two in turns until the answer is clear; on the thread that calls.
     *
     * @param reader
     *            reads the result of a run
     * @param choice
     *            what of it is compared
     * @param check
     *            is given the first result of each side, which does not count, and refuses what cannot be compared
     * @param stop
     *            ends it with what there is
     * @throws BadInputException
     *             if a command fails, or its result cannot be read
     */
    public GateResult judge(Function<Path, Side> reader, SeriesChoice choice, BiConsumer<Side, Side> check,
            RunWatcher watcher, BooleanSupplier stop) throws IOException, InterruptedException {
        Runner runner = new ShellRunner(baseline, candidate, folder, timeoutNs, reader, stop);
        return new SequentialGate(runner, baseline, candidate, runs, rules, choice, check, watcher, stop).run();
    }
}
