package io.vmq.nic.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.nic.linux.Lab;
import io.vmq.nic.linux.Link;
import io.vmq.nic.linux.Macvlans;
import io.vmq.nic.linux.Routes;
import io.vmq.nic.port.Port;
import io.vmq.nic.port.PortException;
import io.vmq.nic.port.SteeredBy;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortOpeningTest {

    private static final NicAddress XDP = new NicAddress(Lab.NEAR, Backend.AF_XDP);

    private static final MacAddress FIRST = MacAddress.parse("00:15:5d:00:00:01");

    private static Port open(Backend backend, boolean evenOnDefaultRoute) throws PortException {
        return PortOpening.open(new NicAddress(Lab.NEAR, backend), SteeredBy.HOST, 1, List.of(), List.of(),
                evenOnDefaultRoute);
    }

    @Test
    void shouldNotTakeTheWayToEverywhereFromTheMachineUnlessTold() throws Exception {
        Lab.withCable(1, cable -> {
            Routes.addDefault(cable.links().get(Lab.NEAR));

            String refusal = "lab0 carries the default route, and af-xdp would take all of its frames away from this "
                    + "machine: nothing is opened; take another interface, or allow this one with --yes-this-interface";
            assertThatThrownBy(() -> open(Backend.AF_XDP, false)).isInstanceOf(PortException.class).hasMessage(refusal);
            assertThatThrownBy(() -> PortOpening.openQueuesOfNic(XDP, List.of(), false))
                    .isInstanceOf(PortException.class).hasMessage(refusal);
        });
    }

    @Test
    void shouldHaveTheNicTakeFramesOfVmsWithoutAQueueToo() throws Exception {
        Lab.withCable(1, cable -> {
            Link nic = Macvlans.add(cable.links(), "mac0", cable.links().get(Lab.NEAR));
            List<MacAddress> vms = IntStream.range(0, 6).mapToObj(FIRST::plus).toList();
            List<ReceiveFilter> filters = List.of(new ReceiveFilter(vms.get(4), 0, 1));

            try (Port port = PortOpening.open(new NicAddress("mac0", Backend.AF_PACKET_FANOUT), SteeredBy.FILTERS, 2,
                    filters, vms, false)) {
                assertThat(Macvlans.unicastAddresses(nic)).containsExactlyElementsOf(vms);

                port.setFilters(List.of(new ReceiveFilter(FIRST.plus(9), 0, 1)));
                assertThat(Macvlans.unicastAddresses(nic)).hasSize(7).containsAll(vms).contains(FIRST.plus(9));
                port.setFilters(List.of());
                assertThat(Macvlans.unicastAddresses(nic)).containsExactlyElementsOf(vms);
            }
            assertThat(Macvlans.unicastAddresses(nic)).isEmpty();
        });
    }

    @Test
    void shouldListenWhereTheDefaultRouteLeads() throws Exception {
        Lab.withCable(1, cable -> {
            Routes.addDefault(cable.links().get(Lab.NEAR));

            try (Port port = open(Backend.AF_PACKET, false)) {
                assertThat(port.failure()).isNull();
            }
        });
    }
}
