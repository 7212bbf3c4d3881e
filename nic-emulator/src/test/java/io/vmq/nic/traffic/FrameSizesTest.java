package io.vmq.nic.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameSizesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"imix | 64:7,570:4,1518:1 | 353.8333", "IMIX | 64:7,570:4,1518:1 | 353.8333",
        "cisco | 64:7,594:4,1518:1 | 361.8333", "tolly | 64:55,78:5,576:17,1518:23 | 486.16",
        "rpr_trimodal | 64:60,512:20,1518:20 | 444.4", "rpr_quadmodal | 64:50,512:15,1518:15,9216:20 | 2179.7",
        "1518 | 1518 | 1518", "64:1 | 64 | 64", "64:1, 1518:1 | 64:1,1518:1 | 791"})
    void shouldReadSizesMixesAndNames(String text, String normalised, double meanBytes) {
        FrameSizes sizes = FrameSizes.parse(text);

        assertThat(sizes.text()).isEqualTo(normalised);
        assertThat(sizes.meanBytes()).isCloseTo(meanBytes, within(0.001));
        assertThat(FrameSizes.parse(sizes.text()).text()).isEqualTo(normalised);
    }

    @Test
    void shouldKnowItsExtremes() {
        FrameSizes sizes = FrameSizes.parse("rpr_quadmodal");

        assertThat(sizes.minBytes()).isEqualTo(64);
        assertThat(sizes.maxBytes()).isEqualTo(9216);
    }

    @ParameterizedTest
    @ValueSource(strings = {"63", "46", "0", "9217", "64:7,60:1"})
    void shouldNameTheSizeThatNoFrameMayHave(String text) {
        assertThatThrownBy(() -> FrameSizes.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "frame size \\d+: 64 to 9216 expected \\(bytes with FCS; IPv4/TCP needs 58, IPv4/UDP 46,"
                                + " a VLAN tag 4 more, and the wire 64\\)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "64:", ":7", "64:7,", "64;7", "-64", "64:-1", "1e3", "99999999999", "64:7:1"})
    void shouldNameTheTextThatIsNoSize(String text) {
        assertThatThrownBy(() -> FrameSizes.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'").hasMessageContaining("64:7,570:4,1518:1")
                .hasMessageContaining("imix, cisco, tolly, rpr_trimodal, rpr_quadmodal");
    }

    @Test
    void shouldRefuseAWeightOfZero() {
        assertThatThrownBy(() -> FrameSizes.parse("64:0")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("weight 0 of frame size 64: 1 or more expected");
    }
}
