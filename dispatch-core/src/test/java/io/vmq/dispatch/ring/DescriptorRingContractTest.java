package io.vmq.dispatch.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every ring promises, whatever its algorithm and capacity. */
class DescriptorRingContractTest {

    private static final String RINGS = "io.vmq.dispatch.ring.RingKind#withCapacities";

    private final Arena arena = Arena.ofConfined();

    @AfterEach
    void closeArena() {
        arena.close();
    }

    @ParameterizedTest
    @MethodSource(RINGS)
    void shouldBeEmptyWhenMade(RingKind kind, int capacity) {
        DescriptorRing ring = kind.make(arena, capacity);

        assertThat(ring.capacity()).isEqualTo(capacity);
        assertThat(ring.depth()).isZero();
        assertThat(ring.poll(capacity)).isZero();
        assertThat(ring.claim(capacity)).isEqualTo(capacity);
    }

    @ParameterizedTest
    @MethodSource(RINGS)
    void shouldHoldExactlyItsCapacity(RingKind kind, int capacity) {
        DescriptorRing ring = kind.make(arena, capacity);
        assertThat(ring.claim(capacity + 5)).isEqualTo(capacity);
        ring.publish(capacity);

        assertThat(ring.depth()).isEqualTo(capacity);
        assertThat(ring.claim(1)).isZero();
        assertThat(ring.poll(capacity + 5)).isEqualTo(capacity);
    }

    @ParameterizedTest
    @MethodSource(RINGS)
    void shouldHandOutAnotherSlotForEachClaimedDescriptor(RingKind kind, int capacity) {
        DescriptorRing ring = kind.make(arena, capacity);
        pass(ring, capacity / 2 + 1);
        assertThat(ring.claim(capacity)).isEqualTo(capacity);

        assertThat(IntStream.range(0, capacity).map(ring::claimedSlot)).doesNotHaveDuplicates()
                .allMatch(slot -> slot >= 0 && slot < DescriptorTable.slotsFor(capacity));
    }

    @ParameterizedTest
    @MethodSource(RINGS)
    void shouldClaimTheSameSlotsAgainUntilTheyArePublished(RingKind kind, int capacity) {
        DescriptorRing ring = kind.make(arena, capacity);
        ring.claim(capacity);
        int[] first = IntStream.range(0, capacity).map(ring::claimedSlot).toArray();

        assertThat(ring.claim(1)).isEqualTo(1);
        assertThat(ring.claim(capacity)).isEqualTo(capacity);
        assertThat(IntStream.range(0, capacity).map(ring::claimedSlot).toArray()).containsExactly(first);
        assertThat(ring.poll(1)).isZero();
    }

    @ParameterizedTest
    @MethodSource(RINGS)
    void shouldPollTheSameDescriptorsAgainUntilTheyAreReleased(RingKind kind, int capacity) {
        DescriptorRing ring = kind.make(arena, capacity);
        ring.claim(capacity);
        int[] claimed = IntStream.range(0, capacity).map(ring::claimedSlot).toArray();
        ring.publish(capacity);

        assertThat(ring.poll(1)).isEqualTo(1);
        assertThat(ring.poll(capacity)).isEqualTo(capacity);
        assertThat(ring.poll(capacity)).isEqualTo(capacity);
        assertThat(IntStream.range(0, capacity).map(ring::polledSlot).toArray()).containsExactly(claimed);
        assertThat(ring.claim(1)).isZero();
    }

    @ParameterizedTest
    @MethodSource(RINGS)
    void shouldShowTheConsumerOnlyThePublishedPartOfAClaim(RingKind kind, int capacity) {
        DescriptorRing ring = kind.make(arena, capacity);
        int part = (capacity + 1) / 2;
        ring.claim(capacity);
        ring.publish(part);

        assertThat(ring.poll(capacity)).isEqualTo(part);
        assertThat(ring.depth()).isEqualTo(part);
        assertThat(ring.claim(capacity)).isEqualTo(capacity - part);
    }

    @ParameterizedTest
    @MethodSource(RINGS)
    void shouldGiveTheProducerOnlyTheReleasedPartOfAPoll(RingKind kind, int capacity) {
        DescriptorRing ring = kind.make(arena, capacity);
        int part = (capacity + 1) / 2;
        ring.claim(capacity);
        ring.publish(capacity);
        ring.poll(capacity);
        ring.release(part);

        assertThat(ring.claim(capacity)).isEqualTo(part);
        assertThat(ring.depth()).isEqualTo(capacity - part);
        assertThat(ring.poll(capacity)).isEqualTo(capacity - part);
    }

    @ParameterizedTest
    @MethodSource(RINGS)
    void shouldTakeNothingForNothing(RingKind kind, int capacity) {
        DescriptorRing ring = kind.make(arena, capacity);
        assertThat(ring.claim(0)).isZero();
        ring.publish(0);
        assertThat(ring.poll(0)).isZero();
        ring.release(0);

        assertThat(ring.depth()).isZero();
        assertThat(ring.poll(1)).isZero();
        assertThat(ring.claim(capacity)).isEqualTo(capacity);
    }

    @ParameterizedTest
    @MethodSource(RINGS)
    void shouldKeepOrderAndFieldsManyTimesRound(RingKind kind, int capacity) {
        DescriptorRing ring = kind.make(arena, capacity);
        int written = 0;
        int read = 0;
        for (int round = 0; round < 50; round++) {
            int claimed = ring.claim(1 + round % capacity);
            for (int i = 0; i < claimed; i++) {
                TestDescriptor.number(written++).writeTo(ring.descriptors(), ring.claimedSlot(i));
            }
            ring.publish(claimed);
            int polled = ring.poll(1 + (round * 7) % capacity);
            for (int i = 0; i < polled; i++) {
                assertThat(TestDescriptor.readFrom(ring.descriptors(), ring.polledSlot(i)))
                        .isEqualTo(TestDescriptor.number(read++));
            }
            ring.release(polled);
            assertThat(ring.depth()).isEqualTo(written - read);
        }
        assertThat(read).isPositive();
    }

    @ParameterizedTest
    @MethodSource(RINGS)
    void shouldNotTouchADescriptorThatWaits(RingKind kind, int capacity) {
        DescriptorRing ring = kind.make(arena, capacity);
        ring.claim(capacity);
        for (int i = 0; i < capacity; i++) {
            TestDescriptor.number(i).writeTo(ring.descriptors(), ring.claimedSlot(i));
        }
        ring.publish(capacity);
        ring.claim(capacity);
        ring.poll(capacity);
        ring.depth();

        for (int i = 0; i < capacity; i++) {
            assertThat(TestDescriptor.readFrom(ring.descriptors(), ring.polledSlot(i)))
                    .isEqualTo(TestDescriptor.number(i));
        }
    }

    @ParameterizedTest
    @EnumSource(RingKind.class)
    void shouldRefuseACapacityThatItCannotHave(RingKind kind) {
        for (int capacity : new int[] {0, -1, Integer.MIN_VALUE, DescriptorTable.MAX_CAPACITY + 1, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> kind.make(arena, capacity)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("capacity=" + capacity).hasMessageContaining("16777216");
        }
    }

    private static void pass(DescriptorRing ring, int count) {
        ring.claim(count);
        ring.publish(count);
        ring.poll(count);
        ring.release(count);
    }
}
