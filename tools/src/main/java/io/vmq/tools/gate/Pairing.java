package io.vmq.tools.gate;

import io.vmq.tools.gate.statistics.Layout;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The trials of a series that have a figure, baseline first: in order of their blocks if each of them belongs to one and all blocks are made alike, with both sides in them; in
 * their own order, each for itself, otherwise.
 */
record Pairing(List<TrialFigures> baseline, List<TrialFigures> candidate, Layout layout) {

    Pairing {
        baseline = List.copyOf(baseline);
        candidate = List.copyOf(candidate);
    }

    /** The trials of both sides, none of them empty. */
    static Pairing of(List<TrialFigures> baseline, List<TrialFigures> candidate) {
        Map<String, Integer> blocks = blocks(baseline, candidate);
        List<Boolean> sides = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (TrialFigures trial : baseline) {
            sides.add(false);
            numbers.add(number(blocks, trial));
        }
        for (TrialFigures trial : candidate) {
            sides.add(true);
            numbers.add(number(blocks, trial));
        }
        return new Pairing(baseline, candidate, new Layout(sides, numbers));
    }

    private static int number(Map<String, Integer> blocks, TrialFigures trial) {
        return trial.block() == null ? 0 : blocks.getOrDefault(trial.block(), 0);
    }

    /** All trials in order of the layout. */
    List<TrialFigures> trials() {
        return Stream.concat(baseline.stream(), candidate.stream()).toList();
    }

    /** Whether each trial of one side is the same computation as one of the other: same frames, in virtual time. */
    boolean isSameFrames() {
        return !blocks(baseline, candidate).isEmpty();
    }

    /** Numbers of the blocks; empty if trials do not belong together. */
    private static Map<String, Integer> blocks(List<TrialFigures> baseline, List<TrialFigures> candidate) {
        Map<String, Integer> ofBaseline = sizes(baseline);
        Map<String, Integer> ofCandidate = sizes(candidate);
        if (ofBaseline.isEmpty() || !ofBaseline.keySet().equals(ofCandidate.keySet()) || !isEven(ofBaseline.values())
                || !isEven(ofCandidate.values())) {
            return Map.of();
        }
        Map<String, Integer> numbers = new HashMap<>();
        baseline.forEach(trial -> numbers.putIfAbsent(Objects.requireNonNull(trial.block()), numbers.size()));
        return numbers;
    }

    private static boolean isEven(Collection<Integer> counts) {
        return counts.stream().distinct().count() == 1;
    }

    /** How many trials each block has; empty if one of them has none. */
    private static Map<String, Integer> sizes(List<TrialFigures> trials) {
        Map<String, Integer> sizes = new HashMap<>();
        for (TrialFigures trial : trials) {
            @Nullable String block = trial.block();
            if (block == null) {
                return Map.of();
            }
            sizes.merge(block, 1, Integer::sum);
        }
        return sizes;
    }
}
