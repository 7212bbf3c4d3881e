package io.vmq.tools.report;

import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.measure.LatencySummary;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.tools.experiment.ExperimentResult;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** One row a trial, one column a figure; what does not exist is empty. Read as it is by pandas and R. */
public final class SummaryCsv {

    private SummaryCsv() {}

    /** The header line and the rows. */
    public static String text(ExperimentResult result) {
        StringBuilder csv = new StringBuilder(String.join(",", header())).append('\n');
        for (TrialResult trial : result.trials()) {
            csv.append(row(trial).stream().map(Object::toString)
                    .collect(Collectors.joining(","))).append('\n');
        }
        return csv.toString();
    }

    private static List<String> header() {
        List<String> names = new ArrayList<>(List.of("mode", "trial", "seed", "clock", "coreMode", "valid",
                "invalidReasons", "partial", "durationNs", "intendedPps", "offeredPps", "deliveredPps", "deliveredBps",
                "deliveredL1Bps", "generated", "unsent", "delivered", "inFlight", "reordered", "lossRatio"));
        for (DropReason reason : DropReason.values()) {
            names.add("dropped:" + reason.label());
        }
        names.addAll(List.of("latencyCount", "latencyMinNs", "latencyMeanNs"));
        LatencySummary.PERCENTILES.forEach(percentile -> names.add("latencyP" + Percentiles.name(percentile) + "Ns"));
        names.addAll(List.of("latencyMaxNs", "busiestCore", "jainVms", "digest", "overflowed"));
        return names;
    }

    private static List<Object> row(TrialResult trial) {
        TrialResult.Rate rate = trial.rate();
        TrialResult.Frames frames = trial.frames();
        String reasons = trial.invalidReasons().stream().map(reason -> reason.label()).collect(Collectors.joining(" "));
        List<Object> row = new ArrayList<>(List.of(trial.mode(), trial.trial(), trial.seed(), trial.clock(),
                trial.coreMode(), trial.valid(), reasons, trial.partial(), trial.durationNs(),
                rate.intendedPps() == null ? "" : rate.intendedPps(), rate.offeredPps(), rate.deliveredPps(),
                rate.deliveredBps(), rate.deliveredL1Bps(), frames.generated(), frames.unsent(), frames.delivered(),
                frames.inFlight(), Objects.requireNonNullElse(frames.reordered(), ""), trial.lossRatio()));
        for (DropReason reason : DropReason.values()) {
            row.add(frames.dropped().of(reason));
        }
        LatencySummary latency = trial.latency();
        if (latency == null) {
            LatencySummary.PERCENTILES.forEach(percentile -> row.add(""));
            row.addAll(List.of("", "", "", ""));
        } else {
            row.addAll(List.of(latency.count(), latency.minNs(), latency.meanNs()));
            row.addAll(latency.percentilesNs());
            row.add(latency.maxNs());
        }
        row.add(trial.cores().stream().mapToDouble(TrialResult.CoreReport::busy).max().orElse(0));
        row.add(trial.fairness().jainVms() == null ? "" : trial.fairness().jainVms());
        row.add("0x" + HexFormat.of().toHexDigits(trial.source().digest()));
        row.add(frames.overflowed());
        return row;
    }
}
