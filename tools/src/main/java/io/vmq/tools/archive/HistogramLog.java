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
     * All that was recorded under a tag; nothing under one that the log does not have. A new histogram, as
     * wide and fine as the tag's finest interval.
     */
    public Histogram sum(String tag) {
        return sum(intervals.getOrDefault(tag, List.of()));
    }

    /** All that was recorded in some intervals; a new histogram, as wide and fine as the finest of them. */
    public static Histogram sum(List<LoggedInterval> some) {
        Histogram sum = new Histogram(1);
        boolean isFirst = true;
        for (LoggedInterval interval : some) {
            AbstractHistogram values = interval.values();
            if (isFirst || values.getNumberOfSignificantValueDigits() > sum.getNumberOfSignificantValueDigits()) {
                sum = widened(sum, values);
            }
            isFirst = false;
            sum.add(values);
        }
        return sum;
    }

    /** The same values in a histogram that is made as the other one is. */
    private static Histogram widened(Histogram sum, AbstractHistogram like) {
        Histogram wide = new Histogram(like.getLowestDiscernibleValue(), like.getHighestTrackableValue(),
                like.getNumberOfSignificantValueDigits());
        wide.setAutoResize(true);
        wide.add(sum);
        return wide;
    }

    /** Lengths of all intervals of a tag, added up. */
    public double seconds(String tag) {
        return intervals.getOrDefault(tag, List.of()).stream()
                .mapToDouble(part -> part.endSeconds() - part.startSeconds()).sum();
    }
}
