package io.vmq.dispatch.steering;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.memory.Memory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TransformedInputTest {

    private static final long SEED = 9_471;
    private static final List<IpProtocol> PROTOCOLS = List.of(IpProtocol.TCP, IpProtocol.UDP, IpProtocol.OTHER);
    private static final int ETHERNET = 14;
    private static final int IPV4_SOURCE = ETHERNET + 12;

    private static byte[] frame(FlowTuple flow) {
        Memory memory = Memory.allocate(FlowTuple.MAX_FRAME_BYTES);
        byte[] bytes = new byte[flow.writeFrame(memory, 0)];
        memory.get(0, bytes, 0, bytes.length);
        return bytes;
    }

    private static byte[] transformed(byte[] frame, HashTypes types, InputTransform transform) {
        Memory copy = Memory.copyOf(frame);
        new TransformedInput(types, transform).apply(copy, 0, frame.length);
        byte[] bytes = new byte[frame.length];
        copy.get(0, bytes, 0, bytes.length);
        return bytes;
    }

    private static FlowTuple flow(String source, String destination, int sourcePort, int destinationPort,
            IpProtocol protocol) {
        try {
            return new FlowTuple(InetAddress.getByName(source), InetAddress.getByName(destination), sourcePort,
                    destinationPort, protocol);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** 10.0.0.1 and 192.168.3.5, ports 0x1234 and 0x00ff, by hand. */
    @ParameterizedTest
    @CsvSource({"NONE, 10.0.0.1, 192.168.3.5, 4660, 255", "SYMMETRIC_XOR, 202.168.3.4, 202.168.3.4, 4811, 4811",
        "SYMMETRIC_OR_XOR, 202.168.3.5, 202.168.3.4, 4863, 4811"})
    void shouldReplaceAddressesAndPorts(InputTransform transform, String source, String destination, int sourcePort,
            int destinationPort) {
        byte[] frame = frame(flow("10.0.0.1", "192.168.3.5", 0x1234, 0x00FF, IpProtocol.TCP));

        assertThat(transformed(frame, HashTypes.ALL, transform))
                .isEqualTo(frame(flow(source, destination, sourcePort, destinationPort, IpProtocol.TCP)));
    }

    @Test
    void shouldLeavePortsAloneThatAreNotHashed() {
        byte[] frame = frame(flow("10.0.0.1", "192.168.3.5", 0x1234, 0x00FF, IpProtocol.UDP));

        assertThat(transformed(frame, HashTypes.parse("ipv4"), InputTransform.SYMMETRIC_XOR))
                .isEqualTo(frame(flow("202.168.3.4", "202.168.3.4", 0x1234, 0x00FF, IpProtocol.UDP)));
        assertThat(transformed(frame, HashTypes.parse("ipv6"), InputTransform.SYMMETRIC_XOR)).isEqualTo(frame);
    }

    @ParameterizedTest
    @EnumSource(value = InputTransform.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void shouldMakeBothDirectionsAlike(InputTransform transform) {
        Random random = new Random(SEED);
        for (int i = 0; i < 200; i++) {
            String source = address(random, i % 2 == 0);
            String destination = address(random, i % 2 == 0);
            int from = random.nextInt(65_536);
            int to = random.nextInt(65_536);
            IpProtocol protocol = PROTOCOLS.get(random.nextInt(PROTOCOLS.size()));

            assertThat(transformed(frame(flow(source, destination, from, to, protocol)), HashTypes.ALL, transform))
                    .as("seed %d, flow %d", SEED, i)
                    .isEqualTo(transformed(frame(flow(destination, source, to, from, protocol)), HashTypes.ALL,
                            transform));
        }
    }

    private static String address(Random random, boolean ipv4) {
        return ipv4 ? "10." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256)
                : "2001:db8::" + Integer.toHexString(random.nextInt(65_536)) + ":"
                        + Integer.toHexString(random.nextInt(65_536));
    }

    /** Bytes that are no packet, and packets cut anywhere: nothing beyond the frame is touched. */
    @Test
    void shouldStayWithinTheFrame() {
        byte[] whole = frame(flow("10.0.0.1", "192.168.3.5", 0x1234, 0x00FF, IpProtocol.TCP));
        for (int bytes = ETHERNET; bytes < whole.length; bytes++) {
            Memory memory = Memory.copyOf(whole);
            new TransformedInput(HashTypes.ALL, InputTransform.SYMMETRIC_XOR).apply(memory, 0, bytes);
            byte[] after = new byte[whole.length];
            memory.get(0, after, 0, after.length);

            assertThat(after).as("%d bytes", bytes).startsWith(Arrays.copyOf(whole, IPV4_SOURCE));
            assertThat(Arrays.copyOfRange(after, bytes, whole.length)).as("%d bytes", bytes)
                    .isEqualTo(Arrays.copyOfRange(whole, bytes, whole.length));
        }
    }
}
