package io.vmq.dispatch.measure;

import org.HdrHistogram.Histogram;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.jctools.queues.varhandle.SpmcVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Carries the counts of finished intervals from the recording threads to one reader, and empty ones back, so that recording
 * never waits, never allocates, and is never read while it is written.
 *
 * <p>
 * The reader's thread calls {@link #drain}; the recorders of any number of threads use the rest.
 */
public final class IntervalExchange {

    /** Receives the intervals of a trial, on the reader's thread. The histogram is reused after the call. */
    @FunctionalInterface
    public interface Sink {

        /** Series {@code tag} counted these durations of frames due from {@code fromNs} to {@code toNs} of the trial. */
        void interval(String tag, long fromNs, long toNs, Histogram counts);
    }

    private record Interval(LatencyRecorder recorder, DurationCounts counts, long fromNs, long toNs) {}

    private final long originNs;
    private final long lengthNs;
    private final Sink sink;
    private final MessagePassingQueue<Interval> full;
    private final MessagePassingQueue<DurationCounts> spare;

    /**
     * @param originNs
     *            begin of the first interval, ns since the trial began
     * @param lengthNs
     *            length of an interval, ns
     * @param seriesCount
     *            recorders that will share the exchange; each gets one set of counts to spare
     */
    public IntervalExchange(long originNs, long lengthNs, int seriesCount, Sink sink) {
        this.originNs = originNs;
        this.lengthNs = lengthNs;
        this.sink = sink;
        full = new MpscVarHandleArrayQueue<>(Math.max(4, 2 * seriesCount));
        spare = new SpmcVarHandleArrayQueue<>(Math.max(4, 2 * seriesCount));
        for (int i = 0; i < seriesCount; i++) {
            spare.offer(new DurationCounts());
        }
    }

    long originNs() {
        return originNs;
    }

    long startOfInterval(long nowNs) {
        return originNs + Math.floorDiv(nowNs - originNs, lengthNs) * lengthNs;
    }

    /** End of the interval that {@code nowNs} lies in; it belongs to the next one. */
    public long endOfInterval(long nowNs) {
        return startOfInterval(nowNs) + lengthNs;
    }

    /** Recorder: gives full counts for empty ones, or gets null and keeps it if the reader is behind. */
    @Nullable
    DurationCounts swap(LatencyRecorder recorder, DurationCounts counts, long fromNs, long toNs) {
        DurationCounts empty = spare.poll();
        if (empty != null) {
            hand(full, new Interval(recorder, counts, fromNs, toNs));
        }
        return empty;
    }

    /** Reader: takes what is left of a recorder whose thread has ended. */
    void last(LatencyRecorder recorder, DurationCounts counts, long fromNs, long toNs) {
        drain();
        give(new Interval(recorder, counts, fromNs, toNs));
    }

    /** Reader: passes every finished interval to the sink and hands the counts back. */
    public void drain() {
        for (Interval interval = full.poll(); interval != null; interval = full.poll()) {
            give(interval);
            hand(spare, interval.counts());
        }
    }

    /** Both queues hold more than there are counts. */
    private static <T> void hand(MessagePassingQueue<T> queue, T item) {
        if (!queue.offer(item)) {
            throw new InvariantException("counts found no room in the exchange");
        }
    }

    private void give(Interval interval) {
        interval.recorder().collect(interval.counts());
        Histogram histogram = interval.counts().histogram();
        if (histogram.getTotalCount() > 0) {
            sink.interval(interval.recorder().tag(), interval.fromNs(), interval.toNs(), histogram);
        }
        interval.counts().reset();
    }
}
