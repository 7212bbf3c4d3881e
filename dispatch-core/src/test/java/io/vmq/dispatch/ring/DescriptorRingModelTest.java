package io.vmq.dispatch.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Random walks over each ring beside an {@link ArrayDeque}: whatever is done in whatever order, the two agree. */
class DescriptorRingModelTest {

    private static final int STEPS = 2_000;

    static Stream<Arguments> ringsAndSeeds() {
        return RingKind.withCapacities().flatMap(ring -> LongStream.of(1, 20_260_101L, 0xC0FFEE)
                .mapToObj(seed -> Arguments.of(ring.get()[0], ring.get()[1], seed)));
    }

    @ParameterizedTest(name = "{0}, capacity {1}, seed {2}")
    @MethodSource("ringsAndSeeds")
    void shouldBehaveLikeASimpleQueue(RingKind kind, int capacity, long seed) {
        try (Arena arena = Arena.ofConfined()) {
            new Walk(kind.make(arena, capacity), new SplittableRandom(seed)).run();
        }
    }

    /** One walk: producer and consumer steps in random order, claims and polls that are only partly used. */
    private static final class Walk {

        private final DescriptorRing ring;
        private final SplittableRandom random;
        private final ArrayDeque<TestDescriptor> model = new ArrayDeque<>();
        private int written;

        Walk(DescriptorRing ring, SplittableRandom random) {
            this.ring = ring;
            this.random = random;
        }

        void run() {
            int producerShare = 50;
            for (int step = 0; step < STEPS; step++) {
                if (step % 200 == 0) {
                    // Phases in which the ring is mostly full, mostly empty, or in between.
                    producerShare = random.nextInt(10, 91);
                }
                if (random.nextInt(100) < producerShare) {
                    produce();
                } else {
                    consume();
                }
                assertThat(ring.depth()).as("depth after step %d", step).isEqualTo(model.size());
            }
        }

        private void produce() {
            int limit = random.nextInt(ring.capacity() + 3);
            int claimed = ring.claim(limit);
            assertThat(claimed).isEqualTo(Math.min(limit, ring.capacity() - model.size()));
            int published = claimed == 0 ? 0 : random.nextInt(claimed + 1);
            for (int i = 0; i < claimed; i++) {
                // A claimed slot that is not published is written over by the next claim.
                TestDescriptor.number(written + i).writeTo(ring.descriptors(), ring.claimedSlot(i));
            }
            for (int i = 0; i < published; i++) {
                model.add(TestDescriptor.number(written++));
            }
            ring.publish(published);
        }

        private void consume() {
            int limit = random.nextInt(ring.capacity() + 3);
            int polled = ring.poll(limit);
            assertThat(polled).isEqualTo(Math.min(limit, model.size()));
            Iterator<TestDescriptor> expected = model.iterator();
            for (int i = 0; i < polled; i++) {
                TestDescriptor next = expected.next();
                if (!next.isIn(ring.descriptors(), ring.polledSlot(i))) {
                    assertThat(TestDescriptor.readFrom(ring.descriptors(), ring.polledSlot(i))).isEqualTo(next);
                }
            }
            int released = polled == 0 ? 0 : random.nextInt(polled + 1);
            for (int i = 0; i < released; i++) {
                model.remove();
            }
            ring.release(released);
        }
    }
}
