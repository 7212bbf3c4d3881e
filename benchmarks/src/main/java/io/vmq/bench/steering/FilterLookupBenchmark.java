package io.vmq.bench.steering;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.dispatch.steering.RssSettings;
import io.vmq.dispatch.steering.Steering;
import io.vmq.dispatch.steering.SteeringContext;
import io.vmq.dispatch.steering.SteeringModes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
 * What does it cost to find the VM queue of a frame among many receive filters?
 *
 * <p>
 * Claim: the price does not depend on the number of filters, as long as their table is in the cache.
 *
 * <p>
 * Run {@code ./vmq bench jmh FilterLookupBenchmark}. Look at {@code vmq} over the parameter: it should stay level, while
 * {@code sequential}, which asks one filter after the other, grows with it. Every frame matches a filter; up to 64
 * different MACs, spread over the filters, come in random order.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class FilterLookupBenchmark {

    private static final int MACS = 64;

    @Param({"8", "64", "1024"})
    public int filters;

    private FrameBatches batches = new FrameBatches(FrameBatches.macs(1), 4);
    private Steering vmq = (in, queueOut) -> {};
    private long[] macOfQueue = {};

    @Setup
    public void makeFilters() {
        List<MacAddress> macs = FrameBatches.macs(filters);
        List<ReceiveFilter> set = new ArrayList<>();
        for (int i = 0; i < filters; i++) {
            set.add(new ReceiveFilter(macs.get(i), ReceiveFilter.UNTAGGED_OR_ZERO, i + 1));
        }
        vmq = SteeringModes.load().byName("vmq")
                .create(SteeringContext.idle(filters + 1, RssSettings.DEFAULT, set));
        macOfQueue = macs.stream().mapToLong(MacAddress::bits).toArray();
        int different = Math.min(MACS, filters);
        batches = new FrameBatches(
                IntStream.range(0, different).mapToObj(i -> macs.get(i * filters / different)).toList(), 4);
        check();
    }

    private void check() {
        FrameBatch batch = batches.next();
        int[] queueOut = new int[FrameBatches.FRAMES];
        vmq.steer(batch, queueOut);
        int[] expected = new int[FrameBatches.FRAMES];
        askOneAfterTheOther(batch, expected);
        if (!Arrays.equals(queueOut, expected)) {
            throw new IllegalStateException("the two lookups differ");
        }
    }

    @Benchmark
    @OperationsPerInvocation(FrameBatches.FRAMES)
    public int[] vmq() {
        vmq.steer(batches.next(), batches.queueOut());
        return batches.queueOut();
    }

    /** The same by asking each filter in turn, MAC only: the floor for few filters. */
    @Benchmark
    @OperationsPerInvocation(FrameBatches.FRAMES)
    public int[] sequential() {
        askOneAfterTheOther(batches.next(), batches.queueOut());
        return batches.queueOut();
    }

    private void askOneAfterTheOther(FrameBatch batch, int[] queueOut) {
        Memory memory = batch.memory();
        for (int i = 0; i < batch.count(); i++) {
            queueOut[i] = queueOf(memory.i64Be(batch.address(i)) >>> 16);
        }
    }

    private int queueOf(long mac) {
        for (int i = 0; i < macOfQueue.length; i++) {
            if (macOfQueue[i] == mac) {
                return i + 1;
            }
        }
        return 0;
    }
}
