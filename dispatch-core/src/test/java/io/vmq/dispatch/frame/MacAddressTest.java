package io.vmq.dispatch.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MacAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"00:15:5d:00:00:01", "00-15-5D-00-00-01", "00:15:5D:00:00:01", "00-15-5d-00-00-01"})
    void shouldReadBothSpellingsInAnyCase(String text) {
        MacAddress mac = MacAddress.parse(text);

        assertThat(mac.bits()).isEqualTo(0x0015_5D00_0001L);
        assertThat(mac).hasToString("00:15:5d:00:00:01");
        assertThat(mac.dashed()).isEqualTo("00-15-5D-00-00-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00155d000001", "00:15:5d:00:00", "00:15:5d:00:00:01:02", "00:15-5d:00:00:01",
        "0:15:5d:00:00:01", "00:15:5d:00:00:0g", " 00:15:5d:00:00:01"})
    void shouldRefuseAnythingElseByName(String text) {
        assertThatThrownBy(() -> MacAddress.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'").hasMessageContaining("00:15:5d:00:00:01");
    }

    @Test
    void shouldRefuseMoreThan48Bits() {
        assertThatThrownBy(() -> new MacAddress(1L << 48)).hasMessageContaining("0x1000000000000");
        assertThatThrownBy(() -> new MacAddress(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"ff:ff:ff:ff:ff:ff,true", "01:00:5e:00:00:fb,true", "33:33:00:00:00:01,true", "00:15:5d:00:00:01,false",
        "fe:ff:ff:ff:ff:ff,false"})
    void shouldKnowGroupAddresses(String text, boolean group) {
        assertThat(MacAddress.parse(text).isGroup()).isEqualTo(group);
    }

    @Test
    void shouldCountOnAcrossOctets() {
        assertThat(MacAddress.parse("00:15:5d:00:ff:ff").plus(1)).isEqualTo(MacAddress.parse("00:15:5d:01:00:00"));
        assertThat(MacAddress.parse("ff:ff:ff:ff:ff:ff").plus(1)).isEqualTo(new MacAddress(0));
    }

    @Test
    void shouldComeInTheOrderOfTheirBytes() {
        assertThat(MacAddress.parse("00:15:5d:00:00:02")).isGreaterThan(MacAddress.parse("00:15:5d:00:00:01"))
                .isLessThan(MacAddress.parse("80:00:00:00:00:00"));
    }
}
