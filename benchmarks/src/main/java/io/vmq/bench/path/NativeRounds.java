package io.vmq.bench.path;

import java.util.HashMap;
import java.util.Map;

/** The rounds of a program that measures several figures in one run. It runs again once a figure asks whose round was taken. */
final class NativeRounds {

    private final NativeProgram program;
    private final Map<String, Round> left = new HashMap<>();

    NativeRounds(NativeProgram program) {
        this.program = program;
    }

    /** The round of the figure of this name that was not taken yet. */
    Round take(String figure, Cores cores, long forNs) throws InterruptedException {
        if (!left.containsKey(figure)) {
            left.putAll(program.run(cores, forNs));
        }
        Round round = left.remove(figure);
        if (round == null) {
            throw new IllegalStateException("the program of " + figure + " does not measure it");
        }
        return round;
    }
}
