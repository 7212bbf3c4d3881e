package io.vmq.dispatch.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.memory.Memory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** VMMQ against its two halves: the filter decides on the port, RSS on the queue in it. */
class VmmqSteeringTest {

    private static final int PORTS = 3;
    private static final MacAddress FIRST_VM = MacAddress.parse("00:15:5d:00:00:01");

    private static SteeringContext context(int queuesPerPort) {
        List<ReceiveFilter> filters = new ArrayList<>();
        for (int port = 0; port < PORTS; port++) {
            filters.add(new ReceiveFilter(FIRST_VM.plus(port), ReceiveFilter.ANY_VLAN, 1 + port * queuesPerPort));
        }
        return SteeringContext.idle(1 + PORTS * queuesPerPort, RssSettings.DEFAULT, filters, queuesPerPort);
    }

    private static int steer(Steering steering, byte[] frame) {
        FrameBatch batch = new FrameBatch(1);
        batch.begin(Memory.copyOf(frame));
        batch.add(0, frame.length, frame.length + 4, true, 0, 0, 0, 0);
        int[] queue = new int[1];
        steering.steer(batch, queue);
        return queue[0];
    }

    @ParameterizedTest(name = "{0} queues a VM")
    @ValueSource(ints = {1, 2, 3, 8, 16})
    void shouldSpreadEachVmsFramesOverItsOwnQueues(int queuesPerPort) {
        SteeringContext context = context(queuesPerPort);
        Steering vmmq = new VmmqProvider().create(context);
        Steering ports = new VmqProvider().create(context);
        Steering spreading = RssSteering.roundRobin(context.rss(), queuesPerPort);
        RandomPackets packets = new RandomPackets(11);
        boolean[] seen = new boolean[context.queueCount()];
        for (int i = 0; i < 20_000; i++) {
            byte[] frame = packets.damaged();
            System.arraycopy(macBytes(FIRST_VM.plus(i % (PORTS + 1))), 0, frame, 0, 6);
            int port = steer(ports, frame);
            int expected = port == 0 ? 0 : port + steer(spreading, frame);
            assertThat(steer(vmmq, frame)).as("frame %d, seed 11", i).isEqualTo(expected);
            seen[expected] = true;
        }
        assertThat(seen).as("every queue had frames").doesNotContain(false);
    }

    @Test
    void shouldSendWhatIsNotHashedToThePortsFirstQueue() {
        Steering vmmq = new VmmqProvider().create(context(4));
        byte[] arp = Packets.join(Packets.ethernet(0x0806), Packets.filled(28, 1));

        for (int port = 0; port < PORTS; port++) {
            System.arraycopy(macBytes(FIRST_VM.plus(port)), 0, arp, 0, 6);
            assertThat(steer(vmmq, arp)).isEqualTo(1 + 4 * port);
        }
    }

    private static byte[] macBytes(MacAddress mac) {
        byte[] bytes = new byte[6];
        for (int i = 0; i < 6; i++) {
            bytes[i] = (byte) (mac.bits() >>> (40 - 8 * i));
        }
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 4, 1000})
    void shouldRefuseFiltersWhosePortsDoNotFit(int queue) {
        ReceiveFilter filter = new ReceiveFilter(FIRST_VM, ReceiveFilter.ANY_VLAN, queue);
        SteeringContext context = SteeringContext.idle(5, RssSettings.DEFAULT, List.of(filter), 2);

        assertThatIllegalArgumentException().isThrownBy(() -> new VmmqProvider().create(context))
                .withMessageContaining("names queue " + queue).withMessageContaining("0 to 4");
    }
}
