package io.vmq.tools.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.linux.PrivateLink;
import io.vmq.nic.linux.SystemCalls;
import io.vmq.nic.packet.PacketPort;
import io.vmq.nic.packet.RingSize;
import io.vmq.nic.port.Port;
import io.vmq.nic.port.PortException;
import io.vmq.nic.port.PortQueue;
import io.vmq.nic.traffic.FrameTag;
import io.vmq.tools.command.Vmq.Outcome;
import io.vmq.tools.conformance.wire.Cables;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code vmq send --to} over a cable in a private network, skipped where there can be none. */
class SendInterfaceTest {

    private static final String NEAR = "send0";
    private static final String FAR = "send1";
    private static final int FRAME_ROOM = 9_728;

    @FunctionalInterface
    interface Work {
        void run() throws PortException;
    }

    /** On a thread of its own, which is in a network of its own. */
    static void inPrivateNetwork(Work work) throws Exception {
        Cables.inPrivateNetwork(() -> {
            work.run();
            return true;
        });
    }

    private static Outcome send(String... more) {
        List<String> arguments = new ArrayList<>(List.of("send", "--to", NEAR, "--duration", "200ms", "--rate",
                "20kpps", "--frame-size", "70", "--seed", "5", "--mix", "ipv6:10%,arp:5%", "--protocol", "udp"));
        arguments.addAll(List.of(more));
        return Vmq.run(arguments.toArray(String[]::new));
    }

    @Test
    void shouldPutEveryFrameOnTheCableInTheOrderOfItsFlow() throws Exception {
        inPrivateNetwork(() -> {
            try (PrivateLink cable = PrivateLink.open(NEAR, FAR, 1);
                    Port port = PacketPort.open(cable.far(), RingSize.DEFAULT, List.of())) {
                Outcome outcome = send("--json");
                JsonNode document = JsonMapper.builder().build().readTree(outcome.out());
                long sent = document.at("/frames/sent").asLong();
                long tagged = readTags(port, sent, document.at("/frames/tagged").asLong());

                assertThat(document.at("/frames/failed").asLong()).isZero();
                assertThat(outcome.code()).as(outcome.err()).isEqualTo(document.get("complete").asBoolean() ? 0 : 3);
                assertThat(sent).isPositive();
                assertThat(tagged).isEqualTo(document.at("/frames/tagged").asLong()).isPositive();
                assertThat(document.at("/target/name").asString()).isEqualTo(NEAR);
            }
        });
    }

    /** Reads all frames; those with a tag must come in the order of their flow. Returns how many had one. */
    private static long readTags(Port port, long frames, long tagged) {
        PortQueue queue = port.queue(0);
        Memory frame = Memory.allocate(FRAME_ROOM);
        int[] next = new int[1 << 16];
        long received = 0;
        long withTag = 0;
        for (int waits = 0; received + port.lostFrames() < frames && waits < 200; waits++) {
            port.await(20);
            while (queue.next()) {
                int bytes = queue.copyTo(frame, 0, FRAME_ROOM);
                long tag = FrameTag.read(frame, 0, bytes);
                received++;
                if (tag != FrameTag.NONE) {
                    withTag++;
                    assertThat((int) (tag >>> 32)).isGreaterThanOrEqualTo(next[(int) tag]);
                    next[(int) tag] = (int) (tag >>> 32) + 1;
                }
            }
        }
        assertThat(received).as("frames that arrived, of %d, %d of them tagged", frames, tagged).isEqualTo(frames);
        return withTag;
    }

    @Test
    void shouldSayThatThereIsNoSuchInterface() throws Exception {
        inPrivateNetwork(() -> send().assertRefused("--to", NEAR, "no such interface"));
    }

    @Test
    void shouldNotSendWhereTheDefaultRouteLeadsUnlessTold() throws Exception {
        inPrivateNetwork(() -> {
            try (PrivateLink cable = PrivateLink.open(NEAR, FAR, 1);
                    Port port = PacketPort.open(cable.far(), RingSize.DEFAULT, List.of())) {
                routeEverythingThrough(SystemCalls.interfaceIndex(NEAR));

                send().assertRefused("--to", NEAR, "default route", "--yes-this-interface");
                assertThat(port.await(50)).as("anything on the cable").isFalse();
                Outcome told = send("--yes-this-interface", "--json");
                assertThat(told.code()).as(told.err()).isIn(0, 3);
                assertThat(port.await(1_000)).isTrue();
            }
        });
    }

    /** RTM_NEWROUTE, IPv4, to everywhere, in the main table, by this interface (rtnetlink(7)). */
    static void routeEverythingThrough(int interfaceIndex) {
        ByteBuffer message = ByteBuffer.allocateDirect(36).order(ByteOrder.nativeOrder());
        message.putInt(36).putShort((short) 24).putShort((short) 0x405).putInt(1).putInt(0);
        message.put(new byte[] {2, 0, 0, 0, (byte) 254, 4, (byte) 253, 1}).putInt(0);
        message.putShort((short) 8).putShort((short) 4).putInt(interfaceIndex).flip();
        int kernel = SystemCalls.socket(SystemCalls.AF_NETLINK, SystemCalls.SOCK_RAW, 0);
        assertThat(SystemCalls.send(kernel, MemorySegment.ofBuffer(message), 0)).isEqualTo(36);
        ByteBuffer answer = ByteBuffer.allocateDirect(256).order(ByteOrder.nativeOrder());
        assertThat(SystemCalls.receive(kernel, MemorySegment.ofBuffer(answer), 0)).isPositive();
        assertThat(answer.getInt(16)).as("the kernel's answer").isZero();
        SystemCalls.close(kernel);
    }
}
