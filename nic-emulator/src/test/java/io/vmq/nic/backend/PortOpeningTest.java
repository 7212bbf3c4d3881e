package io.vmq.nic.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.nic.linux.Lab;
import io.vmq.nic.linux.Routes;
import io.vmq.nic.port.Port;
import io.vmq.nic.port.PortException;
import io.vmq.nic.port.SteeredBy;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortOpeningTest {

    private static final NicAddress XDP = new NicAddress(Lab.NEAR, Backend.AF_XDP);

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
    void shouldListenWhereTheDefaultRouteLeads() throws Exception {
        Lab.withCable(1, cable -> {
            Routes.addDefault(cable.links().get(Lab.NEAR));

            try (Port port = open(Backend.AF_PACKET, false)) {
                assertThat(port.failure()).isNull();
            }
        });
    }
}
