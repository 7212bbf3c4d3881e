package io.vmq.dispatch.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random walks over receive queues beside {@link ArrayDeque}s: whatever is done in whatever order, they agree. */
@Tag("computed")
class RxQueuesModelTest {

    private static final int STEPS = 4_000;
    private static final int SOURCE_BYTES = 4_096;
    private static final int MAX_BATCH = 48;
    private static final int[] RING_SLOTS = {1, 2, 3, 5, 7, 13, 31, 33};

    static LongStream seeds() {
        return new SplittableRandom(20_261_125).longs(16);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldExchangeBuffersWithSimpleQueues(long seed) {
        try (Arena arena = Arena.ofConfined()) {
            new Walk(arena, seed, true).run();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldReferToFramesInSimpleQueues(long seed) {
        try (Arena arena = Arena.ofConfined()) {
            new Walk(arena, seed, false).run();
        }
    }

    /** What must come out for a frame that went in; the descriptor's frame is where the batch had it. */
    private static final class Sent {

        private final TestDescriptor fields;
        private final byte[] bytes;

        Sent(TestDescriptor fields, byte[] bytes) {
            this.fields = fields;
            this.bytes = bytes;
        }
    }

    /** One queue as it ought to be. */
    private static final class Model {

        private final ArrayDeque<Sent> staged = new ArrayDeque<>();
        private final ArrayDeque<Sent> published = new ArrayDeque<>();

        int held() {
            return staged.size() + published.size();
        }
    }

    private static final class Walk {

        private final String name;
        private final SplittableRandom random;
        private final boolean exchanges;
        private final int bufferBytes;
        private final int capacity;
        private final int ringSlots;
        private final Memory source;
        private final byte[] sourceBytes = new byte[SOURCE_BYTES];
        private final RxQueues queues;
        private final List<Model> models = new ArrayList<>();
        private final FrameBatch batch;
        private final int[] queueOf = new int[MAX_BATCH];
        private int sequence;
        private int taken;
        private int refused;
        private int step;

        Walk(Arena arena, long seed, boolean exchanges) {
            this.exchanges = exchanges;
            random = new SplittableRandom(seed);
            int count = random.nextInt(1, 9);
            ringSlots = RING_SLOTS[random.nextInt(RING_SLOTS.length)];
            int spareSlots = random.nextBoolean() ? 0 : random.nextInt(1, 6);
            capacity = ringSlots + spareSlots;
            bufferBytes = random.nextInt(1, 300);
            int batchFrames = random.nextInt(4, MAX_BATCH + 1);
            random.nextBytes(sourceBytes);
            source = Memory.copyOf(sourceBytes);
            queues = exchanges ? new RxQueues(arena, count, ringSlots, spareSlots, bufferBytes, batchFrames)
                    : new RxQueues(arena, count, ringSlots, spareSlots, source);
            batch = exchanges ? queues.batch() : new FrameBatch(batchFrames);
            for (int queue = 0; queue < count; queue++) {
                models.add(new Model());
            }
            name = "seed %d: %d queues of %d + %d slots".formatted(seed, count, ringSlots, spareSlots);
        }

        void run() {
            int producerShare = 50;
            for (step = 0; step < STEPS; step++) {
                if (step % 200 == 0) {
                    // Phases in which the rings are mostly full, mostly empty, or in between.
                    producerShare = random.nextInt(10, 99);
                }
                if (random.nextInt(100) >= producerShare) {
                    consume(random.nextInt(models.size()));
                } else if (random.nextInt(4) == 0) {
                    flush();
                } else {
                    fillBatch();
                    produce();
                }
                checkDepths();
                if (exchanges) {
                    checkBuffers();
                }
            }
            assertThat(taken).as("frames taken, %s", name).isGreaterThan(5 * models.size() * capacity);
            assertThat(refused).as("frames refused, %s", name).isPositive();
        }

        private void fillBatch() {
            if (exchanges) {
                batch.begin();
            } else {
                batch.begin(source);
            }
            int count = random.nextInt(batch.capacity() + 1);
            for (int i = 0; i < count; i++) {
                int stored = random.nextInt(1, bufferBytes + 1);
                batch.add(exchanges ? written(batch.address(i), stored) : random.nextInt(SOURCE_BYTES - stored + 1),
                        stored,
                        random.nextInt(64, 1_519), true, random.nextInt(1_000_000), 0, random.nextInt(), sequence++);
                queueOf[i] = random.nextInt(6) == 0 ? -1 - random.nextInt(9) : random.nextInt(models.size());
            }
        }

        private long written(long buffer, int bytes) {
            random.nextBytes(sourceBytes);
            batch.memory().put(buffer, sourceBytes, 0, bytes);
            return buffer;
        }

        private void produce() {
            long nowNs = random.nextInt(2_000_000);
            if (random.nextInt(4) == 0) {
                offerOne(nowNs);
                return;
            }
            int from = 0;
            while (from <= batch.count()) {
                int expected = firstThatIsRefused(from, nowNs);
                assertThat(queues.offer(batch, queueOf, from, nowNs)).as("first frame refused, %s, step %d", name, step)
                        .isEqualTo(expected);
                refused += expected < batch.count() ? 1 : 0;
                boolean goesOn = random.nextInt(4) != 0;
                from = goesOn ? expected + 1 : batch.count() + 1;
            }
        }

        private int firstThatIsRefused(int from, long nowNs) {
            for (int i = from; i < batch.count(); i++) {
                if (queueOf[i] >= 0 && !take(i, queueOf[i], nowNs)) {
                    return i;
                }
            }
            return batch.count();
        }

        private void offerOne(long nowNs) {
            if (batch.count() == 0) {
                return;
            }
            int i = random.nextInt(batch.count());
            int queue = random.nextInt(models.size());
            boolean expected = take(i, queue, nowNs);
            assertThat(queues.offerOne(batch, i, queue, nowNs)).as("taken, %s, step %d", name, step)
                    .isEqualTo(expected);
            refused += expected ? 0 : 1;
        }

        private boolean take(int i, int queue, long nowNs) {
            Model model = models.get(queue);
            if (model.held() == capacity) {
                return false;
            }
            byte[] bytes = new byte[batch.storedBytes(i)];
            batch.memory().get(batch.address(i), bytes, 0, bytes.length);
            TestDescriptor fields = new TestDescriptor(batch.dueNs(i), batch.address(i),
                    (int) (nowNs - batch.dueNs(i)), batch.lengthBytes(i), queue, batch.flow(i), batch.sequence(i));
            model.staged.add(new Sent(fields, bytes));
            taken++;
            return true;
        }

        private void flush() {
            queues.flush();
            for (Model model : models) {
                model.published.addAll(model.staged);
                model.staged.clear();
            }
        }

        private void consume(int index) {
            RxQueue queue = queues.queue(index);
            Model model = models.get(index);
            int limit = random.nextInt(capacity + 3);
            int polled = queue.ring().poll(limit);
            assertThat(polled).as("polled, %s, step %d", name, step).isEqualTo(Math.min(limit, model.published.size()));
            Iterator<Sent> expected = model.published.iterator();
            for (int i = 0; i < polled; i++) {
                expect(expected.next(), queue, queue.ring().polledSlot(i));
            }
            int released = polled == 0 ? 0 : random.nextInt(polled + 1);
            for (int i = 0; i < released; i++) {
                model.published.remove();
            }
            queue.ring().release(released);
            if (random.nextBoolean()) {
                assertThat(queue.excess()).as("excess of queue %d, %s, step %d", index, name, step)
                        .isEqualTo(Math.max(0, model.published.size() - ringSlots));
            }
        }

        private void expect(Sent sent, RxQueue queue, int slot) {
            TestDescriptor got = TestDescriptor.readFrom(queue.ring().descriptors(), slot);
            TestDescriptor wanted = sent.fields;
            byte[] bytes = new byte[sent.bytes.length];
            queue.frames().get(got.frame(), bytes, 0, bytes.length);
            if (!got.equals(wanted) || !Arrays.equals(bytes, sent.bytes)) {
                assertThat(got).as("descriptor, %s, step %d", name, step).isEqualTo(wanted);
                assertThat(bytes).as("bytes, %s, step %d", name, step).isEqualTo(sent.bytes);
            }
        }

        /** No buffer is in two places. */
        private void checkBuffers() {
            LongStream inBatch = IntStream.range(0, batch.capacity()).mapToLong(batch::address);
            LongStream waiting = models.stream()
                    .flatMap(model -> Stream.concat(model.staged.stream(), model.published.stream()))
                    .mapToLong(sent -> sent.fields.frame());
            assertThat(LongStream.concat(inBatch, waiting)).as("buffers, %s, step %d", name, step)
                    .doesNotHaveDuplicates();
        }

        private void checkDepths() {
            for (int index = 0; index < models.size(); index++) {
                int depth = models.get(index).published.size();
                assertThat(queues.queue(index).ring().depth()).as("depth of queue %d, %s, step %d", index, name, step)
                        .isEqualTo(depth);
            }
        }
    }
}
