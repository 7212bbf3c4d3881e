package io.vmq.dispatch.stress;

import io.vmq.dispatch.measure.IntervalExchange;
import io.vmq.dispatch.measure.LatencyRecorder;
import io.vmq.dispatch.measure.LatencySummary;
import org.HdrHistogram.Histogram;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** A recorder gives its histogram away at the end of each interval while the reader drains: what was counted, counts once. */
@JCStressTest
@State
@Outcome(id = "4, 4", expect = Expect.ACCEPTABLE, desc = "every duration is in one interval and once in the total")
@Outcome(expect = Expect.FORBIDDEN, desc = "a count was lost or doubled")
public class IntervalFlipStress {

    private static final long INTERVAL_NS = 1_000;
    private static final int FRAMES = 4;

    private final IntervalExchange exchange = new IntervalExchange(0, INTERVAL_NS, 1, this::interval);
    private final LatencyRecorder recorder = LatencyRecorder.inIntervals("q0", exchange);
    private long inIntervals;

    private void interval(String tag, long fromNs, long toNs, Histogram counts) {
        inIntervals += counts.getTotalCount();
    }

    @Actor
    public void recorder() {
        for (int frame = 0; frame < FRAMES; frame++) {
            recorder.record(frame * INTERVAL_NS, 100 + frame);
        }
    }

    @Actor
    public void reader() {
        exchange.drain();
        exchange.drain();
    }

    @Arbiter
    public void end(JJ_Result counted) {
        recorder.finish(FRAMES * INTERVAL_NS);
        LatencySummary summary = recorder.summary();
        counted.r1 = inIntervals;
        counted.r2 = summary == null ? 0 : summary.count();
    }
}
