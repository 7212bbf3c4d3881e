package io.vmq.nic.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.nic.linux.Lab;
import io.vmq.nic.linux.Link;
import io.vmq.nic.linux.Macvlans;
import io.vmq.nic.port.PortException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembershipsTest {

    private static final MacAddress FIRST = MacAddress.parse("00:15:5d:00:00:01");
    private static final RingSize SMALL = new RingSize(RingSize.MIN_BLOCK_BYTES, 2, 1);

    private static List<MacAddress> macs(int... places) {
        return Arrays.stream(places).mapToObj(FIRST::plus).toList();
    }

    @Test
    void shouldJoinWhatANicHasFiltersForAndLeaveTheRest() throws Exception {
        Lab.withCable(1, cable -> {
            Link nic = Macvlans.add(cable.links(), "mac0", cable.links().get(Lab.NEAR));
            try (PacketSocket socket = PacketSocket.open(nic, "test")) {
                Memberships memberships = new Memberships(socket, cable.links());

                assertThat(memberships.join(macs(1, 2, 3, 2))).containsExactlyInAnyOrderElementsOf(macs(1, 2, 3));
                assertThat(memberships.join(macs(3, 4))).isEqualTo(macs(4));
                memberships.keepOnly(macs(2, 4, 9));

                assertThat(cable.links().get("mac0").promiscuity()).isZero();
                assertThat(Macvlans.unicastAddresses(nic)).containsExactlyElementsOf(macs(2, 4));
            }
        });
    }

    @Test
    void shouldFollowTheFiltersOfAPort() throws Exception {
        Lab.withCable(1, cable -> {
            Link nic = Macvlans.add(cable.links(), "mac0", cable.links().get(Lab.NEAR));
            try (FanoutPort port = FanoutPort.steeredByFilters("mac0", 8, SMALL,
                    List.of(new ReceiveFilter(FIRST, 5, 1), new ReceiveFilter(FIRST, 6, 1)), List.of())) {
                assertThat(Macvlans.unicastAddresses(nic)).containsExactlyElementsOf(macs(0));

                port.setFilters(List.of(new ReceiveFilter(FIRST.plus(1), 0, 1)));
                assertThat(Macvlans.unicastAddresses(nic)).containsExactlyElementsOf(macs(1));

                assertThatThrownBy(() -> port.setFilters(FilterProgramTest.untagged(1_000)))
                        .isInstanceOf(PortException.class).hasMessageContaining("would fit");
                assertThat(Macvlans.unicastAddresses(nic)).containsExactlyElementsOf(macs(1));
                assertThat(cable.links().get("mac0").promiscuity()).isZero();
            }
            assertThat(Macvlans.unicastAddresses(nic)).isEmpty();
            try (PacketPort port = PacketPort.open("mac0", SMALL, macs(7, 8, 7))) {
                assertThat(Macvlans.unicastAddresses(nic)).containsExactlyElementsOf(macs(7, 8));
                assertThat(port.failure()).isNull();
            }
            assertThat(Macvlans.unicastAddresses(nic)).isEmpty();
        });
    }

    @Test
    void shouldTakeBackWhatWouldMakeTheInterfacePromiscuous() throws Exception {
        Lab.withCable(1, cable -> {
            Link far = cable.links().get(Lab.FAR);
            try (PacketSocket socket = PacketSocket.open(far, "test")) {
                Memberships memberships = new Memberships(socket, cable.links(), true);

                assertThatThrownBy(() -> memberships.join(macs(1, 2))).isInstanceOf(PortException.class)
                        .hasMessageStartingWith(
                                "lab1: the NIC has no filters for 2 more addresses, so the system made it promiscuous");

                assertThat(cable.links().get(Lab.FAR).promiscuity()).isZero();
                assertThat(Macvlans.unicastAddresses(far)).isEmpty();
            }
        });
    }
}
