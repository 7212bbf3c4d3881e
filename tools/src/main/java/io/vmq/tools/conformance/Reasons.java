package io.vmq.tools.conformance;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Looks for what explains differences: every hypothesis is carried out.
 *
 * <p>
 * One about all frames has to prove itself on the whole rule, one about a group on the rule's frames of that group. It must
 * explain more than half of the differences there, and be right about more of the frames that arrived than the prediction.
 * Of several that do, the one wins that is right about the larger part; where that is the same, as on a rule that only part
 * of the frames can tell of, the one that is right about more of all frames.
 */
final class Reasons {

    private static final String NONE = "nothing that was tried explains it";

    private final Hypotheses hypotheses;
    private final List<Hypothesis> ofAll;
    private final ProbeSet probes;
    private final Predictions predictions;
    private final Observations seen;
    private final IdentityHashMap<Hypothesis, Integer> rightAboutAll = new IdentityHashMap<>();

    Reasons(Hypotheses hypotheses, ProbeSet probes, Predictions predictions, Observations seen) {
        this.hypotheses = hypotheses;
        ofAll = hypotheses.ofAll();
        this.probes = probes;
        this.predictions = predictions;
        this.seen = seen;
    }

    /** How a hypothesis does on some frames. */
    private record Fit(Hypothesis hypothesis, int explained, int differing, int right, int arrived) {

        boolean isBetterThanThePrediction() {
            return 2 * explained > differing && right > arrived - differing;
        }

        double part() {
            return (double) right / arrived;
        }

        String text() {
            int contradicted = arrived - differing - (right - explained);
            return hypothesis.text() + " (explains " + explained + " of " + differing
                    + (contradicted == 0 ? ")" : ", contradicts " + contradicted + " that agree)");
        }
    }

    /**
     * The reason for each probe of a rule that differs.
     *
     * @param arrived
     *            numbers of the probes of the rule that arrived
     */
    Map<Integer, String> of(List<Integer> arrived) {
        Map<Integer, String> reasons = new HashMap<>();
        List<Integer> differing = arrived.stream().filter(this::differs).toList();
        if (differing.isEmpty()) {
            return reasons;
        }
        List<Fit> ofRule = ofAll.stream().map(hypothesis -> fit(hypothesis, arrived, differing)).toList();
        Map<Integer, List<Integer>> arrivedByGroup = byGroup(arrived);
        byGroup(differing).forEach((group, ofGroup) -> {
            List<Integer> arrivedOfGroup = Objects.requireNonNull(arrivedByGroup.get(group));
            Stream<Fit> fits = hypotheses.ofGroup(group).stream()
                    .map(hypothesis -> fit(hypothesis, arrivedOfGroup, ofGroup));
            String reason = Stream.concat(fits, ofRule.stream()).filter(Fit::isBetterThanThePrediction)
                    .reduce(this::better).map(Fit::text).orElse(NONE);
            ofGroup.forEach(probe -> reasons.put(probe, reason));
        });
        return reasons;
    }

    private boolean differs(int probe) {
        return seen.queue(probe) != predictions.queue(probe);
    }

    private Map<Integer, List<Integer>> byGroup(List<Integer> some) {
        return some.stream().collect(Collectors.groupingBy(probe -> probes.probe(probe).group(), TreeMap::new,
                Collectors.toList()));
    }

    private Fit fit(Hypothesis hypothesis, List<Integer> arrived, List<Integer> differing) {
        return new Fit(hypothesis, right(hypothesis, differing), differing.size(), right(hypothesis, arrived),
                arrived.size());
    }

    private int right(Hypothesis hypothesis, List<Integer> some) {
        return (int) some.stream().filter(probe -> isRight(hypothesis, probe)).count();
    }

    private boolean isRight(Hypothesis hypothesis, int probe) {
        return hypothesis.queueOf().applyAsInt(probe) == seen.queue(probe);
    }

    /** The first of both unless the other is better. */
    private Fit better(Fit one, Fit other) {
        if (one.part() != other.part()) {
            return one.part() > other.part() ? one : other;
        }
        return rightAboutAll(other.hypothesis()) > rightAboutAll(one.hypothesis()) ? other : one;
    }

    private int rightAboutAll(Hypothesis hypothesis) {
        return rightAboutAll.computeIfAbsent(hypothesis, each -> (int) IntStream.range(0, probes.count())
                .filter(probe -> isRight(each, probe)).count());
    }
}
