package io.vmq.tools.gate;

import io.vmq.dispatch.measure.Median;
import io.vmq.tools.gate.statistics.Battery;
import io.vmq.tools.gate.statistics.Figure;
import io.vmq.tools.gate.statistics.Finding;
import io.vmq.tools.gate.statistics.Interval;
import io.vmq.tools.gate.statistics.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares two sides, series by series that both have, and says what it comes to. The same sides, rules and seed give the same result. One thread uses an
 * instance, once.
 */
public final class GateJudge {

    private static final int MOST_NAMED = 5;

    private final Side baseline;
    private final Side candidate;
    private final GateRules rules;
    private final Battery battery;
    private final List<Case> cases = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<String> tooFewForShapes = new ArrayList<>();

    /**
     * One comparison on its way to a verdict.
     *
     * @param number
     *            of its finding, null if there is nothing to test
     * @param ruled
     *            what follows where there is nothing to test
     */
    private record Case(String series, Metric metric, Pairing pairing, @Nullable Double baseline,
            @Nullable Double candidate, @Nullable Integer number, @Nullable Ruling ruled) {}

    private GateJudge(Side baseline, Side candidate, GateRules rules) {
        this.baseline = baseline;
        this.candidate = candidate;
        this.rules = rules;
        battery = new Battery(rules.alpha(), rules.seed());
    }

    /** Judges the series that both sides have; a series of one side only is a remark, none in common is inconclusive. */
    public static GateResult judge(Side baseline, Side candidate, GateRules rules) {
        return new GateJudge(baseline, candidate, rules).judge();
    }

    private GateResult judge() {
        Map<String, Series> candidates = byName(candidate);
        for (Series series : baseline.series()) {
            Series other = candidates.get(series.name());
            if (other != null) {
                compare(series, other);
            }
        }
        List<Finding> findings = battery.run();
        List<Comparison> comparisons = cases.stream().map(one -> comparison(one, findings)).toList();
        return new GateResult(baseline.source(), candidate.source(), rules, overall(comparisons), battery.confidence(),
                method(findings), comparisons,
                false, remarks());
    }

    private static Map<String, Series> byName(Side side) {
        return side.series().stream()
                .collect(Collectors.toMap(Series::name, series -> series, (first, _) -> first, LinkedHashMap::new));
    }

    private void compare(Series one, Series other) {
        Set<Metric> metrics = new LinkedHashSet<>(one.metrics());
        metrics.addAll(other.metrics());
        for (Metric metric : metrics) {
            Pairing pairing = Pairing.of(having(one, metric), having(other, metric));
            cases.add(figure(one.name(), metric, pairing));
        }
        compareShapes(one, other);
    }

    private static List<TrialFigures> having(Series series, Metric metric) {
        return series.trials().stream().filter(trial -> trial.figures().containsKey(metric)).toList();
    }

    private Case figure(String series, Metric metric, Pairing pairing) {
        double[] values = pairing.trials().stream()
                .mapToDouble(trial -> Objects.requireNonNull(trial.figures().get(metric))).toArray();
        Double before = level(pairing.baseline(), metric, pairing.layout().isFew());
        Double after = level(pairing.candidate(), metric, pairing.layout().isFew());
        Ruling untestable = untestable(metric, pairing, values, before, after);
        if (untestable != null) {
            return new Case(series, metric, pairing, before, after, null, untestable);
        }
        double[] logs = values.clone();
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Math.log(values[i]);
        }
        Figure figure = new Figure(pairing.layout(), logs);
        return new Case(series, metric, pairing, before, after, battery.add(figure), null);
    }

    /** The median over trials, or, where there are few, the geometric mean, which agrees with the ratio of the means of logarithms. */
    private static @Nullable Double level(List<TrialFigures> trials, Metric metric, boolean isFew) {
        double[] values = trials.stream().mapToDouble(trial -> Objects.requireNonNull(trial.figures().get(metric)))
                .toArray();
        if (values.length == 0) {
            return null;
        }
        boolean areEqual = Arrays.stream(values).allMatch(value -> value == values[0]);
        return isFew && !areEqual ? Math.exp(Arrays.stream(values).map(Math::log).average().orElseThrow())
                : Median.of(values);
    }

    /** What is said of figures that have no ratio, or null if they have one. */
    private static @Nullable Ruling untestable(Metric metric, Pairing pairing, double[] values,
            @Nullable Double before, @Nullable Double after) {
        if (before == null || after == null) {
            return new Ruling(GateVerdict.INCONCLUSIVE, null,
                    "no trial of the " + (before == null ? "baseline" : "candidate") + " has " + metric.name());
        }
        long zeros = Arrays.stream(values).filter(value -> !(value > 0)).count();
        if (zeros == 0) {
            return null;
        }
        if (zeros == values.length) {
            return new Ruling(GateVerdict.PASS, null, metric.name() + " is zero on both sides");
        }
        boolean isBaselineZero = isZero(pairing.baseline(), metric);
        if (isBaselineZero || isZero(pairing.candidate(), metric)) {
            boolean isWorse = isBaselineZero == metric.growthIsBad();
            return new Ruling(isWorse ? GateVerdict.REGRESSED : GateVerdict.IMPROVED, null,
                    metric.name() + " is zero in every trial of the " + (isBaselineZero ? "baseline" : "candidate"));
        }
        return new Ruling(GateVerdict.INCONCLUSIVE, null,
                metric.name() + " is zero in " + zeros + " of " + values.length + " trials, so it has no ratio");
    }

    private static boolean isZero(List<TrialFigures> trials, Metric metric) {
        return trials.stream().noneMatch(trial -> Objects.requireNonNull(trial.figures().get(metric)) > 0);
    }

    private void compareShapes(Series one, Series other) {
        Pairing pairing = Pairing.of(one.trials(), other.trials());
        if (pairing.leftOut() > 0) {
            remarks.add(pairing.leftOut() + (pairing.leftOut() == 1 ? " trial of " : " trials of ") + one.name()
                    + " without a partner of the same block on the other side left out");
        }
        long curves = pairing.trials().stream().filter(trial -> trial.curve() != null).count();
        if (curves == 0) {
            return;
        }
        List<double[]> logs = pairing.trials().stream().map(GateJudge::logs).filter(Objects::nonNull).toList();
        if (!battery.canPermute(pairing.layout())) {
            tooFewForShapes.add(one.name());
        } else if (logs.size() < pairing.layout().size()) {
            remarks.add("the shape of " + one.name() + " is not compared: " + (pairing.layout().size() - logs.size())
                    + " of " + pairing.layout().size() + " trials have no whole distribution above zero");
        } else {
            int number = battery.add(new Shape(pairing.layout(), logs));
            cases.add(new Case(one.name(), Metric.SHAPE, pairing, null, null, number, null));
        }
    }

    private static double @Nullable [] logs(TrialFigures trial) {
        QuantileCurve curve = trial.curve();
        return curve == null || curve.values().stream().anyMatch(value -> !(value > 0)) ? null
                : curve.values().stream().mapToDouble(Math::log).toArray();
    }

    private Comparison comparison(Case one, List<Finding> findings) {
        Integer number = one.number();
        if (number == null) {
            return comparison(one, null, Objects.requireNonNull(one.ruled()));
        }
        Finding finding = findings.get(number);
        if (one.metric().equals(Metric.SHAPE)) {
            return comparison(one, finding, Ruling.ofShape(finding, rules));
        }
        if (finding.interval() == null && finding.shift() == 0 && one.pairing().isPaired()) {
            return comparison(one, finding, new Ruling(GateVerdict.PASS, null, ""));
        }
        return comparison(one, finding, Ruling.of(one.metric(), finding, rules, one.pairing().layout()));
    }

    private static Comparison comparison(Case one, @Nullable Finding finding, Ruling ruling) {
        Interval interval = finding == null ? null : finding.interval();
        return new Comparison(one.series(), one.metric(), one.pairing().baseline().size(),
                one.pairing().candidate().size(), one.baseline(), one.candidate(),
                finding == null ? null : Double.valueOf(Math.exp(finding.shift())),
                interval == null ? null : Double.valueOf(Math.exp(interval.low())),
                interval == null ? null : Double.valueOf(Math.exp(interval.high())),
                finding == null || finding.noise() == null ? null : Double.valueOf(Math.expm1(finding.noise())),
                finding == null ? null : finding.pValue(), finding == null ? null : finding.rankP(), ruling.verdict(),
                ruling.moreTrials(), ruling.reason());
    }

    /** Regressed before inconclusive before improved before pass. */
    static GateVerdict overall(List<Comparison> comparisons) {
        Set<GateVerdict> verdicts = comparisons.stream().map(Comparison::verdict).collect(Collectors.toSet());
        if (verdicts.isEmpty()) {
            return GateVerdict.INCONCLUSIVE;
        }
        return Stream.of(GateVerdict.REGRESSED, GateVerdict.INCONCLUSIVE, GateVerdict.IMPROVED)
                .filter(verdicts::contains).findFirst().orElse(GateVerdict.PASS);
    }

    private String method(List<Finding> findings) {
        List<Case> tested = cases.stream()
                .filter(one -> one.number() != null && findings.get(one.number()).pValue() != null).toList();
        long permuted = tested.stream().filter(one -> battery.canPermute(one.pairing().layout())).count();
        long few = tested.size() - permuted;
        List<String> parts = new ArrayList<>();
        if (permuted > 0) {
            parts.add(
                    "permutation of trials, maxT over " + permuted + (permuted == 1 ? " comparison" : " comparisons"));
        }
        if (few > 0) {
            parts.add("Student's t with Holm's correction over " + few
                    + (few == 1 ? " comparison" : " comparisons") + " of too few trials to permute");
        }
        return parts.isEmpty() ? "nothing could be tested" : String.join("; ", parts);
    }

    private List<String> remarks() {
        baseline.remarks().forEach(remark -> remarks.add("baseline: " + remark));
        candidate.remarks().forEach(remark -> remarks.add("candidate: " + remark));
        if (!tooFewForShapes.isEmpty()) {
            remarks.add("the shape of " + firstOf(tooFewForShapes)
                    + " is not compared: there are too few trials, or pairs of trials, to exchange");
        }
        missing(baseline, candidate, "baseline").ifPresent(remarks::add);
        missing(candidate, baseline, "candidate").ifPresent(remarks::add);
        return remarks;
    }

    private static Optional<String> missing(Side side, Side other, String name) {
        Set<String> there = byName(other).keySet();
        List<String> only = side.series().stream().map(Series::name).filter(series -> !there.contains(series)).toList();
        if (only.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("only the " + name + " has " + firstOf(only) + ", not compared");
    }

    private static String firstOf(List<String> names) {
        return names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                + (names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "");
    }
}
