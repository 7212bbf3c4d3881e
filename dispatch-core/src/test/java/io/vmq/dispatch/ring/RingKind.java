package io.vmq.dispatch.ring;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Every ring there is, for the tests that all of them must pass. */
enum RingKind {

    CURSOR {
        @Override
        DescriptorRing make(Arena arena, int capacity) {
            return new CursorRing(arena, capacity);
        }
    },
    VALID_BIT {
        @Override
        DescriptorRing make(Arena arena, int capacity) {
            return new ValidBitRing(arena, capacity);
        }
    };

    private static final int[] CAPACITIES = {1, 2, 3, 31, 32, 500, 512};

    abstract DescriptorRing make(Arena arena, int capacity);

    static Stream<Arguments> withCapacities() {
        return Arrays.stream(values()).flatMap(
                kind -> IntStream.of(CAPACITIES).mapToObj(capacity -> Arguments.of(kind, capacity)));
    }
}
