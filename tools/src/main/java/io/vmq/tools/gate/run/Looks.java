package io.vmq.tools.gate.run;

import java.util.ArrayList;
import java.util.List;

/**
 * After how many blocks it is looked whether the answer is clear. Each look may be wrong with the same part of alpha, and they are as many as they are, so
 * that all of them together are wrong with alpha at most (Bonferroni), however often there is reason to stop.
 *
 * @param afterBlocks
 *            in ascending order; the last is the end
 */
record Looks(List<Integer> afterBlocks) {

    /** With fewer blocks, relabelling runs inside of them shows too little for an early answer. */
    private static final int FIRST_EARLY_LOOK = 4;

    Looks {
        afterBlocks = List.copyOf(afterBlocks);
    }

    /** Looks ever farther apart, since each one costs. */
    static Looks until(int blocks) {
        List<Integer> looks = new ArrayList<>();
        for (int look = FIRST_EARLY_LOOK; look < blocks; look = look + (look + 1) / 2) {
            looks.add(look);
        }
        looks.add(blocks);
        return new Looks(looks);
    }

    int last() {
        return afterBlocks.getLast();
    }

    /** The part of alpha that each look has. */
    double share(double alpha) {
        return alpha / afterBlocks.size();
    }
}
