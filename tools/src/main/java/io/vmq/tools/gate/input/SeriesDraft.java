package io.vmq.tools.gate.input;

import io.vmq.tools.gate.Metric;
import io.vmq.tools.gate.QuantileCurve;
import io.vmq.tools.gate.Series;
import io.vmq.tools.gate.TrialFigures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A series that is being read. For one thread. */
final class SeriesDraft {

    private final String name;
    private final Set<Metric> metrics = new LinkedHashSet<>();
    private final List<TrialFigures> trials = new ArrayList<>();
    /** How many trials had a zero there, by name of the figure. */
    private final Map<String, Integer> zeros = new TreeMap<>();
    private int repeated;

    SeriesDraft(String name) {
        this.name = name;
    }

    /** Figures that the series has, also if no trial should be left. */
    void expect(Set<Metric> expected) {
        metrics.addAll(expected);
    }

    /**
     * Adds a trial. Figures of zero, which have no ratio, are left out, but for rates. A trial in virtual time that says the same as one
     * that is there already is that one again, and left out.
     */
    void add(@Nullable String block, Map<Metric, Double> figures, @Nullable QuantileCurve curve) {
        Map<Metric, Double> kept = new LinkedHashMap<>();
        figures.forEach((metric, value) -> {
            if (value > 0 || metric.isRate()) {
                kept.put(metric, value);
            } else {
                zeros.merge(metric.name(), 1, Integer::sum);
            }
        });
        metrics.addAll(figures.keySet());
        TrialFigures trial = new TrialFigures(block, kept, curve);
        if (block != null && trials.contains(trial)) {
            repeated++;
        } else {
            trials.add(trial);
        }
    }

    Series series() {
        return new Series(name, List.copyOf(metrics), trials);
    }

    /** Sentences about what was left out. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        zeros.forEach((metric, count) -> remarks.add(metric + " of " + name + " is 0 in " + Counts.of(count, "trial")
                + ", and left out there: zero has no ratio."));
        if (repeated > 0) {
            remarks.add(Counts.of(repeated, "trial") + " of " + name
                    + " in virtual time left out: each repeats another one exactly.");
        }
        return remarks;
    }
}
