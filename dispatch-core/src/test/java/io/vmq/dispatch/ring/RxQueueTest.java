package io.vmq.dispatch.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import java.lang.foreign.Arena;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RxQueueTest {

    private static final int BUFFER_BYTES = 200;
    private static final int STRIDE_BYTES = 256;
    private static final long SEED = 7;

    private final Arena arena = Arena.ofConfined();
    private final byte[] traffic = new byte[100_000];

    RxQueueTest() {
        new Random(SEED).nextBytes(traffic);
    }

    @AfterEach
    void closeArena() {
        arena.close();
    }

    @Test
    void shouldCopyTheBytesOfEveryFrameWhole() {
        RxQueue queue = new RxQueue(arena, 5, 8, BUFFER_BYTES);
        int[] lengths = {1, 14, 60, 63, 64, 65, 199, BUFFER_BYTES};
        FrameBatch batch = batchOf(lengths);
        for (int i = 0; i < lengths.length; i++) {
            assertThat(queue.offer(batch, i, 100 + i)).isTrue();
        }
        queue.flush();

        DescriptorRing ring = queue.ring();
        assertThat(ring.poll(8)).isEqualTo(8);
        for (int i = 0; i < lengths.length; i++) {
            int slot = ring.polledSlot(i);
            assertThat(stored(queue, slot, lengths[i])).isEqualTo(sent(batch, i));
            assertThat(TestDescriptor.readFrom(ring.descriptors(), slot)).isEqualTo(
                    new TestDescriptor(1_000 + i, 100 + i, lengths[i] + 4, queue.index(), 30 + i, 40 + i));
        }
    }

    @Test
    void shouldShowNothingBeforeTheFlush() {
        RxQueue queue = new RxQueue(arena, 0, 8, BUFFER_BYTES);
        FrameBatch batch = batchOf(60, 60, 60);
        for (int i = 0; i < 3; i++) {
            assertThat(queue.offer(batch, i, 0)).isTrue();
            assertThat(queue.ring().poll(8)).isZero();
            assertThat(queue.ring().depth()).isZero();
        }
        queue.flush();
        assertThat(queue.ring().poll(8)).isEqualTo(3);
    }

    @Test
    void shouldPublishOnceForAllThatWasOffered() {
        RxQueue queue = new RxQueue(arena, 0, 8, BUFFER_BYTES);
        FrameBatch batch = batchOf(60, 60);
        queue.offer(batch, 0, 0);
        queue.offer(batch, 1, 0);
        queue.flush();
        queue.flush();
        queue.flush();

        assertThat(queue.ring().depth()).isEqualTo(2);
        assertThat(queue.ring().claim(8)).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 31, 64, 100})
    void shouldRefuseWhatFindsTheRingFull(int slots) {
        RxQueue queue = new RxQueue(arena, 0, slots, BUFFER_BYTES);
        FrameBatch batch = batchOf(60);
        for (int i = 0; i < slots; i++) {
            assertThat(queue.offer(batch, 0, i)).as("frame %d of %d", i, slots).isTrue();
        }
        assertThat(queue.offer(batch, 0, 0)).isFalse();
        assertThat(queue.offer(batch, 0, 0)).isFalse();
        queue.flush();
        assertThat(queue.offer(batch, 0, 0)).isFalse();
        assertThat(queue.ring().depth()).isEqualTo(slots);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "31,5", "64,64", "100,99"})
    void shouldTakeFramesAgainAfterARelease(int slots, int released) {
        RxQueue queue = new RxQueue(arena, 0, slots, BUFFER_BYTES);
        FrameBatch batch = batchOf(60);
        while (queue.offer(batch, 0, 0)) {
            assertThat(queue.ring().depth()).isZero();
        }
        queue.flush();
        queue.ring().poll(slots);
        queue.ring().release(released);

        for (int i = 0; i < released; i++) {
            assertThat(queue.offer(batch, 0, i)).isTrue();
        }
        assertThat(queue.offer(batch, 0, 0)).isFalse();
        queue.flush();
        assertThat(queue.ring().depth()).isEqualTo(slots);
    }

    @Test
    void shouldSeeASlotThatIsReleasedWhileFramesAreStaged() {
        RxQueue queue = new RxQueue(arena, 0, 2, BUFFER_BYTES);
        FrameBatch batch = batchOf(60, 61, 62, 63);
        queue.offer(batch, 0, 0);
        queue.flush();
        assertThat(queue.offer(batch, 1, 0)).isTrue();
        assertThat(queue.offer(batch, 2, 0)).isFalse();
        queue.ring().poll(1);
        queue.ring().release(1);
        assertThat(queue.offer(batch, 3, 0)).isTrue();
        queue.flush();

        DescriptorRing ring = queue.ring();
        assertThat(ring.poll(2)).isEqualTo(2);
        assertThat(stored(queue, ring.polledSlot(0), 61)).isEqualTo(sent(batch, 1));
        assertThat(stored(queue, ring.polledSlot(1), 63)).isEqualTo(sent(batch, 3));
    }

    @Test
    void shouldKeepTheBytesOfWaitingFramesWhileOthersCome() {
        RxQueue queue = new RxQueue(arena, 0, 3, BUFFER_BYTES);
        DescriptorRing ring = queue.ring();
        FrameBatch batch = batchOf(200, 200, 200, 200, 200, 200, 200, 200);
        queue.offer(batch, 0, 0);
        queue.offer(batch, 1, 0);
        queue.flush();
        for (int next = 2; next < 8; next++) {
            assertThat(queue.offer(batch, next, 0)).isTrue();
            queue.flush();
            assertThat(ring.poll(3)).isEqualTo(3);
            for (int waiting = 0; waiting < 3; waiting++) {
                assertThat(stored(queue, ring.polledSlot(waiting), 200)).isEqualTo(sent(batch, next - 2 + waiting));
            }
            ring.release(1);
        }
    }

    @Test
    void shouldGiveEverySlotABufferOfItsOwnOnWholeCacheLines() {
        RxQueue queue = new RxQueue(arena, 0, 5, BUFFER_BYTES);
        for (int slot = 0; slot < 8; slot++) {
            assertThat(queue.bufferAddress(slot)).isEqualTo((long) slot * STRIDE_BYTES);
        }
        assertThat(queue.buffers().sizeBytes()).isEqualTo(8 * STRIDE_BYTES);
    }

    /** Frame i lies at 211 i, which is aligned to nothing. */
    private FrameBatch batchOf(int... storedBytes) {
        FrameBatch batch = new FrameBatch(Math.max(8, storedBytes.length));
        batch.begin(Memory.copyOf(traffic));
        for (int i = 0; i < storedBytes.length; i++) {
            batch.add(211L * i, storedBytes[i], storedBytes[i] + 4, true, 1_000 + i, 0, 30 + i, 40 + i);
        }
        return batch;
    }

    private static byte[] sent(FrameBatch batch, int i) {
        byte[] bytes = new byte[batch.storedBytes(i)];
        batch.memory().get(batch.address(i), bytes, 0, bytes.length);
        return bytes;
    }

    private static byte[] stored(RxQueue queue, int slot, int lengthBytes) {
        byte[] bytes = new byte[lengthBytes];
        queue.buffers().get(queue.bufferAddress(slot), bytes, 0, lengthBytes);
        return bytes;
    }
}
