package io.vmq.dispatch.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only a ring with stamps can get wrong: a stamp has 16 bits, so it comes again after 2^15 laps. */
class ValidBitRingTest {

    private static final int LAPS = 70_001;

    @ParameterizedTest
    @CsvSource({"1,1", "1,2", "3,1", "3,2", "3,3", "3,7"})
    void shouldGoOnWhenStampsHaveWrapped(int capacity, int batch) {
        try (Arena arena = Arena.ofConfined()) {
            DescriptorRing ring = new ValidBitRing(arena, capacity);
            long end = (long) LAPS * DescriptorTable.slotsFor(capacity);
            long written = 0;
            long read = 0;
            while (read < end) {
                int held = (int) (written - read);
                int claimed = ring.claim(batch);
                if (claimed != Math.min(batch, capacity - held)) {
                    assertThat(claimed).as("claimed at position %d", written).isEqualTo(
                            Math.min(batch, capacity - held));
                }
                for (int i = 0; i < claimed; i++) {
                    TestDescriptor.number(written + i).writeTo(ring.descriptors(), ring.claimedSlot(i));
                }
                expectPolled(ring, read, held);
                ring.publish(claimed);
                written += claimed;
                int polled = expectPolled(ring, read, held + claimed);
                // Mostly one frame stays, so that a batch begins at every slot; sometimes none does.
                int released = written % 5 == 0 ? polled : Math.max(1, polled - 1);
                ring.release(released);
                read += released;
            }
            assertThat(ring.depth()).isEqualTo((int) (written - read));
            assertThat(read / DescriptorTable.slotsFor(capacity)).isGreaterThan(70_000);
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "3"})
    void shouldSeeEmptyAndFullInEveryLap(int capacity) {
        try (Arena arena = Arena.ofConfined()) {
            DescriptorRing ring = new ValidBitRing(arena, capacity);
            long end = (long) LAPS * DescriptorTable.slotsFor(capacity);
            for (long position = 0; position < end; position += capacity) {
                boolean emptyAsItShould = ring.poll(capacity + 1) == 0 && ring.depth() == 0
                        && ring.claim(capacity + 1) == capacity;
                ring.publish(capacity);
                boolean fullAsItShould = ring.poll(capacity + 1) == capacity && ring.depth() == capacity
                        && ring.claim(capacity + 1) == 0;
                ring.release(capacity);
                if (!emptyAsItShould || !fullAsItShould) {
                    assertThat(emptyAsItShould).as("empty at position %d", position).isTrue();
                    assertThat(fullAsItShould).as("full at position %d", position).isTrue();
                }
            }
        }
    }

    /** Assertions only for what fails: there are hundreds of thousands of descriptors. */
    private static int expectPolled(DescriptorRing ring, long read, int held) {
        int polled = ring.poll(ring.capacity() + 1);
        if (polled != held) {
            assertThat(polled).as("polled at position %d", read).isEqualTo(held);
        }
        for (int i = 0; i < polled; i++) {
            TestDescriptor expected = TestDescriptor.number(read + i);
            if (!expected.isIn(ring.descriptors(), ring.polledSlot(i))) {
                assertThat(TestDescriptor.readFrom(ring.descriptors(), ring.polledSlot(i)))
                        .as("position %d", read + i).isEqualTo(expected);
            }
        }
        return polled;
    }
}
