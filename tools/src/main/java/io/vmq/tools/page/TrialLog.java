package io.vmq.tools.page;

import io.vmq.tools.archive.HistogramLog;
import io.vmq.tools.archive.LoggedInterval;
import io.vmq.tools.archive.StoredTrial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the log has of one trial.
 *
 * @param total
 *            intervals of all frames, in order of time; empty if the log does not have the trial
 * @param queues
 *            frames by number of the queue in the document; queues without frames have none
 */
record TrialLog(List<LoggedInterval> total, Map<Integer, List<Frames>> queues) {

    static final TrialLog NONE = new TrialLog(List.of(), Map.of());

    TrialLog {
        total = List.copyOf(total);
        queues = Map.copyOf(queues);
    }

    /** How many frames of a queue were delivered in an interval, in s since the trial began. */
    record Frames(double from, double to, long count) {

        /** Histograms are large, so that only their counts are kept. */
        static Frames of(LoggedInterval interval) {
            return new Frames(interval.startSeconds(), interval.endSeconds(), interval.values().getTotalCount());
        }
    }

    /** Finds the trial by the tags that its mode, its number and its queues have. */
    static TrialLog of(@Nullable HistogramLog log, StoredTrial trial) {
        if (log == null) {
            return NONE;
        }
        List<JsonNode> queues = Values.items(trial.tree(), "queues");
        Map<Integer, List<Frames>> frames = new LinkedHashMap<>();
        for (int i = 0; i < queues.size(); i++) {
            List<LoggedInterval> found = log.intervals().get(trial.logTag(queues.get(i)));
            if (found != null) {
                frames.put(i, found.stream().map(Frames::of).toList());
            }
        }
        return new TrialLog(log.intervals().getOrDefault(trial.logTag(), List.of()), frames);
    }

    /** The whole distribution; null if the log does not have the trial. */
    @Nullable
    Histogram whole() {
        return total.isEmpty() ? null : HistogramLog.sum(total);
    }

    /** The same with at most so many intervals: neighbours are put together. */
    static List<LoggedInterval> atMost(int most, List<LoggedInterval> intervals) {
        int together = Math.ceilDiv(intervals.size(), most);
        if (together <= 1) {
            return intervals;
        }
        List<LoggedInterval> fewer = new ArrayList<>();
        for (int i = 0; i < intervals.size(); i += together) {
            List<LoggedInterval> part = intervals.subList(i, Math.min(intervals.size(), i + together));
            fewer.add(new LoggedInterval(part.getFirst().startSeconds(), part.getLast().endSeconds(),
                    HistogramLog.sum(part)));
        }
        return fewer;
    }
}
