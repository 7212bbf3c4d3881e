package io.vmq.tools.archive;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;

/**
 * An HdrHistogram interval log (.hlog, .hdr), whichever implementation wrote it.
 *
 * @param intervals
 *            by tag, in order of the file; intervals without a tag under the empty one
 * @param isOurs
 *            whether vmq wrote it: values are ns, tags are {@code MODE}, {@code MODE.tk} for trial k, and these with {@code .qN} or
 *            {@code .NIC.qN} behind them for one queue
 * @param scale
 *            what a recorded 1 stands for, in the unit in which it was recorded: 1, and less in a log of fractions
 * @param maxColumnRatio
 *            how many times larger values are than the log's column of maxima, which people read; empty if it does not tell. 1,000,000 is
 *            what most tools write whose values are ns.
 */
public record HistogramLog(Path file, Map<String, List<LoggedInterval>> intervals, boolean isOurs, double scale,
        OptionalDouble maxColumnRatio) {

    public HistogramLog {
        Map<String, List<LoggedInterval>> copy = new LinkedHashMap<>();
        intervals.forEach((tag, list) -> copy.put(tag, List.copyOf(list)));
        intervals = Collections.unmodifiableMap(copy);
    }

    /**
     * All that was recorded under a tag; nothing under one that the log does not have. A new histogram, of the width of the tag's
     * first interval and as fine as its finest.
     */
    public Histogram sum(String tag) {
        List<LoggedInterval> parts = intervals.getOrDefault(tag, List.of());
        int digits = parts.stream().mapToInt(part -> part.values().getNumberOfSignificantValueDigits()).max().orElse(3);
        if (parts.isEmpty()) {
            return new Histogram(digits);
        }
        AbstractHistogram first = parts.getFirst().values();
        Histogram sum = new Histogram(first.getLowestDiscernibleValue(), first.getHighestTrackableValue(), digits);
        sum.setAutoResize(true);
        parts.forEach(part -> sum.add(part.values()));
        return sum;
    }

    /** Lengths of all intervals of a tag, added up. */
    public double seconds(String tag) {
        return intervals.getOrDefault(tag, List.of()).stream()
                .mapToDouble(part -> part.endSeconds() - part.startSeconds()).sum();
    }
}
