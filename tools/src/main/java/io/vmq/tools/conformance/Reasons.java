package io.vmq.tools.conformance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks for what explains the differences of a rule: every hypothesis is carried out, and the one that is right about most
 * frames that arrived wins, those that agree with the prediction counted too. It must be right about more of them than the
 * prediction, and explain more than half of the differences.
 */
final class Reasons {

    private static final String NONE = "nothing that was tried explains it";

    private final Hypotheses hypotheses;
    private final List<Hypothesis> ofAll;
    private final ProbeSet probes;
    private final Predictions predictions;
    private final Observations seen;

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

        boolean isPerfect() {
            return right == arrived;
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
        List<Integer> differing = arrived.stream().filter(this::differs).toList();
        Optional<Fit> ofRule = best(ofAll.stream(), arrived, differing);
        String otherwise = ofRule.map(Fit::text).orElse(NONE);
        Map<Integer, String> reasons = new HashMap<>();
        differing.forEach(probe -> reasons.put(probe, otherwise));
        if (differing.isEmpty() || ofRule.filter(Fit::isPerfect).isPresent()) {
            return reasons;
        }
        byGroup(differing).forEach((group, differingOfGroup) -> {
            List<Integer> arrivedOfGroup = byGroup(arrived).getOrDefault(group, List.of());
            best(Stream.concat(hypotheses.ofGroup(group).stream(), ofAll.stream()), arrivedOfGroup, differingOfGroup)
                    .ifPresent(fit -> differingOfGroup.forEach(probe -> reasons.put(probe, fit.text())));
        });
        return reasons;
    }

    private boolean differs(int probe) {
        return seen.queue(probe) != predictions.queue(probe);
    }

    private Map<Integer, List<Integer>> byGroup(List<Integer> some) {
        return some.stream()
                .collect(Collectors.groupingBy(probe -> probes.probe(probe).group(), TreeMap::new,
                        Collectors.toList()));
    }

    private Optional<Fit> best(Stream<Hypothesis> candidates, List<Integer> arrived, List<Integer> differing) {
        return candidates.map(hypothesis -> fit(hypothesis, arrived, differing))
                .filter(Fit::isBetterThanThePrediction)
                .reduce((one, other) -> other.right() > one.right() ? other : one);
    }

    private Fit fit(Hypothesis hypothesis, List<Integer> arrived, List<Integer> differing) {
        return new Fit(hypothesis, right(hypothesis, differing), differing.size(), right(hypothesis, arrived),
                arrived.size());
    }

    private int right(Hypothesis hypothesis, List<Integer> some) {
        return (int) some.stream()
                .filter(probe -> hypothesis.queueOf().applyAsInt(probe) == seen.queue(probe)).count();
    }
}
