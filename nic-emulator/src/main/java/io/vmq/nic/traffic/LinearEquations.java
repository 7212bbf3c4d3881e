package io.vmq.nic.traffic;

import java.util.Arrays;

/**
 * A system of linear equations over GF(2) with up to 32 unknowns, brought into reduced row echelon form by Gauss and
 * Jordan; then any right-hand side is solved by parities. Unknowns and equations are bits of an int. Immutable.
 */
final class LinearEquations {

    private final int unknowns;
    /** The reduced rows: which unknowns stand in each. The first {@link #rank} are not empty. */
    private final int[] rows;
    /** Which of the given equations were added up to make each row. */
    private final int[] origins;
    /** The unknown that each row gives, and that stands in no other row. */
    private final int[] pivots;
    private final int rank;

    /**
     * @param effects
     *            for each unknown, the equations that it stands in
     * @param equations
     *            how many there are
     */
    LinearEquations(int[] effects, int equations) {
        unknowns = effects.length;
        rows = new int[equations];
        origins = new int[equations];
        pivots = new int[equations];
        for (int row = 0; row < equations; row++) {
            origins[row] = 1 << row;
            for (int unknown = 0; unknown < unknowns; unknown++) {
                rows[row] |= (effects[unknown] >>> row & 1) << unknown;
            }
        }
        rank = reduce();
    }

    private int reduce() {
        int done = 0;
        for (int unknown = 0; unknown < unknowns && done < rows.length; unknown++) {
            int found = rowWith(unknown, done);
            if (found < rows.length) {
                swap(found, done);
                eliminate(unknown, done);
                pivots[done] = unknown;
                done++;
            }
        }
        return done;
    }

    private int rowWith(int unknown, int from) {
        int row = from;
        while (row < rows.length && !has(row, unknown)) {
            row++;
        }
        return row;
    }

    private boolean has(int row, int unknown) {
        return (rows[row] >>> unknown & 1) != 0;
    }

    private void swap(int a, int b) {
        int row = rows[a];
        rows[a] = rows[b];
        rows[b] = row;
        int origin = origins[a];
        origins[a] = origins[b];
        origins[b] = origin;
    }

    private void eliminate(int unknown, int pivotRow) {
        for (int row = 0; row < rows.length; row++) {
            if (row != pivotRow && has(row, unknown)) {
                rows[row] ^= rows[pivotRow];
                origins[row] ^= origins[pivotRow];
            }
        }
    }

    /** Whether some choice of the unknowns gives these right-hand sides. */
    boolean canReach(int values) {
        for (int row = rank; row < rows.length; row++) {
            if (parity(origins[row] & values) != 0) {
                return false;
            }
        }
        return true;
    }

    /** The choice of unknowns that gives these right-hand sides and has 0 wherever there is freedom. */
    int solution(int values) {
        int solution = 0;
        for (int row = 0; row < rank; row++) {
            solution |= parity(origins[row] & values) << pivots[row];
        }
        return solution;
    }

    /** A basis of what may be added to a solution: one direction for each unknown that is free. */
    int[] directions() {
        int[] directions = new int[unknowns];
        int count = 0;
        for (int unknown = 0; unknown < unknowns; unknown++) {
            if (!isPivot(unknown)) {
                directions[count++] = direction(unknown);
            }
        }
        return Arrays.copyOf(directions, count);
    }

    private boolean isPivot(int unknown) {
        for (int row = 0; row < rank; row++) {
            if (pivots[row] == unknown) {
                return true;
            }
        }
        return false;
    }

    /** A free unknown, and the pivots that must follow it. */
    private int direction(int free) {
        int direction = 1 << free;
        for (int row = 0; row < rank; row++) {
            direction |= (rows[row] >>> free & 1) << pivots[row];
        }
        return direction;
    }

    private static int parity(int bits) {
        return Integer.bitCount(bits) & 1;
    }
}
