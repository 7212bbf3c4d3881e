package io.vmq.dispatch.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.memory.Memory;
import java.lang.foreign.Arena;
import java.lang.reflect.Field;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where things lie in memory: nothing that two threads write shares a pair of cache lines, and no field covers another. */
class RingLayoutTest {

    private static final int PAIR_BYTES = 128;
    private static final int DESCRIPTOR_BYTES = 32;

    private final Arena arena = Arena.ofConfined();

    @AfterEach
    void closeArena() {
        arena.close();
    }

    @Test
    void shouldKeepTheTwoCursorsOnSeparatePairsOfCacheLines() throws ReflectiveOperationException {
        CursorLayout cursors = new CursorLayout(arena);
        Memory memory = (Memory) field(cursors, "memory");
        cursors.tailRelease(1);
        long tail = onlyWord(memory, 1);
        cursors.headRelease(2);
        long head = onlyWord(memory, 2);

        assertThat(cursors.tailAcquire()).isEqualTo(1);
        assertThat(cursors.headAcquire()).isEqualTo(2);
        assertThat(tail / PAIR_BYTES).isNotEqualTo(head / PAIR_BYTES);
        assertThat(memory.sizeBytes() - Math.max(tail, head)).as("room behind the last cursor")
                .isGreaterThanOrEqualTo(PAIR_BYTES);
    }

    @Test
    void shouldPadWhatASideKeepsToItself() throws ReflectiveOperationException {
        RingSide side = new RingSide();
        long[] words = (long[]) field(side, "padded");
        side.position(7);
        side.seen(8);

        int[] used = IntStream.range(0, words.length).filter(i -> words[i] != 0).toArray();
        assertThat(used).hasSize(2);
        assertThat(used[0] * Long.BYTES).isGreaterThanOrEqualTo(PAIR_BYTES);
        assertThat((words.length - 1 - used[1]) * Long.BYTES).isGreaterThanOrEqualTo(PAIR_BYTES - Long.BYTES);
        assertThat(side.position()).isEqualTo(7);
        assertThat(side.seen()).isEqualTo(8);
    }

    @Test
    void shouldPutTwoDescriptorsOnACacheLine() throws ReflectiveOperationException {
        DescriptorTable table = new DescriptorTable(arena, 8);
        Memory memory = (Memory) field(table, "memory");
        assertThat(memory.sizeBytes()).isEqualTo(8 * DESCRIPTOR_BYTES);

        table.write(3, -1, DescriptorTable.FRAME_LIMIT - 1, -1, DescriptorTable.MAX_FIELD, DescriptorTable.MAX_FIELD,
                -1, -1);
        table.stampRelease(3, -1);
        for (long at = 0; at < memory.sizeBytes(); at += Long.BYTES) {
            boolean inside = at / DESCRIPTOR_BYTES == 3;
            assertThat(memory.getLong(at)).as("offset %d", at).isEqualTo(inside ? -1 : 0);
        }
    }

    @Test
    void shouldCarryTheExtremesOfEveryField() {
        DescriptorTable table = new DescriptorTable(arena, 2);
        TestDescriptor[] extremes = {
            new TestDescriptor(Long.MAX_VALUE, 0, Integer.MIN_VALUE, 0, DescriptorTable.MAX_FIELD, 0, -1),
            new TestDescriptor(Long.MIN_VALUE, DescriptorTable.FRAME_LIMIT - 1, Integer.MAX_VALUE,
                    DescriptorTable.MAX_FIELD, 0, -1, 0)};
        for (TestDescriptor extreme : extremes) {
            extreme.writeTo(table, 1);
            assertThat(TestDescriptor.readFrom(table, 1)).isEqualTo(extreme);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 0x1234_5678_9ABCL, DescriptorTable.FRAME_LIMIT - 1})
    void shouldKeepAllFieldsWhateverTheStampInTheSameWord(long frame) {
        DescriptorTable table = new DescriptorTable(arena, 2);
        TestDescriptor fields = new TestDescriptor(-1, frame, -1, 0, 0, -1, -1);
        fields.writeTo(table, 1);
        for (int stamp : new int[] {1, 0xFFFF, 0x8000, 0, 77, 0x1_0000, 0x1_0002, -1}) {
            table.stampRelease(1, stamp);
            assertThat(table.stampAcquire(1)).as("low 16 bits of stamp %#x", stamp).isEqualTo(stamp & 0xFFFF);
            assertThat(TestDescriptor.readFrom(table, 1)).as("stamp %#x", stamp).isEqualTo(fields);
        }
        assertThat(table.stampAcquire(0)).as("stamp of the neighbour").isZero();
    }

    @Test
    void shouldHaveNoStampSinceADescriptorWasWritten() {
        DescriptorTable table = new DescriptorTable(arena, 1);
        assertThat(table.stampAcquire(0)).isZero();
        table.stampRelease(0, 77);
        TestDescriptor.number(5).writeTo(table, 0);

        assertThat(table.stampAcquire(0)).isZero();
    }

    @Test
    void shouldCountTheSlotsOfAPartFromItsFirst() {
        DescriptorTable table = new DescriptorTable(arena, 8);
        DescriptorTable part = table.from(3);
        TestDescriptor.number(1).writeTo(part, 0);
        part.stampRelease(0, 9);
        TestDescriptor.number(2).writeTo(part.from(2), 1);

        assertThat(TestDescriptor.readFrom(table, 3)).isEqualTo(TestDescriptor.number(1));
        assertThat(table.stampAcquire(3)).isEqualTo(9);
        assertThat(TestDescriptor.readFrom(table, 6)).isEqualTo(TestDescriptor.number(2));
        assertThat(TestDescriptor.readFrom(part, 3)).isEqualTo(TestDescriptor.number(2));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "3,4", "4,4", "31,32", "32,32", "33,64", "500,512", "512,512", "16777216,16777216"})
    void shouldRoundSlotsUpToAPowerOfTwo(int capacity, int slots) {
        assertThat(DescriptorTable.slotsFor(capacity)).isEqualTo(slots);
    }

    private static long onlyWord(Memory memory, long value) {
        long[] offsets = LongStream.iterate(0, at -> at < memory.sizeBytes(), at -> at + Long.BYTES)
                .filter(at -> memory.getLong(at) == value).toArray();
        assertThat(offsets).hasSize(1);
        return offsets[0];
    }

    private static Object field(Object owner, String name) throws ReflectiveOperationException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }
}
