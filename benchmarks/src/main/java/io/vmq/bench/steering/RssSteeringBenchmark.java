package io.vmq.bench.steering;

import io.vmq.dispatch.steering.RssSettings;
import io.vmq.dispatch.steering.Steering;
import io.vmq.dispatch.steering.SteeringContext;
import io.vmq.dispatch.steering.SteeringModes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
 * What does RSS cost per frame, from the frame's bytes to the number of its queue?
 *
 * <p>
 * Claim: the hash, which {@link ToeplitzBenchmark} gives alone, is the greater part of it; reading the headers, choosing
 * the hash type and looking up the table are the smaller.
 *
 * <p>
 * Run {@code ./vmq bench jmh RssSteeringBenchmark}. Look at {@code rss} less {@code single}: the latter does nothing and so
 * is the price of the batch interface alone.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class RssSteeringBenchmark {

    private static final int QUEUES = 8;

    /** IPv4 hashes 12 bytes, IPv6 36. */
    @Param({"4", "6"})
    public int ipVersion;

    private final Steering rss = steering("rss", QUEUES);
    private final Steering single = steering("single", 1);
    private FrameBatches batches = new FrameBatches(FrameBatches.macs(1), 4);

    private static Steering steering(String mode, int queues) {
        return SteeringModes.load().byName(mode).create(SteeringContext.idle(queues, RssSettings.DEFAULT, List.of()));
    }

    @Setup(Level.Trial)
    public void makeFrames() {
        batches = new FrameBatches(FrameBatches.macs(FrameBatches.FRAMES), ipVersion == 4 ? 4 : 16);
    }

    @Benchmark
    @OperationsPerInvocation(FrameBatches.FRAMES)
    public int[] rss() {
        rss.steer(batches.next(), batches.queueOut());
        return batches.queueOut();
    }

    @Benchmark
    @OperationsPerInvocation(FrameBatches.FRAMES)
    public int[] single() {
        single.steer(batches.next(), batches.queueOut());
        return batches.queueOut();
    }
}
