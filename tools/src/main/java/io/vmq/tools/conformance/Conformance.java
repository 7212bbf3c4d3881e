package io.vmq.tools.conformance;

import io.vmq.dispatch.steering.IndirectionTable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The judgement on a check. A function of the {@link Recording} alone.
 *
 * @param outcome
 *            differs as soon as one frame arrived at another queue than predicted; conforms only if all frames arrived once and
 *            agree
 * @param reason
 *            why, in one sentence; null if it conforms
 * @param frames
 *            how many were to be sent; 0 if nothing could be learnt from any
 * @param rules
 *            in the order in which they first come
 * @param differences
 *            in the order of sending
 * @param notes
 *            what a reader should know beside it, a sentence each
 */
public record Conformance(Outcome outcome, @Nullable String reason, int frames, int agree, int differ, int missing,
        List<RuleCount> rules, List<Difference> differences, List<String> notes) {

    public Conformance {
        rules = List.copyOf(rules);
        differences = List.copyOf(differences);
        notes = List.copyOf(notes);
    }

    /** Judges a check by what was seen. */
    public static Conformance of(Recording recording) {
        Check check = recording.check();
        Observations seen = recording.observations();
        Optional<String> whyNot = check.whyNot();
        if (whyNot.isPresent()) {
            return new Conformance(Outcome.NOT_VALIDATED, whyNot.get(), 0, 0, 0, 0, List.of(), List.of(), List.of());
        }
        ProbeSet probes = ProbeSet.of(check);
        Predictions predictions = Predictions.of(check.subject(), probes);
        Map<Rule, List<Integer>> byRule = byRule(probes);
        List<RuleCount> counts = byRule.entrySet().stream()
                .map(entry -> count(entry.getKey(), entry.getValue(), predictions, seen)).toList();
        int differ = counts.stream().mapToInt(RuleCount::differ).sum();
        List<Difference> differences = differ == 0 ? List.of() : differences(check, probes, predictions, seen, byRule);
        int agree = counts.stream().mapToInt(RuleCount::agree).sum();
        String reason = reason(probes.count(), agree, differ, seen);
        Outcome outcome = differ > 0 ? Outcome.DIFFERS : reason == null ? Outcome.CONFORMS : Outcome.NOT_VALIDATED;
        return new Conformance(outcome, reason, probes.count(), agree, differ, probes.count() - agree - differ, counts,
                differences, notes(check, probes, predictions, seen, counts));
    }

    private static Map<Rule, List<Integer>> byRule(ProbeSet probes) {
        Map<Rule, List<Integer>> byRule = new EnumMap<>(Rule.class);
        probes.probes()
                .forEach(probe -> byRule.computeIfAbsent(probe.rule(), _ -> new ArrayList<>()).add(probe.number()));
        return byRule;
    }

    private static RuleCount count(Rule rule, List<Integer> ofRule, Predictions predictions, Observations seen) {
        int arrived = (int) ofRule.stream().filter(probe -> seen.queue(probe) != Observations.MISSING).count();
        int agree = (int) ofRule.stream().filter(probe -> seen.queue(probe) == predictions.queue(probe)).count();
        return new RuleCount(rule, ofRule.size(), agree, arrived - agree);
    }

    private static List<Difference> differences(Check check, ProbeSet probes, Predictions predictions,
            Observations seen, Map<Rule, List<Integer>> byRule) {
        Reasons reasons = new Reasons(hypotheses(check, probes, predictions, seen), probes, predictions, seen);
        String[] likely = new String[probes.count()];
        byRule.values().forEach(ofRule -> reasons
                .of(ofRule.stream().filter(probe -> seen.queue(probe) != Observations.MISSING).toList())
                .forEach((probe, reason) -> likely[probe] = reason));
        return IntStream.range(0, probes.count()).filter(i -> likely[i] != null)
                .mapToObj(i -> difference(probes.probe(i), predictions, seen, likely[i])).toList();
    }

    private static Hypotheses hypotheses(Check check, ProbeSet probes, Predictions predictions, Observations seen) {
        return switch (check.subject()) {
            case Subject.Filters filters ->
                    new FilterHypotheses(filters, check.queueCount(), probes, predictions, seen);
            case Subject.Rss rss -> new RssHypotheses((RssFacts.Reported) rss.facts(), check.queueCount(), probes,
                    predictions, seen);
        };
    }

    private static Difference difference(Probe probe, Predictions predictions, Observations seen, String likely) {
        int i = probe.number();
        Integer predictedHash = predictions.isHashed(i) ? predictions.hash(i) : null;
        Integer reportedHash = seen.hash(i) == 0 ? null : seen.hash(i);
        return new Difference(i + 1, probe.rule(), probe.what(), predictions.queue(i), seen.queue(i), predictedHash,
                reportedHash, likely);
    }

    private static @Nullable String reason(int frames, int agree, int differ, Observations seen) {
        if (differ > 0) {
            return differ + " of " + frames + " frames arrived at another queue than predicted";
        }
        int missing = frames - agree;
        if (seen.failure() != null) {
            return seen.failure() + ", when " + agree + " of " + frames + " frames had arrived";
        }
        if (missing > 0) {
            return (agree == 0 ? "none of " + frames : missing + " of " + frames) + " frames "
                    + (agree == 0 ? "arrived" : "did not arrive") + whereLost(seen);
        }
        return seen.repeated() == 0 ? null
                : "frames arrived again that had arrived before, " + seen.repeated() + " times";
    }

    private static String whereLost(Observations seen) {
        return " (" + seen.refusedFrames() + " were dropped by the sending system, " + seen.lostFrames()
                + " found no room at the port)";
    }

    private static List<String> notes(Check check, ProbeSet probes, Predictions predictions, Observations seen,
            List<RuleCount> counts) {
        List<String> notes = new ArrayList<>();
        for (RuleCount count : counts) {
            if (count.missing() == count.frames() && seen.seen() > 0) {
                notes.add("none of the frames of the rule '" + count.rule().label()
                        + "' arrived: the NIC may not let them through, or the switch between");
            }
        }
        if (seen.foreignFrames() > 0) {
            notes.add(seen.foreignFrames() + " frames of others arrived meanwhile and were not counted");
        }
        if (seen.failure() != null) {
            notes.add("it did not go as it should: " + seen.failure());
        }
        notes.addAll(Scope.notes(check));
        if (check.subject() instanceof Subject.Rss rss && rss.facts() instanceof RssFacts.Reported facts) {
            notes.add(coverage(facts.indirection(), probes, predictions));
            notes.add(hashes(probes, predictions, seen));
        }
        return notes;
    }

    private static String coverage(IndirectionTable table, ProbeSet probes, Predictions predictions) {
        long reached = IntStream.range(0, probes.count()).filter(predictions::isHashed).map(predictions::entry)
                .distinct().count();
        return reached + " of the " + table.entries() + " entries of the table were asked for";
    }

    /** A hash that is not as predicted decides nothing: the kernel makes one of its own where the driver gives none. */
    private static String hashes(ProbeSet probes, Predictions predictions, Observations seen) {
        int[] told = IntStream.range(0, probes.count()).filter(i -> predictions.isHashed(i) && seen.hash(i) != 0)
                .toArray();
        long equal = IntStream.of(told).filter(i -> predictions.hash(i) == seen.hash(i)).count();
        if (told.length == 0) {
            return "no hash came with the frames, so that queues alone are compared";
        }
        return equal == told.length ? "the hash that came with " + equal + " frames is the predicted one"
                : "the hash that came with the frames is the predicted one for " + equal + " of " + told.length
                        + "; where the driver gives none (ethtool -K IFACE rxhash on), the kernel makes one of its own";
    }
}
