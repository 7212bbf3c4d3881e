package io.vmq.nic.xdp;

import static io.vmq.dispatch.steering.ReceiveFilter.ANY_VLAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.FilterTable;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.nic.bpf.BpfProgram;
import io.vmq.nic.bpf.KernelPrograms;
import io.vmq.nic.bpf.KernelPrograms.Verdict;
import io.vmq.nic.linux.Lab;
import io.vmq.nic.linux.SystemCalls;
import io.vmq.nic.port.PortException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program in the kernel against the table here, on frames that never see a wire. */
class FilterCodeTest {

    private static final int QUEUES = 30;
    static final MacAddress FIRST = MacAddress.parse("00:15:5d:00:00:01");

    @BeforeAll
    static void needsTheKernel() {
        Lab.assumeProgramsPossible();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldAgreeWithTheFilterTable(long seed) throws PortException {
        Random random = new Random(seed);
        try (XdpFilterProgram filterProgram = XdpFilterProgram.load(QUEUES, 1);
                BpfProgram program = BpfProgram.load("test_steer",
                        new FilterCode().findQueue(filterProgram.tables()).answer().assemble())) {
            for (int round = 0; round < 5; round++) {
                List<ReceiveFilter> filters = randomFilters(random, random.nextInt(80));
                FilterTable table = new FilterTable(filters);
                filterProgram.setFilters(filters);
                for (int i = 0; i < 1_000; i++) {
                    byte[] frame = randomFrame(random);
                    assertThat(KernelPrograms.run(program, frame).answer())
                            .as("seed %d, table %d, frame %d: %s", seed, round, i, Arrays.toString(frame))
                            .isEqualTo(table.queueFor(Memory.copyOf(frame), 0, frame.length));
                }
            }
        }
    }

    @Test
    void shouldStampByTheMonotonicClockInFrontOfTheFrame() throws PortException {
        byte[] frame = frame(FIRST, 0x0800, 1, 60);
        try (BpfProgram program = BpfProgram.load("test_stamp",
                new FilterCode().stamp().defaultQueue().answer().assemble())) {
            long before = SystemCalls.clockNs(SystemCalls.CLOCK_MONOTONIC);
            Verdict verdict = KernelPrograms.run(program, frame);
            long after = SystemCalls.clockNs(SystemCalls.CLOCK_MONOTONIC);

            assertThat(Arrays.copyOfRange(verdict.frame(), FilterCode.STAMP_BYTES, verdict.frame().length))
                    .isEqualTo(frame);
            assertThat(ByteBuffer.wrap(verdict.frame()).order(ByteOrder.nativeOrder()).getLong())
                    .isBetween(before, after);
        }
    }

    @Test
    void shouldPassAndCountWhatFindsNoSocket() throws PortException {
        try (XdpFilterProgram program = XdpFilterProgram.load(4, 1)) {
            for (int i = 0; i < 5; i++) {
                Verdict verdict = KernelPrograms.run(program.program(), frame(FIRST, 0x0800, 1, 60));
                assertThat(verdict.answer()).isEqualTo(FilterCode.XDP_PASS);
            }

            assertThat(program.unreceivedFrames()).isEqualTo(5);
        }
    }

    private static List<ReceiveFilter> randomFilters(Random random, int count) {
        List<ReceiveFilter> filters = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < count; i++) {
            MacAddress mac = randomMac(random);
            int vlan = Math.min(4094, randomVlan(random));
            if (seen.add(mac + " " + vlan)) {
                filters.add(new ReceiveFilter(mac, vlan, random.nextInt(QUEUES)));
            }
        }
        return filters;
    }

    private static MacAddress randomMac(Random random) {
        return FIRST.plus((long) random.nextInt(6) << (4 * random.nextInt(10)));
    }

    private static int randomVlan(Random random) {
        return random.nextInt(8) == 0 ? random.nextInt(4096) : ANY_VLAN + random.nextInt(5);
    }

    /** Untagged, tagged by either protocol, double-tagged, cut behind the tag's protocol; a few to group addresses. */
    private static byte[] randomFrame(Random random) {
        MacAddress mac = randomMac(random);
        MacAddress destination = random.nextInt(10) == 0 ? new MacAddress(mac.bits() | 0x0100_0000_0000L) : mac;
        int type = new int[] {0x0800, 0x86DD, 0x8100, 0x8100, 0x8100, 0x88A8}[random.nextInt(6)];
        int control = random.nextInt(8) << 13 | random.nextInt(2) << 12 | Math.max(0, randomVlan(random));
        int bytes = random.nextInt(6) == 0 ? 14 + random.nextInt(5) : 60 + random.nextInt(100);
        return frame(destination, type, control, bytes);
    }

    private static byte[] frame(MacAddress destination, int type, int control, int bytes) {
        ByteBuffer frame = ByteBuffer.allocate(100 + bytes).putLong(destination.bits() << 16).putInt(0x5D00_00FF)
                .putShort((short) type).putShort((short) control).putShort((short) 0x8100).putShort((short) 3);
        return Arrays.copyOf(frame.array(), bytes);
    }
}
