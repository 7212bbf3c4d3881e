package io.vmq.nic.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.host.VirtualMachine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who a captured frame belongs to: its VM and its flow. */
class CaptureFlowsTest {

    private static final int TCP = 6;
    private static final int UDP = 17;

    @TempDir
    private Path directory;

    private Capture capture(byte[]... frames) throws CaptureException {
        FileBytes bytes = new FileBytes(ByteOrder.LITTLE_ENDIAN).pcapHeader(0xA1B2C3D4L, 1);
        for (byte[] frame : frames) {
            bytes.pcapFrame(1, 0, frame, frame.length);
        }
        return CaptureReader.read(FileBytes.write(directory, bytes.bytes()));
    }

    private static ByteBuffer ethernet(int to, int type, int... vlans) {
        ByteBuffer frame = ByteBuffer.allocate(120).put(FileBytes.frame(to, 9, 12 + 2), 0, 12);
        for (int vlan : vlans) {
            frame.putShort((short) 0x8100).putShort((short) vlan);
        }
        return frame.putShort((short) type);
    }

    private static byte[] ipv4(ByteBuffer frame, int protocol, int from, int sourcePort, int fragment) {
        frame.put((byte) 0x45).put((byte) 0).putShort((short) 60).putShort((short) 1).putShort((short) fragment)
                .put((byte) 64).put((byte) protocol).putShort((short) 0).putInt(from).putInt(0x0A000001)
                .putShort((short) sourcePort).putShort((short) 80);
        return bytes(frame);
    }

    private static byte[] ipv6(ByteBuffer frame, int sourcePort, int... headers) {
        frame.putInt(0x60000000).putShort((short) 60).put((byte) headers[0]).put((byte) 64).put(new byte[32]);
        for (int i = 1; i < headers.length; i++) {
            frame.put((byte) headers[i]).put((byte) 0).put(new byte[6]);
        }
        return bytes(frame.putShort((short) sourcePort).putShort((short) 80));
    }

    /** The whole buffer, what was not written included. */
    private static byte[] bytes(ByteBuffer frame) {
        byte[] bytes = new byte[frame.capacity()];
        frame.get(0, bytes);
        return bytes;
    }

    private int[] flowNumbers(byte[]... frames) throws CaptureException {
        try (Capture capture = capture(frames)) {
            CaptureFlows flows = CaptureFlows.of(capture);
            int[] numbers = new int[frames.length];
            for (int i = 0; i < frames.length; i++) {
                numbers[i] = flows.flowOf(i);
            }
            return numbers;
        }
    }

    @Test
    void shouldTellFlowsApartByAddressesPortsAndProtocol() throws CaptureException {
        assertThat(flowNumbers(ipv4(ethernet(1, 0x0800), TCP, 1, 1000, 0), ipv4(ethernet(1, 0x0800), TCP, 1, 1001, 0),
                ipv4(ethernet(1, 0x0800), TCP, 2, 1000, 0), ipv4(ethernet(1, 0x0800), UDP, 1, 1000, 0),
                ipv4(ethernet(2, 0x0800), TCP, 1, 1000, 0), ipv4(ethernet(1, 0x0800), TCP, 1, 1000, 0)))
                .containsExactly(0, 1, 2, 3, 4, 0);
    }

    @Test
    void shouldTellFlowsApartByVlan() throws CaptureException {
        assertThat(
                flowNumbers(ipv4(ethernet(1, 0x0800), TCP, 1, 1000, 0), ipv4(ethernet(1, 0x0800, 0), TCP, 1, 1000, 0),
                        ipv4(ethernet(1, 0x0800, 5), TCP, 1, 1000, 0), ipv4(ethernet(1, 0x0800, 5, 7), TCP, 1, 1000, 0),
                        ipv4(ethernet(1, 0x0800, 0x6005), TCP, 1, 1000, 0)))
                .containsExactly(0, 1, 2, 3, 2);
    }

    @Test
    void shouldPutAllFragmentsOfTwoHostsTogetherWhateverTheirPortsSay() throws CaptureException {
        assertThat(flowNumbers(ipv4(ethernet(1, 0x0800), UDP, 1, 1000, 0x2000),
                ipv4(ethernet(1, 0x0800), UDP, 1, 7, 0x2003),
                ipv4(ethernet(1, 0x0800), UDP, 1, 1000, 0x4000))).containsExactly(0, 0, 1);
    }

    @Test
    void shouldFindPortsBehindExtensionHeaders() throws CaptureException {
        assertThat(flowNumbers(ipv6(ethernet(1, 0x86DD), 1000, TCP), ipv6(ethernet(1, 0x86DD), 1001, TCP),
                ipv6(ethernet(1, 0x86DD), 1000, 0, 60, TCP), ipv6(ethernet(1, 0x86DD), 1001, 43, TCP),
                ipv6(ethernet(1, 0x86DD), 1000, 44, TCP), ipv6(ethernet(1, 0x86DD), 1001, 44, TCP)))
                .containsExactly(0, 1, 0, 1, 2, 2);
    }

    @Test
    void shouldReadFramesThatEndAnywhere() throws CaptureException {
        byte[] whole = ipv6(ethernet(1, 0x86DD, 3, 4), 1000, 0, TCP);
        for (int bytes = 1; bytes < whole.length; bytes++) {
            assertThat(flowNumbers(Arrays.copyOf(whole, bytes))).containsExactly(0);
        }
    }

    private static byte[] to(int... mac) {
        byte[] frame = FileBytes.frame(0, 9, 60);
        for (int i = 0; i < 6; i++) {
            frame[i] = (byte) mac[i];
        }
        return frame;
    }

    @Test
    void shouldMakeVmsOfTheFirstUnicastDestinations() throws CaptureException {
        try (Capture capture = capture(to(0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF), to(0, 1, 2, 3, 4, 9),
                to(1, 0, 0x5E, 0, 0, 1), to(0, 1, 2, 3, 4, 5), to(0, 1, 2, 3, 4, 9), new byte[13],
                to(0, 1, 2, 3, 4, 7))) {
            assertThat(CaptureVms.of(capture, 2)).containsExactly(
                    new VirtualMachine("vm1", MacAddress.parse("00:01:02:03:04:09"), VirtualMachine.ANY_VLAN),
                    new VirtualMachine("vm2", MacAddress.parse("00:01:02:03:04:05"), VirtualMachine.ANY_VLAN));
            assertThat(CaptureVms.of(capture, 0)).isEmpty();
            assertThat(CaptureVms.of(capture, 100)).hasSize(3);

            int[] vmOfFlow = CaptureFlows.of(capture).vmOfFlow(CaptureVms.of(capture, 2));
            assertThat(vmOfFlow).containsExactly(Source.HOST, 0, Source.HOST, 1, Source.HOST, Source.HOST);
        }
    }

    @Test
    void shouldGiveAVmWithAVlanOnlyTheFramesOfThatVlan() throws CaptureException {
        MacAddress mac = MacAddress.parse("00:15:5d:00:00:01");
        try (Capture capture = capture(ipv4(ethernet(1, 0x0800, 5), TCP, 1, 1, 0),
                ipv4(ethernet(1, 0x0800, 6), TCP, 1, 1, 0), ipv4(ethernet(1, 0x0800), TCP, 1, 1, 0))) {
            CaptureFlows flows = CaptureFlows.of(capture);

            assertThat(flows.vmOfFlow(List.of(new VirtualMachine("a", mac, 6), new VirtualMachine("b", mac, 5))))
                    .containsExactly(1, 0, Source.HOST);
        }
    }
}
