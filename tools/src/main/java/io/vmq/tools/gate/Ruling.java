package io.vmq.tools.gate;

import io.vmq.tools.gate.statistics.Finding;
import io.vmq.tools.gate.statistics.Interval;
import io.vmq.tools.gate.statistics.Layout;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a finding under the rules.
 *
 * <p>
 * <em>Regressed</em> and <em>improved</em> take a difference that is beyond chance, at least the smallest effect that matters, and more than the baseline shows against
 * itself. <em>Pass</em> takes a difference below the smallest effect that matters, and an interval that rules out a regression of twice that; that all comparisons must show it is why this needs
 * no correction (intersection-union). What is neither is inconclusive.
 */
record Ruling(GateVerdict verdict, @Nullable Integer moreTrials, String reason) {

    private static final int MOST_MORE_TRIALS = 1_000;
    /** From so many trials a side on, permutations can show something among any number of comparisons. */
    private static final int TRIALS_TO_SHOW_SOMETHING = 5;
    /** A difference has to stand out by this much more among many comparisons than it would alone. */
    private static final double AMONG_MANY = 1.6;

    private static final Ruling PASS = new Ruling(GateVerdict.PASS, null, "");

    /**
     * Rules on a figure.
     *
     * @param layout
     *            of the trials behind it
     */
    static Ruling of(Metric metric, Finding finding, GateRules rules, Layout layout) {
        double worse = metric.growthIsBad() ? finding.shift() : -finding.shift();
        double bar = Math.log1p(rules.minEffect());
        double floor = finding.noise() == null ? 0 : finding.noise();
        Double pValue = finding.pValue();
        Interval interval = finding.interval();
        boolean isReal = pValue != null && pValue <= rules.alpha() && Math.abs(worse) >= Math.max(bar, floor);
        if (isReal) {
            return new Ruling(worse > 0 ? GateVerdict.REGRESSED : GateVerdict.IMPROVED, null,
                    metric.name() + " is " + difference(finding.shift()) + " (" + (worse > 0 ? "worse" : "better")
                            + ")");
        }
        if (interval == null) {
            return new Ruling(GateVerdict.INCONCLUSIVE,
                    Math.max(1, TRIALS_TO_SHOW_SOMETHING - layout.independentTrials()),
                    "one trial says nothing about chance");
        }
        double worst = metric.growthIsBad() ? interval.high() : -interval.low();
        if (worse < bar && worst <= ruledOut(rules)) {
            return PASS;
        }
        return inconclusive(metric, finding, rules, layout, worse, worst);
    }

    /** The regression that a pass rules out: to rule out the smallest effect itself, nothing at all may be seen of it. */
    private static double ruledOut(GateRules rules) {
        return Math.log1p(2 * rules.minEffect());
    }

    private static Ruling inconclusive(Metric metric, Finding finding, GateRules rules, Layout layout, double worse,
            double worst) {
        int trials = layout.independentTrials();
        boolean seemsWorse = worse >= Math.log1p(rules.minEffect());
        double halfWidth = worst - worse;
        double needed = seemsWorse ? Math.max(TRIALS_TO_SHOW_SOMETHING, trials * square(AMONG_MANY * halfWidth / worse))
                : trials * square(halfWidth / (ruledOut(rules) - worse));
        double more = layout.trialsPerIndependent() * Math.max(1, Math.ceil(needed) - trials);
        String seen = metric.name() + " is " + difference(finding.shift()) + ", and up to "
                + difference(metric.growthIsBad() ? worst : -worst) + " cannot be ruled out";
        return more <= MOST_MORE_TRIALS ? new Ruling(GateVerdict.INCONCLUSIVE, (int) more, seen)
                : new Ruling(GateVerdict.INCONCLUSIVE, null,
                        seen + "; it is too noisy for any number of trials that could be run");
    }

    /** Rules on a shape: it can show that a part got slower, never that none did. */
    static Ruling ofShape(Finding finding, GateRules rules) {
        Double pValue = finding.pValue();
        if (pValue != null && pValue <= rules.alpha() && finding.shift() >= Math.log1p(rules.minEffect())) {
            return new Ruling(GateVerdict.REGRESSED, null, String.format(Locale.ROOT,
                    "a part of the distribution is slower, by %.1f %% averaged over all of it",
                    100 * Math.expm1(finding.shift())));
        }
        return PASS;
    }

    private static double square(double value) {
        return value * value;
    }

    private static String difference(double shift) {
        double percent = 100 * Math.expm1(shift);
        return String.format(Locale.ROOT, "%.1f %% %s", Math.abs(percent), percent < 0 ? "lower" : "higher");
    }
}
