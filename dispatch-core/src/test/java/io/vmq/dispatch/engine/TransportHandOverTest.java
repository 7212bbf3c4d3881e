package io.vmq.dispatch.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.ring.CursorRing;
import io.vmq.dispatch.ring.DescriptorRing;
import java.lang.foreign.Arena;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransportHandOverTest {

    private static final int SLOTS = 8;

    private final Arena arena = Arena.ofShared();
    private final DescriptorRing ring = new CursorRing(arena, SLOTS);
    private final LiveState state = new LiveState(new StopSignal());
    private final TransportHandOver handOver = new TransportHandOver(ring, state);

    @AfterEach
    void closeArena() {
        arena.close();
    }

    @Test
    void shouldHandOverInOrderWhatHasAQueue() {
        handOver.give(batchOf(4), new int[] {2, Intake.NO_QUEUE, 0, 7}, 1_050, new TrialClock(() -> 0, 0, 0));

        assertThat(ring.poll(SLOTS)).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            int slot = ring.polledSlot(i);
            int frame = i == 0 ? 0 : i + 1;
            assertThat(ring.descriptors().dueNs(slot)).isEqualTo(1_000 + frame);
            assertThat(ring.descriptors().lateNs(slot)).isEqualTo(50 - frame);
            assertThat(ring.descriptors().queue(slot)).isEqualTo(new int[] {2, 0, 7}[i]);
            assertThat(ring.descriptors().flow(slot)).isEqualTo(10 + frame);
            assertThat(ring.descriptors().sequence(slot)).isEqualTo(20 + frame);
            assertThat(ring.descriptors().lengthBytes(slot)).isEqualTo(64);
        }
        assertThat(handOver.timesFull()).isZero();
    }

    @Test
    void shouldWaitForRoomAndRememberThatItDid() throws Exception {
        handOver.give(batchOf(6), new int[6], 0, new TrialClock(() -> 0, 0, 0));
        FutureTask<Long> waiting = new FutureTask<>(() -> {
            handOver.give(batchOf(6), new int[6], 0, new TrialClock(() -> 0, 0, 0));
            return handOver.timesFull();
        });
        Thread thread = Thread.ofPlatform().daemon().start(waiting);
        int taken = 0;
        boolean over = false;
        while (!over) {
            // Asked before the poll: what is found empty after that stays empty.
            boolean ended = !thread.isAlive();
            int ready = ring.poll(SLOTS);
            ring.release(ready);
            taken += ready;
            over = ended && ready == 0;
        }
        thread.join();

        assertThat(taken).isEqualTo(12);
        assertThat(waiting.get()).isBetween(0L, 1L);
    }

    @Test
    void shouldNotWaitForAThreadThatHasFailed() {
        handOver.give(batchOf(SLOTS), new int[SLOTS], 0, new TrialClock(() -> 0, 0, 0));
        state.failed(new IllegalStateException("gone"));

        assertThatThrownBy(() -> handOver.give(batchOf(1), new int[1], 0, new TrialClock(() -> 0, 0, 0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("failed");
        assertThat(handOver.timesFull()).isEqualTo(1);
    }

    @Test
    void shouldRememberTheFirstFailure() {
        IllegalStateException cause = new IllegalStateException("the cause");
        state.failed(cause);
        state.failed(new IllegalStateException("what followed from it"));

        assertThat(state.failure()).isSameAs(cause);
    }

    private static FrameBatch batchOf(int count) {
        FrameBatch batch = new FrameBatch(SLOTS);
        batch.begin(Memory.copyOf(new byte[64]));
        for (int i = 0; i < count; i++) {
            batch.add(0, 60, 64, true, 1_000 + i, 0, 10 + i, 20 + i);
        }
        return batch;
    }
}
