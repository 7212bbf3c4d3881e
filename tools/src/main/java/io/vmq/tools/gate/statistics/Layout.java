package io.vmq.tools.gate.statistics;

import java.util.List;

/**
 * Who is who among the trials of a comparison: for each trial its side and its block. Chance may have put trials of one block on either side,
 * and never mixes blocks.
 *
 * @param candidate
 *            for each trial, whether it is one of the candidate
 * @param blocks
 *            for each trial the number of its block, from 0 without gaps
 */
public record Layout(List<Boolean> candidate, List<Integer> blocks) {

    private static final int FEW = 5;

    public Layout {
        candidate = List.copyOf(candidate);
        blocks = List.copyOf(blocks);
        if (candidate.size() != blocks.size()) {
            throw new IllegalArgumentException(
                    candidate.size() + " sides, " + blocks.size() + " blocks: as many expected");
        }
    }

    /** How many trials there are on both sides together. */
    public int size() {
        return candidate.size();
    }

    /** How many blocks there are; one if nothing belongs together. */
    public int blockCount() {
        return blocks.stream().mapToInt(block -> block + 1).max().orElse(0);
    }

    /** Whether trials belong together, so that only differences inside of blocks count. */
    public boolean isBlocked() {
        return blockCount() > 1;
    }

    /** For each trial 1 if it is one of the candidate, 0 if not; a fresh array. */
    int[] labels() {
        return candidate.stream().mapToInt(side -> side ? 1 : 0).toArray();
    }

    /** Independent trials of the smaller side: blocks, where trials belong together. */
    public int independentTrials() {
        return isBlocked() ? blockCount() : Math.min(count(false), count(true));
    }

    /** Trials a side that each independent one of them stands for: more than one where a block has several. */
    public int trialsPerIndependent() {
        return isBlocked() ? Math.min(count(false), count(true)) / blockCount() : 1;
    }

    /** Whether there are so few that their mean says more than their median, and Student's t more than a bootstrap. */
    public boolean isFew() {
        return independentTrials() < FEW;
    }

    /** Trials of one side. */
    public int count(boolean ofCandidate) {
        return (int) candidate.stream().filter(side -> side == ofCandidate).count();
    }

    /** Values less the mean of their block, so that what a block has in common is gone; a fresh array. */
    public double[] centred(double[] values) {
        double[] centred = values.clone();
        if (!isBlocked()) {
            return centred;
        }
        int blockCount = blockCount();
        double[] sums = new double[blockCount];
        int[] counts = new int[blockCount];
        for (int i = 0; i < values.length; i++) {
            sums[blocks.get(i)] += values[i];
            counts[blocks.get(i)]++;
        }
        for (int i = 0; i < values.length; i++) {
            centred[i] -= sums[blocks.get(i)] / counts[blocks.get(i)];
        }
        return centred;
    }
}
