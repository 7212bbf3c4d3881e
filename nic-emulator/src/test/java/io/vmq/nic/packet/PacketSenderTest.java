package io.vmq.nic.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.linux.Lab;
import io.vmq.nic.linux.LinkCounters;
import io.vmq.nic.linux.Routes;
import io.vmq.nic.port.PortException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacketSenderTest {

    /** Frames of these stored bytes, each beginning with its place as if that were a MAC. */
    private static FrameBatch batch(int... storedBytes) {
        FrameBatch batch = new FrameBatch(storedBytes.length);
        Memory memory = Memory.allocate(storedBytes.length * 10_000L);
        batch.begin(memory);
        for (int i = 0; i < storedBytes.length; i++) {
            memory.putI64Be(i * 10_000L + 1, (long) i << 16);
            batch.add(i * 10_000L + 1, storedBytes[i], storedBytes[i] + 4, true, 0, 0, 0, i);
        }
        return batch;
    }

    private static int[] same(int count, int storedBytes) {
        int[] all = new int[count];
        Arrays.fill(all, storedBytes);
        return all;
    }

    @Test
    void shouldSendWhatIsAtHandFromAnyPlaceOn() throws Exception {
        Lab.withCable(1, cable -> {
            try (PacketSender sender = PacketSender.open(Lab.NEAR, false);
                    PacketPort port = PacketPort.open(Lab.FAR, RingSize.DEFAULT, List.of())) {
                LinkCounters before = cable.links().get(Lab.NEAR).counters();
                FrameBatch batch = batch(same(200, 61));
                assertThat(sender.send(batch, 150)).isEqualTo(50);
                assertThat(sender.send(batch, 200)).isZero();
                assertThat(sender.send(batch, 0)).as("more than one call holds").isEqualTo(200);
                List<Integer> places = new ArrayList<>();
                new Trip(sender, port).takeUntil(() -> places.size() >= 250, (queue, frame, bytes) -> {
                    assertThat(bytes).hasSize(61);
                    places.add(bytes[5] & 0xFF);
                });

                assertThat(places).hasSize(250);
                for (int i = 0; i < 250; i++) {
                    assertThat(places.get(i)).isEqualTo(i < 50 ? 150 + i : i - 50);
                }
                LinkCounters counted = cable.links().get(Lab.NEAR).counters().since(before);
                assertThat(counted.txFrames()).isEqualTo(250);
                assertThat(counted.txBytes()).isEqualTo(250 * 61);
                assertThat(sender.failedFrames()).isZero();
            }
        });
    }

    @Test
    void shouldCountFramesThatTheInterfaceCannotCarryAndSendTheOthers() throws Exception {
        Lab.withCable(1, cable -> {
            try (PacketSender sender = PacketSender.open(Lab.NEAR, false)) {
                LinkCounters before = cable.links().get(Lab.NEAR).counters();

                assertThat(sender.send(batch(60, 1514, 1519, 9_000, 60, 5, 60, 2_000), 0)).isEqualTo(8);

                assertThat(sender.failedFrames()).as("1519, 9000 and 2000 are too long, 5 are no frame").isEqualTo(4);
                assertThat(sender.failure()).isNull();
                assertThat(cable.links().get(Lab.NEAR).counters().since(before).txFrames()).isEqualTo(4);
            }
        });
    }

    @Test
    void shouldSayThatTheInterfaceWentDownOrIsGone() throws Exception {
        Lab.withCable(1, cable -> {
            try (PacketSender sender = PacketSender.open(Lab.NEAR, false);
                    PacketSender later = PacketSender.open(Lab.NEAR, false)) {
                cable.links().setDown(Lab.NEAR);
                assertThat(sender.send(batch(60, 60), 0)).isZero();
                assertThat(sender.failure()).isEqualTo(Lab.NEAR + " went down");
                assertThat(sender.send(batch(60, 60), 0)).isZero();
                assertThat(sender.failedFrames()).as("was not taken over").isZero();

                cable.links().delete(Lab.NEAR);
                assertThat(later.send(batch(60), 0)).isZero();
                assertThat(later.failure()).isEqualTo(Lab.NEAR + " is gone");
            }
        });
    }

    @Test
    void shouldRefuseTheWayToEverywhereUnlessAllowed() throws Exception {
        Lab.withCable(1, cable -> {
            Routes.addDefault(cable.links().get(Lab.NEAR));

            assertThatThrownBy(() -> PacketSender.open(Lab.NEAR, false)).isInstanceOf(PortException.class)
                    .hasMessageStartingWith(Lab.NEAR + " carries the default route, ");
            PacketSender.open(Lab.FAR, false).close();
            try (PacketSender sender = PacketSender.open(Lab.NEAR, true)) {
                assertThat(sender.send(batch(60), 0)).isEqualTo(1);
            }
        });
    }

    @Test
    void shouldWaitNoLongerThanItIsTold() throws Exception {
        Lab.withCable(1, cable -> {
            PacketSender sender = PacketSender.open(Lab.NEAR, false);
            sender.await(60_000);
            sender.close();
            sender.close();
        });
    }
}
