package io.vmq.tools.gate;

import java.util.List;

/**
 * Trials of one thing: a mode, a tag of a histogram log, a benchmark.
 *
 * @param name
 *            by which the other side's series is found
 * @param metrics
 *            in the order in which they are shown
 * @param trials
 *            in the order in which they ran
 */
public record Series(String name, List<Metric> metrics, List<TrialFigures> trials) {

    public Series {
        metrics = List.copyOf(metrics);
        trials = List.copyOf(trials);
    }
}
