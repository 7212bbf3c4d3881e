package io.vmq.bench.path;

import io.vmq.dispatch.measure.LatencyRecorder;
import io.vmq.dispatch.measure.LatencySummary;
import io.vmq.dispatch.measure.OrderCheck;
import java.util.Objects;

/** What the second core does with every frame: reads its header, checks its order, records its latency. One thread uses it. */
final class Checked {

    private static final int MOST = 512;

    private final OrderCheck order = OrderCheck.ofOneThread(Guests.FLOWS);
    private final LatencyRecorder latency = LatencyRecorder.whole("latency");
    private final long[] dueNs = new long[MOST];
    private int count;
    private long headers;
    private int reordered;

    /** A frame whose header begins with {@code header} was taken. */
    void frame(long header, int flow, int sequence, long due) {
        headers += header;
        reordered += order.delivered(flow, sequence);
        dueNs[count++] = due;
    }

    /** The frames taken since the last call are through: the clock is read once for all of them. */
    void batchDone() {
        if (count == 0) {
            return;
        }
        long nowNs = System.nanoTime();
        for (int i = 0; i < count; i++) {
            latency.record(dueNs[i], nowNs - dueNs[i]);
        }
        count = 0;
    }

    /** Latency of all frames; fails if one of them was overtaken. */
    LatencySummary summary() {
        if (reordered > 0) {
            throw new IllegalStateException(reordered + " frames were reordered");
        }
        return Objects.requireNonNull(latency.summary(), "frames came through");
    }

    /** Sum over the headers read. */
    long headers() {
        return headers;
    }
}
