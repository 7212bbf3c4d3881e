package io.vmq.bench.ring;

import io.vmq.dispatch.ring.CursorRing;
import io.vmq.dispatch.ring.DescriptorRing;
import io.vmq.dispatch.ring.ValidBitRing;
import java.lang.foreign.Arena;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jctools.queues.varhandle.SpscVarHandleArrayQueue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a ring cost per descriptor when nobody contends for it?
 *
 * <p>
 * Claim: claiming, writing, publishing, polling, reading and releasing in batches through {@code cursorRing} costs no more
 * per descriptor than a queue of objects that are ready made, although all fields are copied. {@code validBitRing} marks
 * every descriptor twice and costs more here; what it saves is a cache line between two threads.
 *
 * <p>
 * Run {@code ./vmq bench jmh RingHandOffBenchmark}. One thread plays both sides, so this is the floor that the two-thread
 * version stands on: instructions alone, no cache line travels. Compare within one run only.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class RingHandOffBenchmark {

    private static final int SLOTS = 512;

    private final long[] sums = new long[1];
    private final DescriptorRing cursorRing = new CursorRing(Arena.ofAuto(), SLOTS);
    private final DescriptorRing validBitRing = new ValidBitRing(Arena.ofAuto(), SLOTS);
    private final QueueBatches spsc = new QueueBatches(new SpscVarHandleArrayQueue<>(SLOTS), SLOTS);
    private final QueueBatches blocking = new QueueBatches(new ArrayBlockingQueue<>(SLOTS), SLOTS);
    private int number;

    @Benchmark
    @OperationsPerInvocation(RingBatches.BATCH)
    public long cursorRing() {
        RingBatches.produce(cursorRing, number++);
        return whole(RingBatches.consume(cursorRing, sums));
    }

    @Benchmark
    @OperationsPerInvocation(RingBatches.BATCH)
    public long validBitRing() {
        RingBatches.produce(validBitRing, number++);
        return whole(RingBatches.consume(validBitRing, sums));
    }

    @Benchmark
    @OperationsPerInvocation(RingBatches.BATCH)
    public long jctoolsSpsc() {
        spsc.produce(number++);
        return whole(spsc.consume(sums));
    }

    @Benchmark
    @OperationsPerInvocation(RingBatches.BATCH)
    public long arrayBlockingQueue() {
        blocking.produce(number++);
        return whole(blocking.consume(sums));
    }

    /** A batch went in, so a batch must come out. */
    private long whole(int consumed) {
        if (consumed != RingBatches.BATCH) {
            throw new IllegalStateException(consumed + " descriptors came out of " + RingBatches.BATCH);
        }
        return sums[0];
    }
}
