package io.vmq.dispatch.measure;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Records every duration of a series at fixed cost: a histogram from 1 ns to 10 s with three significant digits, beside
 * the exact minimum, maximum and sum. Durations above 10 s are counted apart and lie at the upper end of every
 * percentile. Equal long durations in a row, as frames of one batch have, are counted together.
 *
 * <p>
 * One thread records. If the series is kept in intervals, the recorder hands full counts to an {@link
 * IntervalExchange}, which collects them in the recorder's total.
 */
public final class LatencyRecorder {

    /** Longest duration that the histogram resolves. */
    public static final long HIGHEST_NS = 10_000_000_000L;

    private final String tag;
    private final DurationCounts total = new DurationCounts();
    private final @Nullable IntervalExchange intervals;
    private DurationCounts active;
    /** The table of short durations of {@link #active}. */
    private long[] shortOnes;
    private long intervalFromNs;
    private long intervalToNs;
    /** Of the long durations recorded last, so many were equal and are not counted yet. */
    private long run;
    private long runNs;

    private LatencyRecorder(String tag, @Nullable IntervalExchange intervals) {
        this.tag = tag;
        this.intervals = intervals;
        active = intervals == null ? total : new DurationCounts();
        shortOnes = active.shortOnes();
        intervalFromNs = intervals == null ? 0 : intervals.originNs();
        intervalToNs = intervals == null ? Long.MAX_VALUE : intervals.endOfInterval(intervalFromNs);
    }

    /** A recorder of one histogram for the whole trial. */
    public static LatencyRecorder whole(String tag) {
        return new LatencyRecorder(tag, null);
    }

    /** A recorder that also gives a histogram for each interval of the trial. */
    public static LatencyRecorder inIntervals(String tag, IntervalExchange intervals) {
        return new LatencyRecorder(tag, intervals);
    }

    /**
     * Records a duration of {@code durationNs}, not negative, for a frame that was due at {@code dueNs}. An interval
     * ends with the first frame that is due after it.
     */
    public void record(long dueNs, long durationNs) {
        if (dueNs >= intervalToNs) {
            nextInterval(dueNs);
        }
        if (durationNs < DurationCounts.SHORT_NS) {
            shortOnes[(int) durationNs]++;
        } else {
            recordLong(durationNs);
        }
    }

    private void recordLong(long durationNs) {
        if (durationNs != runNs) {
            countRun();
            runNs = durationNs;
        }
        run++;
    }

    private void countRun() {
        if (run > 0) {
            active.countLong(runNs, run);
            run = 0;
        }
    }

    private void nextInterval(long dueNs) {
        IntervalExchange exchange = Objects.requireNonNull(intervals);
        countRun();
        DurationCounts spare = exchange.swap(this, active, intervalFromNs, intervalToNs);
        if (spare != null) {
            active = spare;
            shortOnes = spare.shortOnes();
            intervalFromNs = exchange.startOfInterval(dueNs);
        }
        // Without a spare the reader is behind: this interval goes on, and its line in the log says how long it was.
        intervalToNs = exchange.endOfInterval(dueNs);
    }

    /** The exchange's reader adds an interval to the total. */
    void collect(DurationCounts interval) {
        total.add(interval);
    }

    /** Gives the last, unfinished interval to the exchange; once, after the recording thread has ended. */
    public void finish(long endNs) {
        countRun();
        if (intervals != null) {
            intervals.last(this, active, intervalFromNs, Math.min(intervalToNs, endNs));
        }
    }

    /** Adds another recorder's finished counts to this one's. */
    public void add(LatencyRecorder other) {
        countRun();
        other.countRun();
        total.add(other.total);
    }

    /** The series' name in interval logs. */
    public String tag() {
        return tag;
    }

    /** What was recorded, or null if nothing was. Call {@link #finish} first. */
    public @Nullable LatencySummary summary() {
        countRun();
        return total.summary();
    }
}
