package io.vmq.bench.ring;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.CacheLine;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.ring.DescriptorRing;
import io.vmq.dispatch.ring.RxQueues;
import java.lang.foreign.Arena;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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
 * What does it cost to put a steered batch of 64-byte frames into 8 queues, and to take it out?
 *
 * <p>
 * Claim: {@code refer}, for frames that the source keeps, is a descriptor and nothing else; {@code exchange}, where
 * slots own buffers, costs one word more, whatever the length of the frame.
 *
 * <p>
 * Run {@code ./vmq bench jmh RxQueuesBenchmark}. One thread plays both sides, so no cache line travels: this is the
 * floor under {@code dispatch} and {@code path} of {@code ./vmq bench path}. Times are per frame.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class RxQueuesBenchmark {

    private static final int BATCH = FrameBatch.DEFAULT_CAPACITY;
    private static final int QUEUES = 8;
    private static final int SLOTS = 512;
    private static final int STORED_BYTES = EthernetLayout.MIN_FRAME_BYTES - EthernetLayout.FCS_BYTES;
    private static final long SEED = 1;

    private final Memory frames = Memory.allocate(Arena.ofAuto(), (long) BATCH * CacheLine.BYTES);
    private final FrameBatch kept = new FrameBatch(BATCH);
    private final int[] queueOf = new int[BATCH];
    private final RxQueues exchanging = new RxQueues(Arena.ofAuto(), QUEUES, SLOTS, 0, STORED_BYTES);
    private final RxQueues referring = new RxQueues(Arena.ofAuto(), QUEUES, SLOTS, 0, frames);

    public RxQueuesBenchmark() {
        SplittableRandom random = new SplittableRandom(SEED);
        kept.begin(frames);
        for (int i = 0; i < BATCH; i++) {
            kept.add((long) i * CacheLine.BYTES, STORED_BYTES, EthernetLayout.MIN_FRAME_BYTES, true, i, 0, i, i);
            exchanging.batch().add(exchanging.batch().address(i), STORED_BYTES, EthernetLayout.MIN_FRAME_BYTES, true, i,
                    0, i,
                    i);
            queueOf[i] = random.nextInt(QUEUES);
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int exchange() {
        return through(exchanging, exchanging.batch());
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int refer() {
        return through(referring, kept);
    }

    private int through(RxQueues queues, FrameBatch batch) {
        int taken = queues.offer(batch, queueOf, 0, BATCH);
        queues.flush();
        int out = 0;
        for (int queue = 0; queue < QUEUES; queue++) {
            DescriptorRing ring = queues.queue(queue).ring();
            int ready = ring.poll(BATCH);
            ring.release(ready);
            out += ready;
        }
        if (out != taken || taken != BATCH) {
            throw new IllegalStateException(out + " frames came out, " + taken + " of " + BATCH + " went in");
        }
        return out;
    }
}
