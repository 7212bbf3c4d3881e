package io.vmq.nic.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.frame.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowIndicesTest {

    private static Receivers receivers(int vms, int flowsPerVm) {
        return new Receivers(Traffic.vms(vms, 0), new Popularity.Uniform(), flowsPerVm, new Popularity.Uniform());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"none | 30", "ipv4-options:1%,ipv4-fragments:1% | 30", "ipv6:1% | 60",
        "ipv6-ext:1% | 60", "arp:1% | 31", "broadcast:1% | 46", "multicast:1% | 46", "arp:1%,multicast:1% | 47",
        "ipv6:1%,arp:1%,broadcast:1%,multicast:1% | 93"})
    void shouldNumberOnlyWhatTheMixHas(String mix, int count) {
        assertThat(new FlowIndices(receivers(3, 10), FrameMix.parse(mix)).count()).isEqualTo(count);
    }

    @Test
    void shouldKnowTheVmOfEachFlow() {
        FlowIndices indices = new FlowIndices(receivers(3, 10),
                FrameMix.parse("ipv6:1%,arp:1%,broadcast:1%,multicast:1%"));
        for (int vm = 0; vm < 3; vm++) {
            for (int flow = 0; flow < 10; flow++) {
                assertThat(indices.ofVm(FrameKind.PLAIN, vm, flow)).isEqualTo(vm * 10 + flow);
                assertThat(indices.ofVm(FrameKind.IPV4_FRAGMENTS, vm, flow)).isEqualTo(vm * 10 + flow);
                assertThat(indices.ofVm(FrameKind.IPV6_EXT, vm, flow)).isEqualTo(30 + vm * 10 + flow);
                assertThat(indices.vmOf(vm * 10 + flow)).isEqualTo(vm);
                assertThat(indices.vmOf(30 + vm * 10 + flow)).isEqualTo(vm);
            }
        }
        assertThat(indices.ofGroup(FrameKind.ARP, 9)).isEqualTo(60);
        assertThat(indices.ofGroup(FrameKind.BROADCAST, 15)).isEqualTo(76);
        assertThat(indices.ofGroup(FrameKind.MULTICAST, 0)).isEqualTo(77);
        for (int flow = 60; flow < indices.count(); flow++) {
            assertThat(indices.vmOf(flow)).isEqualTo(Source.HOST);
        }
    }

    @Test
    void shouldRefuseMoreFlowsOfBothVersionsThanCanBeKept() {
        assertThatThrownBy(() -> Traffic.mixed(Traffic.vms(2, 0), Receivers.MAX_FLOWS / 4 + 1, "128", Transport.UDP,
                "ipv6:1%", 0)).isInstanceOf(IllegalArgumentException.class).hasMessage(
                        "33554434 flows with IPv6 beside IPv4: at most 33554432 flows of all VMs expected");
    }
}
