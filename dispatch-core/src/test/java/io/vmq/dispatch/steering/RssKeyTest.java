package io.vmq.dispatch.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RssKeyTest {

    private static final String HEX = "6d5a56da255b0ec24167253d43a38fb0d0ca2bcbae7b30b477cb2da38030f20c6a42b73bbeac01fa";

    @Test
    void shouldHaveThePublishedKeyAsDefault() {
        assertThat(RssKey.DEFAULT).hasToString(HEX);
        assertThat(RssKey.DEFAULT.bytes()).hasSize(RssKey.BYTES);
    }

    @Test
    void shouldRepeatTwoBytesInTheSymmetricKey() {
        assertThat(RssKey.SYMMETRIC).hasToString("6d5a".repeat(20));
    }

    @Test
    void shouldReadNamesAndHexWithAndWithoutColons() {
        assertThat(RssKey.parse("default")).isSameAs(RssKey.DEFAULT);
        assertThat(RssKey.parse("symmetric")).isSameAs(RssKey.SYMMETRIC);
        assertThat(RssKey.parse(HEX)).isEqualTo(RssKey.DEFAULT).hasSameHashCodeAs(RssKey.DEFAULT);
        String colons = HexFormat.ofDelimiter(":").withUpperCase().formatHex(RssKey.DEFAULT.bytes());
        assertThat(RssKey.parse(colons)).isEqualTo(RssKey.DEFAULT);
    }

    @Test
    void shouldReadWhatItPrints() {
        byte[] bytes = new byte[RssKey.BYTES];
        bytes[39] = 1;
        RssKey key = RssKey.of(bytes);
        assertThat(RssKey.parse(key.toString())).isEqualTo(key).isNotEqualTo(RssKey.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Default", "6d5a", HEX + "00", "0x" + HEX, ":" + HEX, HEX + ":", "zz" + HEX + "zz",
        "6:d5a56da255b0ec24167253d43a38fb0d0ca2bcbae7b30b477cb2da38030f20c6a42b73bbeac01fa"})
    void shouldRefuseOtherTextWithWhatWasExpected(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> RssKey.parse(text))
                .withMessage("'" + text + "' is not an RSS key "
                        + "(expected default, symmetric or 80 hex digits, colons allowed between bytes)");
    }

    @Test
    void shouldRefuseAnotherNumberOfBytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> RssKey.of(new byte[39]))
                .withMessage("an RSS key has 40 bytes, not 39");
    }

    @Test
    void shouldNotChangeWithTheArraysAroundIt() {
        byte[] bytes = RssKey.DEFAULT.bytes();
        RssKey key = RssKey.of(bytes);
        bytes[0] = 0;
        key.bytes()[1] = 0;
        assertThat(key).isEqualTo(RssKey.DEFAULT);
    }
}
