package io.vmq.tools.gate.run;

import java.util.List;

/**
 * One run of one of the two commands.
 *
 * @param block
 *            number of the four runs that belong together, from 1; 0 for the runs that warm up
 * @param ofCandidate
 *            whether it is the candidate's turn
 * @param number
 *            which run of its side it is, from 1; 0 for the one that warms up
 */
record Turn(int block, boolean ofCandidate, int number) {

    /** Runs of each side in a block. */
    static final int RUNS_PER_BLOCK = 2;

    /** One run of each side that does not count: the first finds cold caches. */
    static List<Turn> warmUp() {
        return List.of(new Turn(0, false, 0), new Turn(0, true, 0));
    }

    /** The four turns of a block: A B B A, so that a drift that is even over them adds as much to the one side as to the other. */
    static List<Turn> ofBlock(int block) {
        int first = RUNS_PER_BLOCK * block - 1;
        return List.of(new Turn(block, false, first), new Turn(block, true, first),
                new Turn(block, true, first + 1), new Turn(block, false, first + 1));
    }

    /** {@code baseline} or {@code candidate}. */
    String side() {
        return ofCandidate ? "candidate" : "baseline";
    }
}
