package io.vmq.nic.xdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.steering.VlanTag;
import io.vmq.nic.linux.Lab;
import io.vmq.nic.port.SteeredBy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Ports whose queues are those of the hardware. */
class HardwareQueuesTest {

    private static final int FRAMES = 5_000;
    private static final int FLOWS = 64;
    private static final int AT_ONCE = 50;
    private static final MacAddress RECEIVER = MacAddress.parse("00:15:5d:00:00:01");

    @BeforeAll
    static void needsTheKernel() {
        Lab.assumeXdpPossible();
    }

    @Test
    void shouldShowEachHardwareQueueAsOneOfThePort() throws Exception {
        Lab.withCable(4, _ -> {
            try (XdpPort port = XdpPort.open(Lab.FAR, XdpSettings.byHardware(), List.of());
                    PacketOutlet outlet = new PacketOutlet(Lab.NEAR)) {
                assertThat(port.queueCount()).isEqualTo(4);
                assertThat(port.steeredBy()).isEqualTo(SteeredBy.HASH);
                assertThatThrownBy(() -> port.setFilters(List.of()))
                        .isInstanceOf(UnsupportedOperationException.class);
                Map<Integer, Integer> queueOfFlow = new HashMap<>();
                int[] frames = new int[4];
                ReceivedFrames received = new ReceivedFrames(port);
                for (int sent = 0; sent < FRAMES;) {
                    for (int i = 0; i < AT_ONCE; i++, sent++) {
                        outlet.send(TestFrames.frame(RECEIVER, VlanTag.NONE, sent % FLOWS, sent));
                    }
                    int count = received.readUntil(sent, (queue, frame, _) -> {
                        frames[queue]++;
                        assertThat(queueOfFlow.merge(TestFrames.flowOf(frame), queue, (first, _) -> first))
                                .isEqualTo(queue);
                    });
                    assertThat(count).isEqualTo(sent);
                }
                assertThat(Arrays.stream(frames).filter(each -> each > 0).count()).isGreaterThan(1);
                assertThat(port.lostFrames()).isZero();
            }
        });
    }
}
