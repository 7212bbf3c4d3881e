package io.vmq.nic.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.FilterTable;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.dispatch.steering.VlanTag;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FilterProgramTest {

    private static final long SEED = 20_260_711;
    private static final int TABLES = 2_000;
    private static final int FRAMES_OF_A_TABLE = 40;

    /** Runs the program on the frame as the kernel has it there: its outermost tag taken out. */
    private static int queueOf(List<ClassicInstruction> program, byte[] frame) {
        Memory memory = Memory.copyOf(frame);
        if (VlanTag.idOf(memory, 0, frame.length) == VlanTag.NONE) {
            return new ClassicMachine(ByteBuffer.wrap(frame), false, 0).run(program);
        }
        byte[] untagged = new byte[frame.length - 4];
        memory.get(0, untagged, 0, 12);
        memory.get(16, untagged, 12, untagged.length - 12);
        return new ClassicMachine(ByteBuffer.wrap(untagged), true, memory.u16Be(14)).run(program);
    }

    static List<ReceiveFilter> untagged(int count) {
        MacAddress first = MacAddress.parse("00:15:5d:00:00:01");
        return IntStream.range(0, count)
                .mapToObj(i -> new ReceiveFilter(first.plus(i), ReceiveFilter.UNTAGGED_OR_ZERO, i % 7 + 1)).toList();
    }

    /** An untagged frame that carries a number in its last four bytes. */
    static byte[] frameFor(MacAddress mac, int number) {
        ByteBuffer frame = ByteBuffer.allocate(60);
        frame.putShort((short) (mac.bits() >>> 32)).putInt((int) mac.bits()).putInt(56, number);
        return frame.array();
    }

    static int numberOf(byte[] frame) {
        return ByteBuffer.wrap(frame).getInt(56);
    }

    @Test
    void shouldSteerAsTheFilterTableDoes() {
        Random random = new Random(SEED);
        int notDefault = 0;
        for (int i = 0; i < TABLES; i++) {
            RandomTable table = new RandomTable(random, i % 20 == 0 ? 400 : 30, 16);
            FilterTable expected = new FilterTable(table.filters());
            List<ClassicInstruction> program = FilterProgram.of(table.filters());
            for (int j = 0; j < FRAMES_OF_A_TABLE; j++) {
                byte[] frame = table.frame(j);
                int queue = expected.queueFor(Memory.copyOf(frame), 0, frame.length);
                assertThat(queueOf(program, frame)).as("seed %d, table %d, frame %d", SEED, i, j).isEqualTo(queue);
                notDefault += queue == 0 ? 0 : 1;
            }
        }
        assertThat(notDefault).isGreaterThan(TABLES * FRAMES_OF_A_TABLE / 10);
    }

    @Test
    void shouldHoldHundredsOfFiltersAndSayHowManyFit() {
        int most = FilterProgram.mostThatFit(untagged(2_000));

        assertThat(most).isGreaterThan(500);
        assertThat(FilterProgram.of(untagged(most))).hasSizeLessThanOrEqualTo(ClassicProgram.MAX_INSTRUCTIONS);
        assertThat(FilterProgram.of(untagged(most + 1))).hasSizeGreaterThan(ClassicProgram.MAX_INSTRUCTIONS);
        assertThat(FilterProgram.mostThatFit(untagged(12))).isEqualTo(12);
        assertThat(FilterProgram.mostThatFit(List.of())).isZero();
    }

    @Test
    void shouldFindTheLastOfAllFiltersInAFewSteps() {
        List<ReceiveFilter> filters = untagged(500);
        List<ClassicInstruction> program = FilterProgram.of(filters);
        for (ReceiveFilter filter : filters) {
            assertThat(queueOf(program, frameFor(filter.mac(), 0))).isEqualTo(filter.queue());
        }
    }

    @Test
    void shouldRefuseTwoFiltersForTheSame() {
        ReceiveFilter one = new ReceiveFilter(MacAddress.parse("00:15:5d:00:00:01"), 5, 1);

        assertThatThrownBy(() -> FilterProgram.of(List.of(one, new ReceiveFilter(one.mac(), 5, 2))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("two receive filters ask for MAC");
    }

    @Test
    void shouldPutAllIntoTheDefaultQueueWithoutFilters() {
        assertThat(FilterProgram.of(List.of())).containsExactly(ClassicInstruction.giveBack(0));
    }
}
