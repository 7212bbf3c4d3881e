package io.vmq.tools.report;

import io.vmq.dispatch.measure.LatencySummary;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.tools.sweep.CellResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A column of a sweep: a figure of a trial, its unit at the end of its name.
 *
 * @param kind
 *            what its values are
 * @param value
 *            null where there is none
 */
record SweepColumn(String name, Kind kind, Function<CellResult, @Nullable Object> value) {

    /** What stands in a column. */
    enum Kind {
        /** A text. */
        WORD,
        /** A number. */
        FIGURE,
        /** True or false. */
        FLAG
    }

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}(\\.[0-9]+(E-?[0-9]{1,2})?)?");

    /** The figures of a trial, in the order of the columns. */
    static final List<SweepColumn> FIGURES = figures();

    /** The value as it stands in a row; empty where there is none. */
    String text(CellResult result) {
        Object found = value.apply(result);
        return found == null ? "" : found.toString();
    }

    /** Whether a text could stand in this column. */
    boolean accepts(String text) {
        return switch (kind) {
            case WORD -> true;
            case FLAG -> text.equals("true") || text.equals("false");
            case FIGURE -> text.isEmpty() || NUMBER.matcher(text).matches();
        };
    }

    private static List<SweepColumn> figures() {
        List<SweepColumn> columns = new ArrayList<>();
        columns.add(new SweepColumn("valid", Kind.FLAG, result -> result.trial().valid()));
        columns.add(new SweepColumn("invalid_reasons", Kind.WORD, SweepColumn::reasons));
        columns.add(new SweepColumn("limited_by", Kind.WORD, result -> result.limit().label()));
        columns.add(figure("duration_ns", TrialResult::durationNs));
        columns.add(figure("intended_pps", trial -> trial.rate().intendedPps()));
        columns.add(figure("offered_pps", trial -> trial.rate().offeredPps()));
        columns.add(figure("delivered_pps", trial -> trial.rate().deliveredPps()));
        columns.add(figure("delivered_bps", trial -> trial.rate().deliveredBps()));
        columns.add(figure("delivered_l1_bps", trial -> trial.rate().deliveredL1Bps()));
        columns.add(figure("loss_ratio", TrialResult::lossRatio));
        columns.add(figure("latency_min_ns", trial -> latency(trial, LatencySummary::minNs)));
        columns.add(figure("latency_mean_ns", trial -> latency(trial, LatencySummary::meanNs)));
        for (double percentile : LatencySummary.PERCENTILES) {
            columns.add(figure("latency_p" + Percentiles.name(percentile) + "_ns",
                    trial -> latency(trial, summary -> summary.atNs(percentile))));
        }
        columns.add(figure("latency_max_ns", trial -> latency(trial, LatencySummary::maxNs)));
        columns.add(figure("busiest_core_ratio",
                trial -> trial.cores().stream().mapToDouble(TrialResult.CoreReport::busy).max().orElse(0)));
        columns.add(figure("jain_vms", trial -> trial.fairness().jainVms()));
        columns.add(figure("generated_frames", trial -> trial.frames().generated()));
        columns.add(figure("unsent_frames", trial -> trial.frames().unsent()));
        columns.add(figure("delivered_frames", trial -> trial.frames().delivered()));
        columns.add(figure("dropped_frames", trial -> trial.frames().dropped().total()));
        columns.add(figure("overflowed_frames", trial -> trial.frames().overflowed()));
        columns.add(figure("reordered_frames", trial -> trial.frames().reordered()));
        return List.copyOf(columns);
    }

    private static SweepColumn figure(String name, Function<TrialResult, @Nullable Object> value) {
        return new SweepColumn(name, Kind.FIGURE, result -> value.apply(result.trial()));
    }

    private static @Nullable Object latency(TrialResult trial, Function<LatencySummary, Object> value) {
        return trial.latency() == null ? null : value.apply(trial.latency());
    }

    private static String reasons(CellResult result) {
        return result.trial().invalidReasons().stream().map(reason -> reason.label()).collect(Collectors.joining(" "));
    }
}
