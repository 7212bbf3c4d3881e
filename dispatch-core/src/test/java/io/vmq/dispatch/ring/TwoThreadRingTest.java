package io.vmq.dispatch.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A producer and a consumer on threads of their own: every descriptor arrives once, in order and whole. */
class TwoThreadRingTest {

    private static final int BATCH = 32;

    static Stream<Arguments> rings() {
        return Stream.of(RingKind.values()).flatMap(kind -> Stream.of(Arguments.of(kind, 512, 2_000_000),
                Arguments.of(kind, 500, 500_000), Arguments.of(kind, 31, 100_000), Arguments.of(kind, 3, 20_000),
                Arguments.of(kind, 1, 20_000)));
    }

    @ParameterizedTest(name = "{0}, capacity {1}, {2} descriptors")
    @MethodSource("rings")
    void shouldMoveEveryDescriptorWholeAndInOrder(RingKind kind, int capacity, int count)
            throws InterruptedException, ExecutionException {
        try (Arena arena = Arena.ofShared()) {
            DescriptorRing ring = kind.make(arena, capacity);
            FutureTask<Integer> producer = new FutureTask<>(() -> produce(ring, count));
            Thread thread = Thread.ofPlatform().name("producer").daemon().start(producer);
            int consumed;
            try {
                consumed = consume(ring, count);
            } finally {
                // Its patience is bounded too, so it ends also when the consumer has failed.
                thread.join();
            }
            assertThat(producer.get()).isEqualTo(count);
            assertThat(consumed).isEqualTo(count);
            assertThat(ring.depth()).isZero();
        }
    }

    private static int produce(DescriptorRing ring, int count) {
        Patience patience = new Patience();
        int written = 0;
        while (written < count && patience.isLeft()) {
            int claimed = ring.claim(Math.min(BATCH, count - written));
            for (int i = 0; i < claimed; i++) {
                TestDescriptor.number(written + i).writeTo(ring.descriptors(), ring.claimedSlot(i));
            }
            ring.publish(claimed);
            written += claimed;
            patience.after(claimed);
        }
        return written;
    }

    private static int consume(DescriptorRing ring, int count) {
        Patience patience = new Patience();
        int read = 0;
        while (read < count && patience.isLeft()) {
            int polled = ring.poll(BATCH);
            for (int i = 0; i < polled; i++) {
                TestDescriptor expected = TestDescriptor.number(read + i);
                if (!expected.isIn(ring.descriptors(), ring.polledSlot(i))) {
                    assertThat(TestDescriptor.readFrom(ring.descriptors(), ring.polledSlot(i)))
                            .as("descriptor %d", read + i).isEqualTo(expected);
                }
            }
            ring.release(polled);
            read += polled;
            patience.after(polled);
        }
        return read;
    }

    /** Spins while nothing moves, and gives up after a number of spins in vain. */
    private static final class Patience {

        private static final int SPINS = 20_000_000;
        private static final int SPINS_BETWEEN_YIELDS = 256;

        private int inVain;

        boolean isLeft() {
            return inVain < SPINS;
        }

        // With fewer free CPUs than threads the other side must be let in; correctness does not depend on it.
        @SuppressWarnings("ThreadPriorityCheck")
        void after(int moved) {
            inVain = moved > 0 ? 0 : inVain + 1;
            if (inVain > 0) {
                Thread.onSpinWait();
                if (inVain % SPINS_BETWEEN_YIELDS == 0) {
                    Thread.yield();
                }
            }
        }
    }
}
