package io.vmq.dispatch.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryTest {

    private static final byte[] EIGHT = HexFormat.of().parseHex("8123456789abcdef");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 7})
    void shouldReadNetworkByteOrderAtAnyAlignment(int offset) {
        Memory memory = Memory.copyOf(new byte[offset + EIGHT.length]);
        memory.put(offset, EIGHT, 0, EIGHT.length);

        assertThat(memory.u8(offset)).isEqualTo(0x81);
        assertThat(memory.u16Be(offset)).isEqualTo(0x8123);
        assertThat(memory.i32Be(offset)).isEqualTo(0x81234567);
        assertThat(memory.i64Be(offset)).isEqualTo(0x81234567_89ABCDEFL);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 7})
    void shouldWriteNetworkByteOrderAtAnyAlignment(int offset) {
        Memory memory = Memory.copyOf(new byte[offset + EIGHT.length]);
        memory.putI64Be(offset, 0x81234567_89ABCDEFL);
        assertThat(bytes(memory, offset, 8)).containsExactly(0x81, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF);

        memory.putI32Be(offset, 0x01020304);
        memory.putU16Be(offset + 4, 0xFFFE);
        memory.putU8(offset + 6, 0x1FD);
        assertThat(bytes(memory, offset, 8)).containsExactly(1, 2, 3, 4, 0xFF, 0xFE, 0xFD, 0xEF);
    }

    @Test
    void shouldGiveBackPlainAndOrderedWords() {
        try (Arena arena = Arena.ofConfined()) {
            Memory memory = Memory.allocate(arena, 64);
            memory.putInt(4, -5);
            memory.putLong(8, Long.MIN_VALUE + 3);
            memory.putLongRelease(16, -7);

            assertThat(memory.getInt(4)).isEqualTo(-5);
            assertThat(memory.getLong(8)).isEqualTo(Long.MIN_VALUE + 3);
            assertThat(memory.getLongAcquire(16)).isEqualTo(-7);
            assertThat(memory.getLong(24)).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"-1", "57", "64", "4611686018427387904"})
    void shouldThrowForAnAccessOutsideTheRange(long offset) {
        try (Arena arena = Arena.ofConfined()) {
            Memory memory = Memory.allocate(arena, 64);
            Memory other = Memory.allocate(arena, 64);

            assertThatThrownBy(() -> memory.i64Be(offset)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> memory.putI64Be(offset, 1)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> memory.copyTo(offset, other, 0, 8)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> other.copyTo(0, memory, offset, 8)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void shouldThrowForAnOrderedAccessOutsideTheRange() {
        try (Arena arena = Arena.ofConfined()) {
            Memory memory = Memory.allocate(arena, 64);

            assertThatThrownBy(() -> memory.getLongAcquire(64)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> memory.putLongRelease(-8, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void shouldCopyBetweenRanges() {
        Memory from = Memory.copyOf(EIGHT);
        Memory to = Memory.copyOf(new byte[10]);
        from.copyTo(2, to, 5, 4);

        assertThat(bytes(to, 0, 10)).containsExactly(0, 0, 0, 0, 0, 0x45, 0x67, 0x89, 0xAB, 0);
    }

    @Test
    void shouldSeeTheBytesOfASegmentThatSomebodyElseMade() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(4);
            Memory memory = Memory.of(segment);
            memory.putU8(3, 9);

            assertThat(segment.toArray(ValueLayout.JAVA_BYTE)).containsExactly(0, 0, 0, 9);
            assertThat(memory.sizeBytes()).isEqualTo(4);
        }
    }

    @Test
    void shouldRefuseBytesOnTheHeapWhichHaveNoAddress() {
        MemorySegment heap = MemorySegment.ofArray(new byte[4]);
        assertThatThrownBy(() -> Memory.of(heap)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("heap");
    }

    @Test
    void shouldStartOnAPairOfCacheLines() {
        try (Arena arena = Arena.ofConfined()) {
            AskedFor asked = new AskedFor(arena);
            Memory memory = Memory.allocate(asked, 77);

            assertThat(memory.sizeBytes()).isEqualTo(77);
            assertThat(asked.alignmentBytes).isEqualTo(128);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,64", "63,64", "64,64", "65,128", "9216,9216", "9217,9280"})
    void shouldRoundUpToWholeCacheLines(long bytes, long rounded) {
        assertThat(CacheLine.roundUp(bytes)).isEqualTo(rounded);
    }

    private static int[] bytes(Memory memory, long offset, int count) {
        byte[] bytes = new byte[count];
        memory.get(offset, bytes, 0, count);
        return unsigned(bytes);
    }

    private static int[] unsigned(byte[] bytes) {
        int[] unsigned = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            unsigned[i] = bytes[i] & 0xFF;
        }
        return unsigned;
    }

    /** Remembers what was asked of an arena. */
    private static final class AskedFor implements Arena {

        private final Arena arena;
        private long alignmentBytes;

        AskedFor(Arena arena) {
            this.arena = arena;
        }

        @Override
        public MemorySegment allocate(long byteSize, long byteAlignment) {
            alignmentBytes = byteAlignment;
            return arena.allocate(byteSize, byteAlignment);
        }

        @Override
        public MemorySegment.Scope scope() {
            return arena.scope();
        }

        @Override
        public void close() {
            arena.close();
        }
    }
}
