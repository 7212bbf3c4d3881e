package io.vmq.tools.report;

import io.vmq.dispatch.measure.IntervalExchange;
import io.vmq.tools.experiment.IntervalSinks;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Writes {@code latency.hlog}, an HdrHistogram interval log of format 1.3 in ns: an interval a second, tag {@code MODE} for all
 * frames of a mode and {@code MODE.qN} for one queue, {@code MODE.NIC.qN} where there are several NICs. From the second trial on, the tags of trial k begin with {@code MODE.tk}.
 * Times are seconds since the trial began, by when frames were due.
 *
 * <p>
 * One thread uses it.
 */
public final class IntervalLog implements IntervalSinks, AutoCloseable {

    private static final double NS_PER_SECOND = 1e9;
    private static final double PLAIN_NS = 1.0;
    /** A queue gives an interval when its next frame is due, so idle ones are late: the mode's own line waits this long. */
    private static final int INTERVALS_TO_WAIT = 60;

    private final PrintStream stream;
    private final HistogramLogWriter writer;
    private final Map<String, Integer> trialsOfMode = new HashMap<>();
    private final SortedMap<Long, Pending> pending = new TreeMap<>();
    private String modeTag = "";

    private record Pending(long toNs, Histogram counts) {}

    /** Opens the log. */
    public IntervalLog(Path file) throws IOException {
        this(new BufferedOutputStream(Files.newOutputStream(file)));
    }

    IntervalLog(OutputStream out) {
        stream = new PrintStream(out, false, StandardCharsets.UTF_8);
        writer = new HistogramLogWriter(stream);
        writer.outputComment("[latency in ns, from due time to completion; times in s since the trial began;"
                + " durations above 10 s and capacity runs (rate max) are left out]");
        writer.outputLogFormatVersion();
        writer.outputLegend();
    }

    @Override
    public IntervalExchange.Sink of(String mode) {
        flushMode();
        int trial = trialsOfMode.merge(mode, 1, Integer::sum) - 1;
        String tag = trial == 0 ? mode : mode + ".t" + trial;
        modeTag = tag;
        return (series, fromNs, toNs, counts) -> {
            if (!series.equals("total")) {
                write(tag + "." + series, fromNs, toNs, counts);
            }
            addToMode(fromNs, toNs, counts);
        };
    }

    private void addToMode(long fromNs, long toNs, Histogram counts) {
        Pending known = pending.get(fromNs);
        if (known == null) {
            pending.put(fromNs, new Pending(toNs, counts.copy()));
        } else {
            known.counts().add(counts);
            pending.put(fromNs, new Pending(Math.max(toNs, known.toNs()), known.counts()));
        }
        while (pending.size() > INTERVALS_TO_WAIT) {
            writeFirstPending();
        }
    }

    private void writeFirstPending() {
        long fromNs = pending.firstKey();
        Pending first = pending.remove(fromNs);
        if (first != null) {
            write(modeTag, fromNs, first.toNs(), first.counts());
        }
    }

    private void flushMode() {
        while (!pending.isEmpty()) {
            writeFirstPending();
        }
    }

    private void write(String tag, long fromNs, long toNs, Histogram counts) {
        counts.setTag(tag);
        writer.outputIntervalHistogram(fromNs / NS_PER_SECOND, toNs / NS_PER_SECOND, counts, PLAIN_NS);
    }

    @Override
    public void close() throws IOException {
        flushMode();
        stream.close();
        if (stream.checkError()) {
            throw new IOException("latency.hlog could not be written in full");
        }
    }
}
