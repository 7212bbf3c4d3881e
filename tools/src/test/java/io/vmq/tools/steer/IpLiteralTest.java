package io.vmq.tools.steer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("computed")
class IpLiteralTest {

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "255.255.255.255", "10.20.30.40", "::", "::1", "1::", "1::8", "1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1:2:3::5:6:7:8", "ABCD:ef01::", "::1.2.3.4", "1:2:3:4:5:6:7.8.9.10",
        "64:ff9b::192.0.2.33", "0001:0002::000a"})
    void shouldReadWhatThePlatformReads(String text) {
        assertThat(IpLiteral.parse(text)).isEqualTo(InetAddress.ofLiteral(text));
    }

    @ParameterizedTest
    @CsvSource({"::ffff:1.2.3.4", "::FFFF:102:304", "0:0:0:0:0:ffff:1.2.3.4"})
    void shouldKeepAMappedAddressIpv6(String text) {
        assertThat(IpLiteral.parse(text)).isInstanceOf(Inet6Address.class);
        assertThat(IpLiteral.parse(text).getAddress())
                .isEqualTo(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 1, 2, 3, 4});
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "...", "1.2.3", "1.2.3.4.", ".1.2.3.4", "1.2.3.4.5", "1..2.3", "1.2.3.256",
        "01.2.3.4",
        "1.2.3.0004", "1.2.3.4 ", "1.2.3.-4", "+1.2.3.4", "0x1.2.3.4", "1.2.3.٤", "1", ":", ":::", "1:::2", "::1::",
        "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8", "1:2:3:4::5:6:7:8", ":1::2",
        "1::2:", "1:", "12345::", "g::", "1.2.3.4::", "::1.2.3.4:5", "::1.2.3", "1:2:3:4:5:6:7:1.2.3.4", "fe80::1%1",
        "[::1]", "::٤", "::-1", "localhost"})
    void shouldRefuseAnythingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> IpLiteral.parse(text));
    }

    @Test
    void shouldReadBackEveryAddress() throws UnknownHostException {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            InetAddress address = InetAddress.getByAddress(bytes);
            assertThat(IpLiteral.parse(address.getHostAddress())).isEqualTo(address);
        }
    }

    @Test
    void shouldNeverTakeWhatThePlatformRefuses() {
        Random random = new Random(12);
        String alphabet = "::::..0129afF";
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = 1 + random.nextInt(12); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            read(text.toString()).ifPresent(address -> assertThat(address.getAddress())
                    .as("seed 12, '%s'", text).endsWith(InetAddress.ofLiteral(text.toString()).getAddress()));
        }
    }

    private static Optional<InetAddress> read(String text) {
        try {
            return Optional.of(IpLiteral.parse(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
