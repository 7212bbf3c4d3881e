package io.vmq.tools.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Stand-in. */
public final class GateJudge {

    private GateJudge() {}

    /** Stand-in. */
    public static GateResult judge(Side baseline, Side candidate, GateRules rules) {
        List<Comparison> all = new ArrayList<>();
        for (Series series : baseline.series()) {
            Series other = candidate.series().stream().filter(each -> each.name().equals(series.name())).findFirst()
                    .orElseThrow();
            for (Metric metric : series.metrics()) {
                double one = Objects.requireNonNull(series.trials().getFirst().figures().get(metric));
                double two = Objects.requireNonNull(other.trials().getFirst().figures().get(metric));
                double worse = metric.growthIsBad() ? two / one : one / two;
                GateVerdict verdict = worse > 1 + rules.minEffect() ? GateVerdict.REGRESSED
                        : 1 / worse > 1 + rules.minEffect() ? GateVerdict.IMPROVED : GateVerdict.PASS;
                all.add(new Comparison(series.name(), metric, series.trials().size(), other.trials().size(), one, two,
                        two / one, null, null, null, null, null, verdict, null, ""));
            }
        }
        GateVerdict verdict = Stream
                .of(GateVerdict.REGRESSED, GateVerdict.INCONCLUSIVE, GateVerdict.IMPROVED, GateVerdict.PASS)
                .filter(each -> all.stream().anyMatch(comparison -> comparison.verdict() == each)).findFirst()
                .orElseThrow();
        return new GateResult(baseline.source(), candidate.source(), rules, verdict, "Stand-in.", all,
                Stream.concat(baseline.remarks().stream(), candidate.remarks().stream()).toList());
    }
}
