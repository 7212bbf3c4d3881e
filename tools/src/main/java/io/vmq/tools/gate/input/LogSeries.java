package io.vmq.tools.gate.input;

import io.vmq.tools.archive.HistogramLog;
import io.vmq.tools.archive.HistogramLogReader;
import io.vmq.tools.gate.Metric;
import io.vmq.tools.gate.QuantileCurve;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * Series out of histogram logs: one a tag, to which each file gives a trial. In a log of ours a tag says which trial of which mode it
 * is. For one thread.
 */
final class LogSeries {

    private static final Pattern OUR_TAG = Pattern.compile("([a-z0-9-]+)(?:\\.t([1-9][0-9]{0,8}))?(?:\\.(.*q[0-9]+))?");

    private final SideOptions options;
    private final SideDraft draft;
    private final UntaggedNames names;
    private final UnitOfFiles unit;
    private final List<Path> ours = new ArrayList<>();

    LogSeries(SideOptions options, SideDraft draft, UntaggedNames names, UnitOfFiles unit) {
        this.options = options;
        this.draft = draft;
        this.names = names;
        this.unit = unit;
    }

    void add(InputFile file) {
        HistogramLog log = HistogramLogReader.read(file.path());
        double ns = unit.nsOf(log);
        if (log.isOurs()) {
            ours.add(file.path());
            addOurs(log, ns);
            return;
        }
        log.intervals().keySet().forEach(tag -> add(tag.isEmpty() ? names.of(file) : tag, log, tag, ns));
    }

    /** What logs of ours do not say, which the documents beside them do. */
    void remark() {
        if (!ours.isEmpty()) {
            int others = ours.size() - 1;
            draft.remark(ours.getFirst() + (others == 0 ? "" : " and " + Counts.of(others, "other log"))
                    + " read without the document of its run: trials that are INVALID or partial count as well, and scenario"
                    + " and machine are not compared (give the folder with result.json instead).");
        }
    }

    /** Trials in order of their numbers, and queues where they were asked for. */
    private void addOurs(HistogramLog log, double ns) {
        if (options.by() == By.VM) {
            draft.remark(log.file() + " does not say which VM its frames were for.");
        }
        Map<String, Map<Integer, String>> bySeries = new LinkedHashMap<>();
        for (String tag : log.intervals().keySet()) {
            Matcher ours = OUR_TAG.matcher(tag);
            if (!ours.matches()) {
                bySeries.computeIfAbsent(tag, any -> new TreeMap<>()).put(0, tag);
            } else if (ours.group(3) == null || options.by() == By.QUEUE) {
                String queue = ours.group(3) == null ? "" : "/" + ours.group(3).replace('.', '/');
                int trial = ours.group(2) == null ? 0 : Integer.parseInt(ours.group(2));
                bySeries.computeIfAbsent(ours.group(1) + queue, any -> new TreeMap<>()).put(trial, tag);
            }
        }
        bySeries.forEach((series, tags) -> List.copyOf(tags.values()).forEach(tag -> add(series, log, tag, ns)));
    }

    private void add(String series, HistogramLog log, String tag, double ns) {
        Histogram sum = log.sum(tag);
        Map<Metric, Double> figures = new LinkedHashMap<>();
        QuantileCurve curve = null;
        if (sum.getTotalCount() > 0) {
            double scale = log.scale() * ns;
            RecordedPercentiles values = new RecordedPercentiles(sum);
            figures.putAll(Latencies.figures(percentile -> values.valueAt(percentile) * scale));
            curve = QuantileCurve.of(percentile -> values.valueAt(percentile) * scale);
        }
        double seconds = log.seconds(tag);
        if (seconds > 0) {
            figures.put(Metric.rate(), sum.getTotalCount() / seconds);
        } else {
            draft.remark(log.file() + " does not say how long the intervals of " + series + " are: no rate.");
        }
        draft.series(series).add(null, figures, curve);
    }
}
