package io.vmq.tools.gate.input;

import io.vmq.tools.archive.HistogramLog;
import io.vmq.tools.archive.ResultLog;
import io.vmq.tools.archive.ResultReader;
import io.vmq.tools.archive.StoredResult;
import io.vmq.tools.archive.StoredTrial;
import io.vmq.tools.gate.Metric;
import io.vmq.tools.gate.QuantileCurve;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Series out of result documents: one a mode, and as {@code mode/vm1} or {@code mode/q3}, with several NICs {@code mode/nic1/q3}, one for each
 * VM or queue where that was asked for. The whole distributions come from the log beside a document. For one thread.
 */
final class ResultSeries {

    private static final Set<Metric> METRICS = metrics();
    private static final double NS_PER_SECOND = 1e9;

    private final SideOptions options;
    private final SideDraft draft;
    private final LeftOutTrials leftOut = new LeftOutTrials();
    /** In how many trials a part of them had no frames, by name of its series. */
    private final Map<String, Integer> idle = new LinkedHashMap<>();

    ResultSeries(SideOptions options, SideDraft draft) {
        this.options = options;
        this.draft = draft;
    }

    private static Set<Metric> metrics() {
        Set<Metric> metrics = new LinkedHashSet<>(Latencies.figures(percentile -> 1).keySet());
        metrics.add(Metric.frameRate());
        return metrics;
    }

    /** Adds the trials of a result folder, or document. */
    void add(Path place) {
        StoredResult result = ResultReader.read(place);
        ResultCircumstances circumstances = new ResultCircumstances(result);
        draft.circumstances(Circumstances.SCENARIO, circumstances.ofScenario(), result.file());
        draft.circumstances(Circumstances.MACHINE, circumstances.ofMachine(), result.file());
        draft.circumstances(Circumstances.NOTED, circumstances.noted(), result.file());
        HistogramLog log = logOf(result);
        for (StoredTrial trial : result.trials()) {
            draft.series(trial.mode()).expect(METRICS);
            if (options.allowInvalid() || leftOut.mayStay(trial)) {
                add(trial, log);
            }
        }
    }

    /** The log beside a result; null if there is none, or one that tells something else of any trial. */
    private @Nullable HistogramLog logOf(StoredResult result) {
        ResultLog beside = ResultLog.of(result);
        if (beside.foreignTag() != null) {
            draft.remark(result.log() + " does not have under " + beside.foreignTag() + " what " + result.file()
                    + " says: it is the log of another run, and left out.");
        }
        return beside.log();
    }

    /** Sentences about trials that were left out. */
    void remark() {
        leftOut.remarks().forEach(draft::remark);
        idle.forEach((series, trials) -> {
            if (draft.has(series)) {
                draft.remark(series + " has no figures of " + Counts.of(trials, "trial")
                        + ", in which no frame came for it.");
            }
        });
    }

    private void add(StoredTrial trial, @Nullable HistogramLog log) {
        double rate = trial.tree().path("rate").path("deliveredPps").doubleValue();
        add(trial, trial.mode(), trial.tree(), rate, curve(log, trial.logTag()));
        if (options.by() == By.VM) {
            for (JsonNode vm : trial.tree().path("vms")) {
                addPart(trial, vm, "generated", vm.path("name").asString(), null);
            }
        } else if (options.by() == By.QUEUE) {
            addQueues(trial, log);
        }
    }

    private void addQueues(StoredTrial trial, @Nullable HistogramLog log) {
        boolean hasSeveralNics = trial.hasSeveralNics();
        for (JsonNode queue : trial.tree().path("queues")) {
            String number = "q" + queue.path("id").asString();
            String nic = queue.path("nic").asString();
            addPart(trial, queue, "received", hasSeveralNics ? nic + "/" + number : number,
                    curve(log, trial.logTag(queue)));
        }
    }

    /** A part of a trial that no frame was meant for says nothing; one that lost all of them has a rate, of zero. */
    private void addPart(StoredTrial trial, JsonNode part, String meant, String name, @Nullable QuantileCurve curve) {
        String series = trial.mode() + "/" + name;
        double durationNs = trial.tree().path("durationNs").doubleValue();
        if (part.path(meant).longValue() > 0 && durationNs > 0) {
            double rate = part.path("delivered").doubleValue() / durationNs * NS_PER_SECOND;
            add(trial, series, part, rate, curve);
        } else {
            idle.merge(series, 1, Integer::sum);
        }
    }

    private void add(StoredTrial trial, String series, JsonNode part, double rate, @Nullable QuantileCurve curve) {
        Map<Metric, Double> figures = new LinkedHashMap<>();
        JsonNode latency = part.path("latencyNs");
        if (latency.isObject()) {
            METRICS.stream().filter(metric -> !metric.isRate())
                    .forEach(metric -> figures.put(metric, latency.path(metric.name()).doubleValue()));
        }
        figures.put(Metric.frameRate(), rate);
        draft.series(series).add(block(trial), figures, curve);
    }

    /** In virtual time the same seed makes the same frames, wherever it runs. */
    private static @Nullable String block(StoredTrial trial) {
        return trial.clock().equals("virtual") ? "virtual seed=" + trial.seed() + " digest=" + trial.digest() : null;
    }

    /** Null if the log has nothing of it, as in capacity runs. */
    private static @Nullable QuantileCurve curve(@Nullable HistogramLog log, String tag) {
        if (log == null || !log.intervals().containsKey(tag)) {
            return null;
        }
        Histogram sum = log.sum(tag);
        return sum.getTotalCount() == 0 ? null : QuantileCurve.of(new RecordedPercentiles(sum)::valueAt);
    }
}
