package io.vmq.tools.gate;

import io.vmq.tools.gate.statistics.Layout;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The trials of a series that have a figure, and what belongs together of them. If at least half of the smaller side's trials have a partner in a block of the other side, those that have one
 * are taken, in their blocks, and the others are left out; otherwise all are, each for itself.
 *
 * @param isPaired
 *            whether each trial has a partner on the other side
 * @param leftOut
 *            trials of both sides that have no partner while others have
 */
record Pairing(List<TrialFigures> baseline, List<TrialFigures> candidate, Layout layout, boolean isPaired,
        int leftOut) {

    Pairing {
        baseline = List.copyOf(baseline);
        candidate = List.copyOf(candidate);
    }

    /** The trials of both sides. */
    static Pairing of(List<TrialFigures> baseline, List<TrialFigures> candidate) {
        Set<String> common = common(baseline, candidate);
        if (common.isEmpty()) {
            return new Pairing(baseline, candidate, layout(baseline, candidate, _ -> 0), false, 0);
        }
        List<TrialFigures> before = inside(common, baseline);
        List<TrialFigures> after = inside(common, candidate);
        Map<String, Integer> numbers = new HashMap<>();
        common.forEach(block -> numbers.put(block, numbers.size()));
        return new Pairing(before, after,
                layout(before, after, trial -> numbers.getOrDefault(Objects.requireNonNull(trial.block()), 0)),
                true, baseline.size() + candidate.size() - before.size() - after.size());
    }

    private static Layout layout(List<TrialFigures> baseline, List<TrialFigures> candidate,
            ToIntFunction<TrialFigures> block) {
        List<TrialFigures> all = Stream.concat(baseline.stream(), candidate.stream()).toList();
        return new Layout(IntStream.range(0, all.size()).mapToObj(i -> i >= baseline.size()).toList(),
                all.stream().map(trial -> block.applyAsInt(trial)).toList());
    }

    /** All trials in order of the layout. */
    List<TrialFigures> trials() {
        return Stream.concat(baseline.stream(), candidate.stream()).toList();
    }

    /** The blocks that both sides have trials of, all made alike; empty if they are too few to compare inside of them. */
    private static Set<String> common(List<TrialFigures> baseline, List<TrialFigures> candidate) {
        Map<String, Long> before = sizes(baseline);
        Map<String, Long> after = sizes(candidate);
        Set<String> common = new LinkedHashSet<>(before.keySet());
        common.retainAll(after.keySet());
        boolean areAlike = isEven(common, before) && isEven(common, after);
        long paired = Math.min(inside(common, baseline).size(), inside(common, candidate).size());
        return areAlike && 2 * paired >= Math.min(baseline.size(), candidate.size()) ? common : Set.of();
    }

    private static boolean isEven(Set<String> blocks, Map<String, Long> sizes) {
        return blocks.stream().map(sizes::get).distinct().count() == 1;
    }

    private static List<TrialFigures> inside(Set<String> blocks, List<TrialFigures> trials) {
        return trials.stream().filter(trial -> trial.block() != null && blocks.contains(trial.block())).toList();
    }

    /** How many trials each block has, in the order in which they first appear. */
    private static Map<String, Long> sizes(List<TrialFigures> trials) {
        return trials.stream().map(TrialFigures::block).filter(Objects::nonNull)
                .collect(Collectors.groupingBy(block -> block, LinkedHashMap::new, Collectors.counting()));
    }
}
