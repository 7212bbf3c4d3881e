package io.vmq.tools.gate.run;

import io.vmq.tools.gate.GateResult;
import io.vmq.tools.gate.GateRules;
import io.vmq.tools.gate.Side;
import io.vmq.tools.scenario.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;

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
        if (runs < LEAST_RUNS || runs > MOST_RUNS || runs % 2 != 0) {
            throw new BadInputException("--trials: '" + runs + "' is not possible (expected an even number from "
                    + LEAST_RUNS + " to " + MOST_RUNS + ")");
        }
        if (baseline.isBlank() || candidate.isBlank()) {
            throw new BadInputException((baseline.isBlank() ? "--baseline" : "--candidate")
                    + ": '' is not possible (expected a command)");
        }
    }

    /**
     * Runs the two in turns until the answer is clear; on the thread that calls.
     *
     * @param reader
     *            reads the result of a run
     * @param part
     *            what of it is compared
     * @param stop
     *            ends it with what there is
     * @throws BadInputException
     *             if a command fails, or its result cannot be read
     */
    public GateResult judge(Function<Path, Side> reader, UnaryOperator<Side> part, RunWatcher watcher,
            BooleanSupplier stop) throws IOException, InterruptedException {
        Runner runner = new ShellRunner(baseline, candidate, folder, timeoutNs, reader, stop);
        return new SequentialGate(runner, baseline, candidate, runs, rules, part, watcher, stop).run();
    }
}
