package io.vmq.dispatch.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RxQueuesTest {

    private static final int BUFFER_BYTES = 200;
    private static final int LINE_BYTES = 64;
    private static final int FCS_BYTES = 4;
    private static final int NOWHERE = -1;
    private static final int MAX_BATCH = 1_600;
    private static final long NOW_NS = 1_500;
    private static final long SEED = 7;

    private final Arena arena = Arena.ofConfined();
    private final byte[] traffic = new byte[400_000];
    /** Where in the traffic each frame of the batch in hand begins. */
    private final int[] origins = new int[MAX_BATCH];

    RxQueuesTest() {
        new Random(SEED).nextBytes(traffic);
    }

    @AfterEach
    void closeArena() {
        arena.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 63, 64, 65, 128, 192, 193, BUFFER_BYTES, 1_514})
    void shouldCarryTheBytesOfEveryFrameWhole(int bufferBytes) {
        RxQueues queues = queuesWithBuffers(1, bufferBytes, 0, bufferBytes);
        FrameBatch batch = batchOf(queues, IntStream.rangeClosed(1, bufferBytes).toArray());
        assertThat(queues.offer(batch, new int[bufferBytes], 0, NOW_NS)).isEqualTo(bufferBytes);
        queues.flush();

        RxQueue queue = queues.queue(0);
        assertThat(queue.ring().poll(bufferBytes)).isEqualTo(bufferBytes);
        for (int i = 0; i < bufferBytes; i++) {
            expectFrame(queue, i, batch, i);
        }
    }

    @Test
    void shouldKeepWhatItTookWhenTheSourceWritesAnew() {
        RxQueues queues = queuesWithBuffers(1, 8, 0, BUFFER_BYTES);
        FrameBatch batch = batchOf(queues, 60, 200, 1);
        byte[][] sent = {sent(batch, 0), sent(batch, 1), sent(batch, 2)};
        queues.offer(batch, new int[3], 0, NOW_NS);
        for (int i = 0; i < 3; i++) {
            batch.memory().put(batch.address(i), new byte[BUFFER_BYTES], 0, BUFFER_BYTES);
        }
        queues.flush();

        RxQueue queue = queues.queue(0);
        queue.ring().poll(3);
        for (int i = 0; i < 3; i++) {
            assertThat(stored(queue, queue.ring().polledSlot(i), sent[i].length)).isEqualTo(sent[i]);
        }
    }

    @Test
    void shouldGiveEachFrameToItsQueueInOrder() {
        RxQueues queues = queuesWithBuffers(4, 5, 0, BUFFER_BYTES);
        int[] queueOf = {2, 0, 2, 3, 0, 2, 3, 2, 0};
        FrameBatch batch = batchOf(queues, 60, 61, 62, 63, 64, 65, 66, 200, 1);
        assertThat(queues.offer(batch, queueOf, 0, NOW_NS)).isEqualTo(9);
        queues.flush();

        assertThat(queues.count()).isEqualTo(4);
        for (int index = 0; index < 4; index++) {
            expectFrames(queues.queue(index), batch, framesFor(queueOf, index));
        }
    }

    @Test
    void shouldSayHowLateTheHandOverWas() {
        RxQueues queues = queuesWithBuffers(1, 8, 0, BUFFER_BYTES);
        FrameBatch batch = batchOf(queues, 60, 60, 60);
        queues.offer(batch, new int[] {0, NOWHERE, NOWHERE}, 0, batch.dueNs(0) - 3);
        queues.offerOne(batch, 1, 0, batch.dueNs(1));
        queues.offer(batch, new int[3], 2, batch.dueNs(2) + Integer.MAX_VALUE);
        queues.flush();

        DescriptorRing ring = queues.queue(0).ring();
        assertThat(ring.poll(8)).isEqualTo(3);
        assertThat(IntStream.range(0, 3).map(i -> ring.descriptors().lateNs(ring.polledSlot(i)))).containsExactly(-3, 0,
                Integer.MAX_VALUE);
    }

    @Test
    void shouldPassOverFramesWithoutAQueue() {
        RxQueues queues = queuesWithBuffers(2, 8, 0, BUFFER_BYTES);
        int[] queueOf = {NOWHERE, 1, -7, Integer.MIN_VALUE, 0, 1, NOWHERE};
        FrameBatch batch = batchOf(queues, 60, 61, 62, 63, 64, 65, 66);
        assertThat(queues.offer(batch, queueOf, 0, NOW_NS)).isEqualTo(7);
        queues.flush();

        expectFrames(queues.queue(0), batch, 4);
        expectFrames(queues.queue(1), batch, 1, 5);
    }

    @Test
    void shouldTakeNothingOfABatchThatIsOverOrEmpty() {
        RxQueues queues = queuesWithBuffers(1, 8, 0, BUFFER_BYTES);
        FrameBatch batch = batchOf(queues, 60, 61);
        assertThat(queues.offer(batch, new int[2], 2, NOW_NS)).isEqualTo(2);
        batch.truncate(0);
        assertThat(queues.offer(batch, new int[2], 0, NOW_NS)).isZero();
        queues.flush();

        assertThat(queues.queue(0).ring().depth()).isZero();
    }

    @Test
    void shouldShowNothingBeforeTheFlush() {
        RxQueues queues = queuesWithBuffers(2, 8, 0, BUFFER_BYTES);
        FrameBatch batch = batchOf(queues, 60, 60, 60);
        int[] queueOf = {0, 1, 0};
        for (int round = 1; round < 3; round++) {
            queues.offer(batch, queueOf, 0, NOW_NS);
            queues.offerOne(batch, 0, 1, NOW_NS);
            for (int index = 0; index < 2; index++) {
                assertThat(queues.queue(index).ring().poll(8)).isZero();
                assertThat(queues.queue(index).ring().depth()).isZero();
            }
        }
        queues.flush();
        assertThat(queues.queue(0).ring().poll(8)).isEqualTo(4);
        assertThat(queues.queue(1).ring().poll(8)).isEqualTo(4);
    }

    @Test
    void shouldPublishOnceForAllThatWasOffered() {
        RxQueues queues = queuesWithBuffers(2, 8, 0, BUFFER_BYTES);
        queues.offer(batchOf(queues, 60, 60, 60), new int[] {1, 0, 1}, 0, NOW_NS);
        queues.flush();
        queues.flush();
        queues.flush();

        assertThat(queues.queue(0).ring().depth()).isEqualTo(1);
        assertThat(queues.queue(0).ring().claim(8)).isEqualTo(7);
        assertThat(queues.queue(1).ring().depth()).isEqualTo(2);
        assertThat(queues.queue(1).ring().claim(8)).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 31, 64, 100})
    void shouldRefuseWhatFindsTheRingFull(int slots) {
        RxQueues queues = queuesWithBuffers(2, slots, 0, BUFFER_BYTES);
        FrameBatch batch = batchOf(queues, new int[slots + 5]);
        int[] queueOf = new int[slots + 5];

        assertThat(queues.offer(batch, queueOf, 0, NOW_NS)).as("first frame that is refused").isEqualTo(slots);
        assertThat(queues.offer(batch, queueOf, 1, NOW_NS)).as("all that comes after is").isEqualTo(1);
        assertThat(queues.offerOne(batch, 0, 0, NOW_NS)).isFalse();
        queues.flush();
        assertThat(queues.offer(batch, queueOf, 0, NOW_NS)).isZero();
        assertThat(queues.offerOne(batch, 0, 0, NOW_NS)).isFalse();
        assertThat(queues.queue(0).ring().depth()).isEqualTo(slots);
        assertThat(queues.offerOne(batch, 0, 1, NOW_NS)).as("the other queue has room").isTrue();
    }

    @Test
    void shouldTakeNothingBehindAFrameThatItRefused() {
        RxQueues queues = queuesWithBuffers(3, 2, 0, BUFFER_BYTES);
        int[] queueOf = {0, 1, 0, 0, 2, NOWHERE, 0, 1, 1, 2};
        FrameBatch batch = batchOf(queues, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69);

        assertThat(queues.offer(batch, queueOf, 0, NOW_NS)).isEqualTo(3);
        queues.flush();
        expectFrames(queues.queue(0), batch, 0, 2);
        expectFrames(queues.queue(1), batch, 1);
        expectFrames(queues.queue(2), batch);

        assertThat(queues.offer(batch, queueOf, 4, NOW_NS)).isEqualTo(6);
        assertThat(queues.offer(batch, queueOf, 7, NOW_NS)).isEqualTo(8);
        assertThat(queues.offer(batch, queueOf, 9, NOW_NS)).isEqualTo(10);
        queues.flush();
        expectFrames(queues.queue(0), batch, 0, 2);
        expectFrames(queues.queue(1), batch, 1, 7);
        expectFrames(queues.queue(2), batch, 4, 9);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "31,5", "64,64", "100,99"})
    void shouldTakeFramesAgainAfterARelease(int slots, int released) {
        RxQueues queues = queuesWithBuffers(1, slots, 0, BUFFER_BYTES);
        DescriptorRing ring = queues.queue(0).ring();
        FrameBatch batch = batchOf(queues, new int[slots + 1]);
        assertThat(queues.offer(batch, new int[slots + 1], 0, NOW_NS)).isEqualTo(slots);
        queues.flush();
        ring.poll(slots);
        ring.release(released);

        assertThat(queues.offer(batch, new int[slots + 1], 0, NOW_NS)).isEqualTo(released);
        assertThat(queues.offerOne(batch, 0, 0, NOW_NS)).isFalse();
        queues.flush();
        assertThat(ring.depth()).isEqualTo(slots);
    }

    @Test
    void shouldSeeASlotThatIsReleasedWhileFramesAreStaged() {
        RxQueues queues = queuesWithBuffers(1, 2, 0, BUFFER_BYTES);
        RxQueue queue = queues.queue(0);
        FrameBatch batch = batchOf(queues, 60, 61, 62, 63);
        queues.offerOne(batch, 0, 0, NOW_NS);
        queues.flush();
        assertThat(queues.offer(batch, new int[4], 1, NOW_NS)).isEqualTo(2);
        queue.ring().poll(1);
        queue.ring().release(1);
        assertThat(queues.offer(batch, new int[4], 3, NOW_NS)).isEqualTo(4);
        queues.flush();

        expectFrames(queue, batch, 1, 3);
    }

    @Test
    void shouldKeepTheBytesOfWaitingFramesWhileOthersCome() {
        RxQueues queues = queuesWithBuffers(2, 3, 0, BUFFER_BYTES);
        int[] lengths = new int[24];
        Arrays.fill(lengths, BUFFER_BYTES);
        FrameBatch batch = batchOf(queues, lengths);
        int[] queueOf = IntStream.range(0, 24).map(i -> i & 1).toArray();
        batch.truncate(4);
        queues.offer(batch, queueOf, 0, NOW_NS);
        queues.flush();
        FrameBatch all = batchOf(queues, lengths);
        for (int next = 4; next < 24; next += 2) {
            assertThat(queues.offerOne(all, next, 0, NOW_NS)).isTrue();
            assertThat(queues.offerOne(all, next + 1, 1, NOW_NS)).isTrue();
            queues.flush();
            for (int index = 0; index < 2; index++) {
                expectFrames(queues.queue(index), all, next - 4 + index, next - 2 + index, next + index);
                queues.queue(index).ring().release(1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "64,1", "65,3", "128,3", "129,3", "192,3", "193,5", "1514,25", "9216,145"})
    void shouldGiveEverySlotABufferOfItsOwnOnWholeCacheLines(int bufferBytes, int strideLines) {
        int count = 3;
        int slots = 8;
        RxQueues queues = queuesWithBuffers(count, 5, 0, bufferBytes);
        TreeSet<Long> buffers = new TreeSet<>();
        FrameBatch batch = batchOf(queues, 1);
        for (int i = 0; i < slots; i++) {
            for (int index = 0; index < count; index++) {
                assertThat(queues.offerOne(batch, 0, index, NOW_NS)).isTrue();
                queues.flush();
                DescriptorRing ring = queues.queue(index).ring();
                ring.poll(1);
                buffers.add(ring.descriptors().frame(ring.polledSlot(0)));
                ring.release(1);
            }
        }

        long strideBytes = (long) strideLines * LINE_BYTES;
        assertThat(strideLines % 2).isOne();
        assertThat(strideBytes).isGreaterThanOrEqualTo(bufferBytes);
        assertThat(buffers).hasSize(count * slots).allSatisfy(buffer -> assertThat(buffer % strideBytes).isZero());
        assertThat(buffers.last() + strideBytes).isLessThanOrEqualTo(queues.queue(0).frames().sizeBytes());
        assertThat(queues.queue(2).frames()).isSameAs(queues.queue(0).frames());
    }

    @Test
    void shouldReferToFramesThatTheSourceKeeps() {
        Memory kept = Memory.copyOf(traffic);
        RxQueues queues = new RxQueues(arena, 2, 8, 0, kept);
        FrameBatch batch = new FrameBatch(8);
        batch.begin(kept);
        // Kept frames lie as they came: aligned to nothing, and the last one ends with the memory.
        long[] addresses = {1, 77, 4_097, traffic.length - 60};
        for (int i = 0; i < 4; i++) {
            origins[i] = (int) addresses[i];
            batch.add(addresses[i], 60, 64, true, 1_000 + i, 0, 30 + i, 40 + i);
        }
        assertThat(queues.offer(batch, new int[] {1, 0, NOWHERE, NOWHERE}, 0, NOW_NS)).isEqualTo(4);
        assertThat(queues.offerOne(batch, 2, 0, NOW_NS)).isTrue();
        assertThat(queues.offerOne(batch, 3, 1, NOW_NS)).isTrue();
        queues.flush();

        int[][] arrived = {{1, 2}, {0, 3}};
        for (int index = 0; index < 2; index++) {
            RxQueue queue = queues.queue(index);
            assertThat(queue.frames()).isSameAs(kept);
            expectFrames(queue, batch, arrived[index]);
            for (int i = 0; i < 2; i++) {
                assertThat(queue.ring().descriptors().frame(queue.ring().polledSlot(i)))
                        .isEqualTo(addresses[arrived[index][i]]);
            }
        }
        byte[] after = new byte[traffic.length];
        kept.get(0, after, 0, after.length);
        assertThat(after).as("what the source keeps").isEqualTo(traffic);
    }

    @Test
    void shouldRefuseFramesThatTheSourceKeepsWhenTheRingIsFull() {
        Memory kept = Memory.copyOf(traffic);
        RxQueues queues = new RxQueues(arena, 2, 3, 0, kept);
        FrameBatch batch = new FrameBatch(8);
        batch.begin(kept);
        for (int i = 0; i < 8; i++) {
            origins[i] = 100 * i + 1;
            batch.add(origins[i], 60, 64, true, 1_000 + i, 0, 30 + i, 40 + i);
        }
        int[] queueOf = {1, NOWHERE, 1, 0, 1, 1, 0, 1};

        assertThat(queues.offer(batch, queueOf, 0, NOW_NS)).isEqualTo(5);
        assertThat(queues.offerOne(batch, 5, 1, NOW_NS)).isFalse();
        assertThat(queues.offer(batch, queueOf, 6, NOW_NS)).isEqualTo(7);
        queues.flush();
        expectFrames(queues.queue(0), batch, 3, 6);
        expectFrames(queues.queue(1), batch, 0, 2, 4);
    }

    @Test
    void shouldTakeSpareFramesAndSayHowManyAreTooMany() {
        RxQueues queues = queuesWithBuffers(2, 3, 2, BUFFER_BYTES);
        FrameBatch batch = batchOf(queues, 60, 61, 62, 63, 64, 65);
        RxQueue queue = queues.queue(1);
        int[] queueOf = {1, 1, 1, 1, 1, 1};
        batch.truncate(3);
        queues.offer(batch, queueOf, 0, NOW_NS);
        queues.flush();
        assertThat(queue.ringSlots()).isEqualTo(3);
        assertThat(queue.ring().capacity()).isEqualTo(5);
        assertThat(queue.excess()).isZero();

        assertThat(queues.offer(batchOf(queues, 60, 61, 62, 63, 64, 65), queueOf, 0, NOW_NS)).isEqualTo(2);
        assertThat(queue.excess()).as("before the flush").isZero();
        queues.flush();
        assertThat(queue.excess()).isEqualTo(2);
        queue.ring().release(1);
        assertThat(queue.excess()).isOne();
        assertThat(queues.queue(0).excess()).isZero();
    }

    @Test
    void shouldRefuseABatchWhoseFramesLieElsewhere() {
        RxQueues queues = queuesWithBuffers(1, 3, 0, BUFFER_BYTES);
        FrameBatch batch = batchOf(queues, 60);
        RxQueues others = queuesWithBuffers(1, 3, 0, BUFFER_BYTES);
        RxQueues keeping = new RxQueues(arena, 1, 3, 0, Memory.copyOf(traffic));

        for (RxQueues wrong : List.of(others, keeping)) {
            assertThatThrownBy(() -> wrong.offer(batch, new int[1], 0, NOW_NS))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> wrong.offerOne(batch, 0, 0, NOW_NS)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void shouldRefuseARingThatItCannotHave() {
        assertThatThrownBy(() -> new RxQueues(arena, 1, 0, 0, 60)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("capacity=0");
        assertThatThrownBy(() -> new RxQueues(arena, 1, DescriptorTable.MAX_CAPACITY, 1, Memory.copyOf(traffic)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("capacity=16777217");
    }

    /** Room in the batch for as many frames as a test likes. */
    private RxQueues queuesWithBuffers(int count, int ringSlots, int spareSlots, int bufferBytes) {
        return new RxQueues(arena, count, ringSlots, spareSlots, bufferBytes, MAX_BATCH);
    }

    /** Frame i carries what the traffic holds from 216 i on. */
    private FrameBatch batchOf(RxQueues queues, int... storedBytes) {
        FrameBatch batch = queues.batch();
        batch.begin();
        for (int i = 0; i < storedBytes.length; i++) {
            origins[i] = 216 * i;
            batch.memory().put(batch.address(i), traffic, origins[i], storedBytes[i]);
            batch.add(batch.address(i), storedBytes[i], storedBytes[i] + FCS_BYTES, true, 1_000 + i, 0, 30 + i, 40 + i);
        }
        return batch;
    }

    private static int[] framesFor(int[] queueOf, int queue) {
        return IntStream.range(0, queueOf.length).filter(i -> queueOf[i] == queue).toArray();
    }

    /** Exactly these frames of the batch wait in the queue, in this order; they stay there. */
    private void expectFrames(RxQueue queue, FrameBatch batch, int... frames) {
        assertThat(queue.ring().poll(queue.ring().capacity())).as("frames in queue %d", queue.index())
                .isEqualTo(frames.length);
        for (int i = 0; i < frames.length; i++) {
            expectFrame(queue, i, batch, frames[i]);
        }
    }

    private void expectFrame(RxQueue queue, int polled, FrameBatch batch, int i) {
        DescriptorTable table = queue.ring().descriptors();
        int slot = queue.ring().polledSlot(polled);
        assertThat(TestDescriptor.readFrom(table, slot)).as("frame %d in queue %d", i, queue.index()).isEqualTo(
                new TestDescriptor(batch.dueNs(i), table.frame(slot), (int) (NOW_NS - batch.dueNs(i)),
                        batch.lengthBytes(i), queue.index(), batch.flow(i), batch.sequence(i)));
        assertThat(stored(queue, slot, batch.storedBytes(i))).as("bytes of frame %d in queue %d", i, queue.index())
                .isEqualTo(sent(batch, i));
    }

    private byte[] sent(FrameBatch batch, int i) {
        return Arrays.copyOfRange(traffic, origins[i], origins[i] + batch.storedBytes(i));
    }

    private static byte[] stored(RxQueue queue, int slot, int lengthBytes) {
        byte[] bytes = new byte[lengthBytes];
        queue.frames().get(queue.ring().descriptors().frame(slot), bytes, 0, lengthBytes);
        return bytes;
    }
}
