package io.vmq.nic.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.nic.load.Load;
import io.vmq.nic.port.LinkRate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficModelTest {

    @Test
    void shouldKnowWhatTheHeadersNeed() {
        assertThat(Transport.TCP.minFrameBytes(false)).isEqualTo(58);
        assertThat(Transport.UDP.minFrameBytes(false)).isEqualTo(46);
        assertThat(Transport.TCP.minFrameBytes(true)).isEqualTo(62);
    }

    @Test
    void shouldTakeAFullLinkAndBackToBack() {
        FrameSizes imix = FrameSizes.parse("imix");
        double full = LinkRate.ofGbps(10).pps(100, imix.meanBytes());

        assertThat(Traffic.model("imix", "poisson", "uniform", full, Transport.TCP).load().isBackToBack()).isFalse();
        assertThat(Traffic.model("imix", "poisson", "uniform", Load.BACK_TO_BACK, Transport.TCP).load().isBackToBack())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, 0.0001, 15e6, Double.NEGATIVE_INFINITY})
    void shouldRefuseRatesThatTheLinkCannotCarry(double ratePps) {
        assertThatThrownBy(() -> Traffic.model("64", "constant", "uniform", ratePps, Transport.TCP))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("rate ")
                .hasMessageContaining("expected");
    }

    @Test
    void shouldRefuseTrafficToNobody() {
        assertThatThrownBy(() -> Traffic.model(List.of(), 1, "64", "constant", "uniform", 1, Transport.TCP))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("0 VMs to send to: 1 to 65536 expected");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Receivers.MAX_FLOWS})
    void shouldRefuseFlowsThatCannotBeKept(int flowsPerVm) {
        List<VirtualMachine> vms = Traffic.vms(2, VirtualMachine.NO_VLAN);

        assertThatThrownBy(() -> Traffic.model(vms, flowsPerVm, "64", "constant", "uniform", 1, Transport.TCP))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("flowsPerVm=" + flowsPerVm)
                .hasMessageContaining("at most 67108864 flows in all expected");
    }
}
