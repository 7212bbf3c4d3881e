package io.vmq.nic.xdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.nic.linux.Lab;
import io.vmq.nic.linux.Links;
import io.vmq.nic.port.PortException;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnicastMembershipsTest {

    private static final MacAddress FIRST = MacAddress.parse("00:15:5d:00:00:01");
    private static final List<MacAddress> TWO = List.of(FIRST, FIRST.plus(1));

    /** An end of a cable has no filters for addresses, so it stands for any NIC that has none. */
    @Test
    void shouldNeverLeaveANicPromiscuous() throws Exception {
        Lab.withCable(1, cable -> {
            Links links = cable.links();
            assertThatThrownBy(() -> UnicastMemberships.open(Links.open(), links.get(Lab.FAR), TWO, true))
                    .isInstanceOf(PortException.class).hasMessage("the NIC has no filters for 2 more addresses, so the"
                            + " system made it promiscuous, which was taken back; fewer VMs, or a NIC with more filters,"
                            + " would do");
            assertThat(links.get(Lab.FAR).promiscuity()).isZero();
        });
    }

    @Test
    void shouldTakeAnAddressBackThatWasRefusedLater() throws Exception {
        Lab.withCable(1, cable -> {
            Links links = cable.links();
            try (UnicastMemberships memberships = UnicastMemberships.open(Links.open(), links.get(Lab.FAR), List.of(),
                    true)) {
                assertThatThrownBy(() -> memberships.add(List.of(FIRST))).isInstanceOf(PortException.class)
                        .hasMessageContaining("no filters for 1 more address,");
                assertThat(links.get(Lab.FAR).promiscuity()).isZero();
            }
        });
    }

    @Test
    void shouldAskNothingOfAVirtualCable() throws Exception {
        Lab.withCable(1, cable -> {
            Links links = cable.links();
            try (UnicastMemberships memberships = UnicastMemberships.open(Links.open(), links.get(Lab.FAR), TWO)) {
                memberships.add(List.of(FIRST.plus(2)));
                memberships.keepOnly(List.of());
                assertThat(links.get(Lab.FAR).promiscuity()).isZero();
            }
        });
    }
}
