package io.vmq.dispatch.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.vmq.dispatch.memory.Memory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrameBatchTest {

    private static final Memory FRAMES = Memory.copyOf(new byte[8]);

    @Test
    void shouldKeepEveryColumnOfAFrame() {
        FrameBatch batch = new FrameBatch(2);
        batch.begin(FRAMES);
        batch.add(1, 2, 3, true, 4, 5, 6, 7);
        batch.add(11, 12, 13, false, 14, 15, 16, 17);

        assertThat(batch.memory()).isSameAs(FRAMES);
        assertThat(batch.count()).isEqualTo(2);
        assertThat(batch.isFull()).isTrue();
        assertThat(columns(batch, 0)).containsExactly(1, 2, 3, 1, 4, 5, 6, 7);
        assertThat(columns(batch, 1)).containsExactly(11, 12, 13, 0, 14, 15, 16, 17);
    }

    @Test
    void shouldBeginEmpty() {
        FrameBatch batch = batchOf(3);
        batch.begin(FRAMES);

        assertThat(batch.count()).isZero();
        assertThat(batch.isFull()).isFalse();
        assertThat(batch.capacity()).isEqualTo(5);
    }

    @Test
    void shouldMoveOneFrameOverAnother() {
        FrameBatch batch = batchOf(3);
        batch.move(2, 0);
        batch.truncate(2);

        assertThat(batch.count()).isEqualTo(2);
        assertThat(columns(batch, 0)).containsExactly(columns(batchOf(3), 2));
        assertThat(columns(batch, 1)).containsExactly(columns(batchOf(3), 1));
    }

    @Test
    void shouldMoveAFrameWithItsBuffer() {
        FrameBatch batch = withBuffers();
        for (int i = 0; i < 4; i++) {
            batch.add(batch.address(i), 60, 64, true, i, 0, 0, 0);
        }
        batch.move(3, 1);
        batch.truncate(2);

        assertThat(batch.address(1)).isEqualTo(64 + 3 * 192);
        assertThat(buffers(batch)).containsExactlyInAnyOrder(64, 256, 448, 640);
    }

    @Test
    void shouldGiveBuffersAwayForOthers() {
        FrameBatch batch = withBuffers();
        assertThat(buffers(batch)).containsExactly(64, 256, 448, 640);
        batch.takeBuffer(2, 0);
        batch.begin();

        assertThat(batch.memory()).isSameAs(FRAMES);
        assertThat(buffers(batch)).containsExactly(64, 256, 0, 640);
    }

    @Test
    void shouldRefuseFramesThatLieElsewhereWhereItOwnsBuffers() {
        FrameBatch batch = withBuffers();

        assertThatIllegalStateException().isThrownBy(() -> batch.begin(FRAMES))
                .withMessageContaining("owns buffers");
    }

    private static FrameBatch withBuffers() {
        return FrameBatch.withBuffers(FRAMES, 64, 192, 4);
    }

    private static long[] buffers(FrameBatch batch) {
        return IntStream.range(0, batch.capacity()).mapToLong(batch::address).toArray();
    }

    @Test
    void shouldForgetTheScheduleOfACapacityRun() {
        FrameBatch batch = batchOf(3);
        batch.dueNow(99);

        assertThat(IntStream.range(0, 3).mapToLong(batch::dueNs)).containsOnly(99L);
        assertThat(IntStream.range(0, 3).mapToLong(batch::wireWaitNs)).containsOnly(0L);
        assertThat(batch.lengthBytes(2)).isEqualTo(22);
    }

    private static FrameBatch batchOf(int count) {
        FrameBatch batch = new FrameBatch(5);
        batch.begin(FRAMES);
        for (int i = 0; i < count; i++) {
            int ten = 10 * i;
            batch.add(ten, ten + 1, ten + 2, i % 2 == 0, ten + 3, ten + 4, ten + 5, ten + 6);
        }
        return batch;
    }

    private static long[] columns(FrameBatch batch, int i) {
        return new long[] {batch.address(i), batch.storedBytes(i), batch.lengthBytes(i), batch.isEthernet(i) ? 1 : 0,
            batch.dueNs(i), batch.wireWaitNs(i), batch.flow(i), batch.sequence(i)};
    }
}
