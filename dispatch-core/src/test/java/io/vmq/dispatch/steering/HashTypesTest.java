package io.vmq.dispatch.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HashTypesTest {

    private static final String ALL_LABELS = "ipv4,tcp-ipv4,udp-ipv4,ipv6,tcp-ipv6,udp-ipv6,ipv6-ex,tcp-ipv6-ex,udp-ipv6-ex";

    @Test
    void shouldHaveAllNineTypesByDefault() {
        assertThat(HashTypes.ALL.labels()).hasSize(9);
        assertThat(HashTypes.ALL).hasToString(ALL_LABELS);
        assertThat(RssSettings.DEFAULT.hashTypes()).isEqualTo(HashTypes.ALL);
    }

    @Test
    void shouldContainExactlyTheTypesThatWereNamed() {
        HashTypes types = HashTypes.parse("tcp-ipv4, udp-ipv6");

        assertThat(types).isEqualTo(HashTypes.of(HashType.UDP_IPV6, HashType.TCP_IPV4));
        assertThat(types.labels()).containsExactly("tcp-ipv4", "udp-ipv6");
        assertThat(types.contains(HashType.TCP_IPV4)).isTrue();
        assertThat(types.contains(HashType.IPV4)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadEveryLabel(HashType type) {
        assertThat(HashType.parse(type.label())).isSameAs(type);
        assertThat(HashTypes.parse(type.label())).isEqualTo(HashTypes.of(type));
    }

    @Test
    void shouldReadWhatItPrints() {
        assertThat(HashTypes.parse(HashTypes.ALL.toString())).isEqualTo(HashTypes.ALL);
        assertThat(HashTypes.NONE.labels()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sctp", "", "TCP-IPV4", "ipv5"})
    void shouldNameTheUnknownTypeAndTheKnownOnes(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> HashTypes.parse("ipv4," + text))
                .withMessage("hash type '" + text + "' is unknown (known: " + ALL_LABELS.replace(",", ", ") + ")");
    }

    @Test
    void shouldRefuseBitsThatAreNoType() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HashTypes(0x200))
                .withMessage("mask=0x200: bits up to 0x1ff expected");
    }
}
