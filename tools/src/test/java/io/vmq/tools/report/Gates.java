package io.vmq.tools.report;

import io.vmq.tools.gate.Comparison;
import io.vmq.tools.gate.GateResult;
import io.vmq.tools.gate.GateRules;
import io.vmq.tools.gate.GateVerdict;
import io.vmq.tools.gate.Metric;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gates made by hand, for what is printed of them. */
final class Gates {

    /** Means something to terminals, logs, XML, HTML, Markdown or tables, wherever it gets through as it is. */
    static final String NASTY = "::error::x|<b>&\"'`*_[a](http://x)@octocat #1 ##[add-mask]\u001B[31m\u009B\u202E\r\n%0A\uD800\uFFFE";

    static final Metric P50 = Metric.latency("p50");
    static final Metric P99 = Metric.latency("p99");
    static final Metric RATE = new Metric("rate", "frames/s", Metric.Better.HIGHER);
    static final Metric SCORE = new Metric("score", "ops/ms", Metric.Better.HIGHER);

    private Gates() {}

    private static Comparison settled(String series, Metric metric, double baseline, double candidate,
            GateVerdict verdict, String reason) {
        double ratio = candidate / baseline;
        return new Comparison(series, metric, 10, 10, baseline, candidate, ratio, ratio * 0.985, ratio * 1.014, 0.0123,
                verdict == GateVerdict.PASS ? 0.61 : 0.0001, 0.0002, verdict, null, reason);
    }

    private static Comparison unsettled(String series, Metric metric, double baseline, double candidate,
            @Nullable Integer moreTrials) {
        return new Comparison(series, metric, 10, 10, baseline, candidate, candidate / baseline, null, null, null, null,
                null, GateVerdict.INCONCLUSIVE, moreTrials, "trials differ too much among themselves");
    }

    private static Comparison shape(String series) {
        return new Comparison(series, Metric.SHAPE, 10, 10, null, null, 1.071, null, null, null, 0.004, null,
                GateVerdict.REGRESSED, null, "a part of the distribution is slower, by 7.1 % averaged over all of it");
    }

    private static GateResult result(GateVerdict verdict, List<Comparison> comparisons, List<String> remarks) {
        return new GateResult("results/main", "results/pr-17", GateRules.DEFAULT, verdict, 0.9,
                "permutations of whole trials, largest statistic over all comparisons", comparisons, false, remarks);
    }

    /** One of everything, and a series whose name wants to be something else. */
    static GateResult regressed() {
        return new GateResult("results/main", NASTY, GateRules.DEFAULT, GateVerdict.REGRESSED, 0.9,
                "permutations of whole trials, largest statistic over all comparisons",
                List.of(settled("vmq", P50, 4_467, 4_467, GateVerdict.PASS, ""),
                        settled("vmq", P99, 812_400, 892_100, GateVerdict.REGRESSED, "p99 is 9.8 % higher (worse)"),
                        settled("vmq", RATE, 730_123.4, 699_000, GateVerdict.PASS,
                                "rate is lower by less than matters"),
                        unsettled("rss", P99, 8_935, 9_500, 12), unsettled("rss", RATE, 771_000, 0, null),
                        settled("Ring.offer (size=64)", SCORE, 0.012345678, 0.0153, GateVerdict.IMPROVED, ""),
                        settled("Ring.offer (size=64)", P50, 10, 125, GateVerdict.REGRESSED, ""), shape("bimodal"),
                        settled(NASTY, RATE, 1_000, 900, GateVerdict.REGRESSED, "of " + NASTY),
                        settled(NASTY, P50, 0.4, 0.4000001, GateVerdict.PASS, "")),
                false, List.of("series 'vm3' is only in results/main and is left out", "of " + NASTY));
    }

    static GateResult inconclusive() {
        return result(GateVerdict.INCONCLUSIVE, List.of(settled("vmq", P99, 100, 101, GateVerdict.PASS, ""),
                unsettled("rss", P99, 8_935, 9_500, 12), unsettled("rss", RATE, 10, 11, 3)), List.of());
    }

    static GateResult improved() {
        return result(GateVerdict.IMPROVED, List.of(settled("vmq", P99, 100, 80, GateVerdict.IMPROVED, "")), List.of());
    }

    static GateResult nothing() {
        return result(GateVerdict.INCONCLUSIVE, List.of(), List.of("the machine was busy"));
    }

    static GateResult passed() {
        return result(GateVerdict.PASS, List.of(settled("vmq", P99, 100, 100, GateVerdict.PASS, "")), List.of());
    }

    /** So many series of one plain pass each, and as many of one that is none. */
    static GateResult many(int count) {
        List<Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            comparisons.add(settled("pass" + i, P99, 100, 100, GateVerdict.PASS, ""));
        }
        for (int i = 0; i < count; i++) {
            comparisons.add(settled("bad" + i + NASTY.repeat(5), P99, 100, 200, GateVerdict.REGRESSED, ""));
        }
        return result(GateVerdict.REGRESSED, comparisons, List.of());
    }
}
