package io.vmq.bench.measure;

import io.vmq.dispatch.measure.LatencyRecorder;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to record the latency of every frame?
 *
 * <p>
 * Claim: where frames of a batch have the same latency ({@code runLength} 8 and 64, as when the source goes by no
 * schedule), the recorder costs less than a histogram alone, because it counts equal durations together; where they
 * all differ ({@code runLength} 1) it costs two to three times as much, for the runs that it looks for in vain, and for
 * minimum, maximum and sum beside.
 *
 * <p>
 * Run {@code ./vmq bench jmh LatencyRecorderBenchmark}. Look at {@code recorder} against {@code hdrHistogram}, for each
 * run length.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class LatencyRecorderBenchmark {

    private static final int FRAMES = 4_096;
    private static final int SLOWEST_NS = 100_000;
    private static final long SEED = 1;

    /** So many frames in a row have the same latency. */
    @Param({"1", "8", "64"})
    private int runLength = 1;

    private final long[] latencyNs = new long[FRAMES];
    private LatencyRecorder recorder = LatencyRecorder.whole("latency");
    private Histogram histogram = new Histogram(1, LatencyRecorder.HIGHEST_NS, 3);

    @Setup
    public void drawLatencies() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < FRAMES; i += runLength) {
            long latency = random.nextInt(SLOWEST_NS);
            for (int j = i; j < Math.min(FRAMES, i + runLength); j++) {
                latencyNs[j] = latency;
            }
        }
        recorder = LatencyRecorder.whole("latency");
        histogram = new Histogram(1, LatencyRecorder.HIGHEST_NS, 3);
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public LatencyRecorder recorder() {
        for (long latency : latencyNs) {
            recorder.record(0, latency);
        }
        return recorder;
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public Histogram hdrHistogram() {
        for (long latency : latencyNs) {
            histogram.recordValue(latency);
        }
        return histogram;
    }
}
