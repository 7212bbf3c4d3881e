package io.vmq.tools.report;

import io.vmq.tools.gate.Comparison;
import io.vmq.tools.gate.GateResult;
import io.vmq.tools.gate.GateVerdict;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a gate found, in plain sentences of one line each. */
final class GateSentences {

    /** What people look for first stands first; comparisons of one verdict keep their order. */
    private static final List<GateVerdict> URGENCY = List.of(GateVerdict.REGRESSED, GateVerdict.INCONCLUSIVE,
            GateVerdict.IMPROVED, GateVerdict.PASS);

    private GateSentences() {}

    /** All comparisons, those that need somebody's attention first. */
    static List<Comparison> byUrgency(GateResult result) {
        return result.comparisons().stream()
                .sorted(Comparator.comparingInt(comparison -> URGENCY.indexOf(comparison.verdict()))).toList();
    }

    /** Whether there is nothing to say of it. */
    static boolean isPlainPass(Comparison comparison) {
        return comparison.verdict() == GateVerdict.PASS && comparison.reason().isBlank();
    }

    /** Series and metric. */
    static String name(Comparison comparison) {
        return PlainText.name(comparison.series()) + " " + PlainText.name(comparison.metric().name());
    }

    /** What was compared, by which rules. */
    static String heading(GateResult result) {
        if (result.comparisons().isEmpty()) {
            return "nothing was compared";
        }
        long series = result.comparisons().stream().map(Comparison::series).distinct().count();
        return comparisons(result.comparisons().size()) + " of " + series + " series, " + trials(result)
                + "; a change counts from " + GateFigures.exactPercent(result.rules().minEffect())
                + " on, false alarms at most " + GateFigures.exactPercent(result.rules().alpha()) + ", intervals of "
                + GateFigures.exactPercent(result.confidence()) + ", seed " + result.rules().seed();
    }

    private static String comparisons(long count) {
        return count == 1 ? "1 comparison" : count + " comparisons";
    }

    private static String trials(GateResult result) {
        String baseline = range(result, Comparison::baselineTrials);
        String candidate = range(result, Comparison::candidateTrials);
        return baseline.equals(candidate) ? baseline + (baseline.equals("1") ? " trial a side" : " trials a side")
                : "trials: " + baseline + " against " + candidate;
    }

    private static String range(GateResult result, ToIntFunction<Comparison> trials) {
        int min = result.comparisons().stream().mapToInt(trials).min().orElse(0);
        int max = result.comparisons().stream().mapToInt(trials).max().orElse(0);
        return min == max ? Integer.toString(min) : min + " to " + max;
    }

    /** The verdict on all comparisons together. */
    static String verdict(GateResult result) {
        int all = result.comparisons().size();
        if (all == 0) {
            return result.verdict().label() + ": nothing was compared.";
        }
        long regressed = count(result, GateVerdict.REGRESSED);
        long inconclusive = count(result, GateVerdict.INCONCLUSIVE);
        long improved = count(result, GateVerdict.IMPROVED);
        String effect = " by " + GateFigures.exactPercent(result.rules().minEffect()) + " or more";
        return result.verdict().label() + ": " + switch (result.verdict()) {
            case REGRESSED -> regressed + " of " + comparisons(all) + " got worse" + effect
                    + (inconclusive == 0 ? "." : ", and " + inconclusive + " could not be settled.");
            case INCONCLUSIVE ->
                    inconclusive + " of " + comparisons(all) + " could not be settled, none is known to be "
                            + "worse." + more(result);
            case IMPROVED -> improved + " of " + comparisons(all) + " got better" + effect + ", none got worse.";
            case PASS -> all == 1 ? "the comparison did not get worse" + effect + "."
                    : "none of " + comparisons(all) + " got worse" + effect + ".";
        };
    }

    /** Why nothing was compared, where that is so. */
    static String nothing(GateResult result) {
        return Stream.concat(Stream.of(verdict(result)), result.remarks().stream().map(PlainText::sentence))
                .collect(Collectors.joining(" "));
    }

    private static long count(GateResult result, GateVerdict verdict) {
        return result.comparisons().stream().filter(comparison -> comparison.verdict() == verdict).count();
    }

    private static String more(GateResult result) {
        IntStream wanted = result.comparisons().stream()
                .filter(comparison -> comparison.verdict() == GateVerdict.INCONCLUSIVE)
                .map(Comparison::moreTrials).filter(Objects::nonNull).mapToInt(Integer::intValue);
        int most = wanted.max().orElse(0);
        return most == 0 ? "" : " " + more(most);
    }

    private static String more(int trials) {
        return trials + " more " + (trials == 1 ? "trial" : "trials") + " a side should settle it.";
    }

    /** One comparison: what changed by how much, which way is bad, and what to do. */
    static String of(Comparison comparison) {
        Integer more = comparison.moreTrials();
        String figures = Stream.of(values(comparison), interval(comparison)).filter(part -> !part.isEmpty())
                .map(part -> ", " + part).collect(Collectors.joining());
        return statement(comparison) + figures + "." + (more == null ? "" : " " + more(more));
    }

    /** Mostly the reason begins with the metric; where it does not, the metric is named before it. */
    private static String statement(Comparison comparison) {
        String reason = PlainText.of(comparison.reason()).strip().replaceFirst("\\.$", "");
        if (reason.isEmpty()) {
            return name(comparison) + change(comparison);
        }
        String metric = PlainText.name(comparison.metric().name());
        return reason.startsWith(metric + " ") ? PlainText.name(comparison.series()) + " " + reason
                : name(comparison) + ": " + reason;
    }

    private static String change(Comparison comparison) {
        Double ratio = comparison.ratio();
        return ratio == null || !Double.isFinite(ratio) ? ": " + comparison.verdict().label()
                : " is " + GateFigures.words(ratio) + judged(comparison, ratio);
    }

    private static String judged(Comparison comparison, double ratio) {
        if (ratio == 1) {
            return "";
        }
        return ratio > 1 == comparison.metric().growthIsBad() ? " (worse)" : " (better)";
    }

    private static String values(Comparison comparison) {
        if (comparison.baseline() == null || comparison.candidate() == null) {
            return "";
        }
        String unit = GateFigures.unit(comparison);
        String behind = unit.isEmpty() ? "" : " " + unit;
        return GateFigures.value(comparison, comparison.candidate()) + behind + " instead of "
                + GateFigures.value(comparison, comparison.baseline()) + behind;
    }

    private static String interval(Comparison comparison) {
        String interval = GateFigures.interval(comparison);
        return interval.equals(Figures.NONE) ? "" : "interval " + interval;
    }
}
