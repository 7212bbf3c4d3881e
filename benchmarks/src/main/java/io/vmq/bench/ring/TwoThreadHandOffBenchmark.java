package io.vmq.bench.ring;

import io.vmq.dispatch.ring.CursorRing;
import io.vmq.dispatch.ring.DescriptorRing;
import io.vmq.dispatch.ring.ValidBitRing;
import java.lang.foreign.Arena;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jctools.queues.varhandle.SpscVarHandleArrayQueue;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many descriptors a second go from one thread to another?
 *
 * <p>
 * Claim: a ring that publishes a batch at a time moves several times what a queue moves that synchronises for each element,
 * and the deeper ring is the steadier one, since its two sides meet on the same cache lines less often.
 *
 * <p>
 * Run {@code ./vmq bench jmh TwoThreadHandOffBenchmark}. Look at {@code moved}: descriptors per microsecond, counted by the
 * consumer. {@code inVain} counts steps that found the ring empty or full; much of it means that one side is starved. The
 * group's own score counts steps and means little. Needs two idle CPUs; JMH cannot tie threads to them, so look at the error
 * before you believe a ranking.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Group)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(5)
public class TwoThreadHandOffBenchmark {

    @Param({"512", "16384"})
    public int slots;

    private DescriptorRing cursorRing = new CursorRing(Arena.ofAuto(), 1);
    private DescriptorRing validBitRing = new ValidBitRing(Arena.ofAuto(), 1);
    private QueueBatches spsc = new QueueBatches(new ArrayBlockingQueue<>(1), 1);
    private QueueBatches blocking = spsc;

    /** Counts of the consumer. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Consumed {

        public long moved;
        public long inVain;
        private final long[] sums = new long[1];

        private long add(int count) {
            moved += count;
            inVain += pauseIf(count == 0);
            return sums[0];
        }
    }

    /** Counts of the producer. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Produced {

        public long inVain;
        private int number;

        private int add(int count) {
            inVain += pauseIf(count == 0);
            number += count;
            return number;
        }
    }

    private static int pauseIf(boolean inVain) {
        if (inVain) {
            Thread.onSpinWait();
        }
        return inVain ? 1 : 0;
    }

    @Setup
    public void makeRings() {
        cursorRing = new CursorRing(Arena.ofAuto(), slots);
        validBitRing = new ValidBitRing(Arena.ofAuto(), slots);
        spsc = new QueueBatches(new SpscVarHandleArrayQueue<>(slots), slots);
        blocking = new QueueBatches(new ArrayBlockingQueue<>(slots), slots);
    }

    @Benchmark
    @Group("cursorRing")
    public int cursorRingProducer(Produced produced) {
        return produced.add(RingBatches.produce(cursorRing, produced.number));
    }

    @Benchmark
    @Group("cursorRing")
    public long cursorRingConsumer(Consumed consumed) {
        return consumed.add(RingBatches.consume(cursorRing, consumed.sums));
    }

    @Benchmark
    @Group("validBitRing")
    public int validBitRingProducer(Produced produced) {
        return produced.add(RingBatches.produce(validBitRing, produced.number));
    }

    @Benchmark
    @Group("validBitRing")
    public long validBitRingConsumer(Consumed consumed) {
        return consumed.add(RingBatches.consume(validBitRing, consumed.sums));
    }

    @Benchmark
    @Group("jctoolsSpsc")
    public int jctoolsSpscProducer(Produced produced) {
        return produced.add(spsc.produce(produced.number));
    }

    @Benchmark
    @Group("jctoolsSpsc")
    public long jctoolsSpscConsumer(Consumed consumed) {
        return consumed.add(spsc.consume(consumed.sums));
    }

    @Benchmark
    @Group("arrayBlockingQueue")
    public int arrayBlockingQueueProducer(Produced produced) {
        return produced.add(blocking.produce(produced.number));
    }

    @Benchmark
    @Group("arrayBlockingQueue")
    public long arrayBlockingQueueConsumer(Consumed consumed) {
        return consumed.add(blocking.consume(consumed.sums));
    }
}
