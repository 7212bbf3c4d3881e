package io.vmq.tools.archive;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The histogram log beside a result document, held against it.
 *
 * @param log
 *            null if there is none, or one of another run
 * @param foreignTag
 *            of a log of another run the first tag under which it tells something else than the document; otherwise null
 */
public record ResultLog(@Nullable HistogramLog log, @Nullable String foreignTag) {

    private static final Map<String, Double> PERCENTILES = Map.of("p50", 50.0, "p90", 90.0, "p99", 99.0, "p99.9", 99.9);
    /** How far percentiles of the log may be from those of the document: histograms keep three digits. */
    private static final double THREE_DIGITS = 0.002;
    /** Durations from here on are in the document, and left out of the log. */
    private static final long LONGEST_LOGGED_NS = 10_000_000_000L;

    /**
     * Reads the log, if there is one. Trials that were cut short are not held against it.
     *
     * @throws io.vmq.tools.scenario.BadInputException
     *             if it is no log, or damaged
     */
    public static ResultLog of(StoredResult result) {
        Path file = result.log();
        if (file == null) {
            return new ResultLog(null, null);
        }
        HistogramLog log = HistogramLogReader.read(file);
        Optional<String> foreign = result.trials().stream().filter(trial -> !trial.partial())
                .filter(trial -> log.intervals().containsKey(trial.logTag()))
                .filter(trial -> !agree(log.sum(trial.logTag()), trial.tree().path("latencyNs")))
                .map(StoredTrial::logTag).findFirst();
        return foreign.isPresent() ? new ResultLog(null, foreign.get()) : new ResultLog(log, null);
    }

    /** Whether a log's sum can be what a document summarises; a trial without latencies has none in the log either. */
    private static boolean agree(Histogram sum, JsonNode latency) {
        if (!latency.isObject()) {
            return sum.getTotalCount() == 0;
        }
        long count = latency.path("count").longValue();
        if (latency.path("max").longValue() >= LONGEST_LOGGED_NS) {
            return sum.getTotalCount() <= count;
        }
        return sum.getTotalCount() == count && PERCENTILES.entrySet().stream().allMatch(percentile -> isAbout(
                (double) sum.getValueAtPercentile(percentile.getValue()),
                latency.path(percentile.getKey()).doubleValue()));
    }

    private static boolean isAbout(double logged, double told) {
        return Math.abs(logged - told) <= told * THREE_DIGITS;
    }
}
