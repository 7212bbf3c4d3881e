package io.vmq.nic.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameMixTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"none | none", "NONE | none", "arp:1% | arp:1%", "ARP:1.50% | arp:1.5%",
        "arp:100% | arp:100%", "multicast:3%, ipv6:20%,Broadcast:0.001% | ipv6:20%,broadcast:0.001%,multicast:3%",
        "ipv6:20%,ipv6-ext:5%,ipv4-options:5%,ipv4-fragments:10%,arp:1%,broadcast:2%,multicast:3%"
                + " | ipv6:20%,ipv6-ext:5%,ipv4-options:5%,ipv4-fragments:10%,arp:1%,broadcast:2%,multicast:3%"})
    void shouldReadWhatItWrites(String text, String canonical) {
        FrameMix mix = FrameMix.parse(text);

        assertThat(mix.text()).isEqualTo(canonical);
        assertThat(FrameMix.parse(canonical)).isEqualTo(mix).hasSameHashCodeAs(mix);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "arp", "arp:1", "arp:%", "arp:-1%", "arp:1e1%", "ipv4:5%", "ipv7:5%", "arp:1%,",
        "arp:1%;ipv6:2%", "none,arp:1%", "arp:.5%", "arp:5.%"})
    void shouldNameTheTextThatIsNoMix(String text) {
        assertThatThrownBy(() -> FrameMix.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is not a frame mix (expected none, or shares such as ipv6:20%,arp:0.5% of"
                        + " ipv6, ipv6-ext, ipv4-options, ipv4-fragments, arp, broadcast, multicast)");
    }

    @Test
    void shouldRefuseSharesThatMakeNoSense() {
        assertThatThrownBy(() -> FrameMix.parse("arp:1%,ARP:1%"))
                .hasMessage("'arp:1%,ARP:1%' is not a frame mix (expected 'arp' only once)");
        assertThatThrownBy(() -> FrameMix.parse("arp:0.00%"))
                .hasMessage("'arp:0%' is not a share of a frame mix (expected a percentage above 0)");
        assertThatThrownBy(() -> FrameMix.parse("ipv6:60%,arp:40.001%"))
                .hasMessage("the shares of a frame mix sum to 100.001% (expected at most 100%)");
        assertThatThrownBy(() -> new FrameMix(Map.of(FrameKind.PLAIN, BigDecimal.ONE)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("plain IPv4 is what a frame mix");
    }

    @Test
    void shouldLeaveTheRestToPlainFrames() {
        assertThat(FrameMix.NONE.share(FrameKind.PLAIN)).isEqualTo(1);
        assertThat(FrameMix.parse("ipv6:20%,arp:0.5%").share(FrameKind.PLAIN)).isCloseTo(0.795, within(1e-12));
        assertThat(FrameMix.parse("ipv6:99.9%,arp:0.1%").has(FrameKind.PLAIN)).isFalse();
    }

    @Test
    void shouldCountArpFramesAsShortInTheMean() {
        FrameStyle style = new FrameStyle(FrameSizes.fixed(1518), Transport.TCP, FrameMix.parse("arp:25%"), 0);

        assertThat(style.meanBytes()).isCloseTo(0.75 * 1518 + 0.25 * 64, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "none | UDP | 0 | 0 | 64 | -",
        "none | TCP | 4094 | 7 | 66 | IPv4/TCP needs 58, IPv4/UDP 46, a VLAN tag 4 more, and the wire 64",
        "ipv6:1% | UDP | 0 | 0 | 66 | ipv6 frames of udp need 66",
        "ipv6:1% | TCP | 0 | 0 | 78 | ipv6 frames of tcp need 78",
        "ipv6-ext:1% | TCP | 5 | 0 | 98 | ipv6-ext frames of tcp need 94, a VLAN tag 4 more",
        "ipv6:1%,ipv6-ext:1% | TCP | 5 | 7 | 102 "
                + "| ipv6-ext frames of tcp need 94, a VLAN tag 4 more, the outer tag 4 more",
        "ipv4-options:1% | TCP | 5 | 0 | 66 | ipv4-options frames of tcp need 62, a VLAN tag 4 more",
        "ipv4-fragments:1% | TCP | 5 | 0 | 66 | ipv4-fragments frames of tcp need 62, a VLAN tag 4 more",
        "ipv4-fragments:1% | UDP | 5 | 7 | 64 | -",
        "arp:100% | TCP | 5 | 7 | 64 | -",
        "broadcast:50%,multicast:50% | TCP | 5 | 7 | 64 | -"})
    void shouldKnowWhatEachKindNeeds(String mix, Transport transport, int vlan, int outerVlan, int needBytes,
            String reason) {
        Traffic.mixed(Traffic.vms(2, vlan), 8, Integer.toString(needBytes), transport, mix, outerVlan);
        if (reason != null) {
            String tooSmall = Integer.toString(needBytes - 1);
            assertThatThrownBy(() -> Traffic.mixed(Traffic.vms(2, vlan), 8, tooSmall, transport, mix, outerVlan))
                    .isInstanceOf(IllegalArgumentException.class).hasMessage("frame size " + tooSmall + ": at least "
                            + needBytes + " expected (bytes with FCS; " + reason + ")");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 4095})
    void shouldRefuseOuterTagsThatDoNotExist(int outerVlan) {
        assertThatThrownBy(() -> new FrameStyle(FrameSizes.fixed(64), Transport.UDP, FrameMix.NONE, outerVlan))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("outer VLAN " + outerVlan + ": 1 to 4094, or 0 for none, expected");
    }
}
