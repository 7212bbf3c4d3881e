package io.vmq.nic.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapabilitiesTest {

    private static Capabilities of(String bits) {
        return Capabilities.parse("Name:\tjava\nCapInh:\tffffffffffffffff\nCapPrm:\tffffffffffffffff\nCapEff:\t" + bits
                + "\nCapBnd:\tffffffffffffffff\n").orElseThrow();
    }

    @Test
    void shouldReadWhatIsInEffect() {
        Capabilities rawAndBpf = of("0000008000002000");

        assertThat(rawAndBpf.has(Capability.NET_RAW)).isTrue();
        assertThat(rawAndBpf.has(Capability.BPF)).isTrue();
        assertThat(rawAndBpf.has(Capability.NET_ADMIN)).isFalse();
        assertThat(rawAndBpf.has(Capability.SYS_ADMIN)).isFalse();
        for (Capability each : Capability.values()) {
            assertThat(of("0000000000000000").has(each)).isFalse();
            assertThat(of("000001ffffffffff").has(each)).isTrue();
            assertThat(of("ffffffffffffffff").has(each)).isTrue();
        }
    }

    @Test
    void shouldNameWhatIsMissingAndTheRemedy() {
        assertThat(of("2000").missing("af-packet on eth1", Capability.NET_RAW)).isEmpty();
        assertThat(of("2000").missing("nothing")).isEmpty();
        assertThat(of("0").missing("af-packet on eth1", Capability.NET_RAW)).hasValueSatisfying(text -> assertThat(text)
                .isEqualTo("af-packet on eth1 needs CAP_NET_RAW, which this process does not have; run it as root "
                        + "(sudo ./vmq …), or as yourself with no more than that (sudo setpriv --reuid=$(id -u) "
                        + "--regid=$(id -g) --init-groups --inh-caps=+net_raw --ambient-caps=+net_raw ./vmq …)"));
        assertThat(of("2000").missing("af-xdp on eth1", Capability.BPF, Capability.NET_RAW, Capability.NET_ADMIN))
                .hasValueSatisfying(
                        text -> assertThat(text).startsWith("af-xdp on eth1 needs CAP_NET_ADMIN and CAP_BPF, ")
                                .contains("--ambient-caps=+net_admin,+net_raw,+bpf ./vmq"));
        assertThat(of("0").missing("x", Capability.values()).orElseThrow())
                .startsWith("x needs CAP_NET_ADMIN, CAP_NET_RAW, CAP_SYS_ADMIN and CAP_BPF, which");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CapEff:", "CapEff:\t", "CapEff:\txyz", "CapEff:\t11112222333344445", "XCapEff:\t1",
        "CapPrm:\t0000000000002000\n"})
    void shouldFindNothingInOtherText(String text) {
        assertThat(Capabilities.parse(text)).isEmpty();
    }

    @Test
    void shouldAskTheSystem() throws Exception {
        if (OperatingSystem.isLinux()) {
            assertThat(Capabilities.ofThisThread().missing("nothing")).isEmpty();
        }
    }
}
