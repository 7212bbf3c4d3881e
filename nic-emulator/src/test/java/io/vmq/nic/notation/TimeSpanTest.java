package io.vmq.nic.notation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {

    @ParameterizedTest
    @CsvSource({"500us, 500000, 500us", "10ms, 10000000, 10ms", "5s, 5000000000, 5s", "5, 5000000000, 5s",
        "10m, 600000000000, 10m", "1h, 3600000000000, 1h", "720h, 2592000000000000, 720h", "0, 0, 0s",
        "0.0, 0, 0s", "1.5s, 1500000000, 1500ms", "90s, 90000000000, 90s", "60s, 60000000000, 1m", "1NS, 1, 1ns",
        "0.000000001, 1, 1ns", "1.10us, 1100, 1100ns", "0.5h, 1800000000000, 30m"})
    void shouldReadDurations(String text, long ns, String canonical) {
        TimeSpan span = TimeSpan.parse(text);

        assertThat(span.ns()).isEqualTo(ns);
        assertThat(span.text()).isEqualTo(canonical);
        assertThat(TimeSpan.parse(canonical)).isEqualTo(span);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-1s", "+1s", "1 s", "s", "1d", "0.5ns", "1e3s", ".5s", "5.s", "1,5s", "720.1h",
        "999999999999999999h", "1m30s", "0x10", "NaN", "١s"})
    void shouldRefuseDurations(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TimeSpan.parse(text))
                .withMessageContaining(text.isEmpty() ? "no value" : "'" + text + "'")
                .withMessageContaining("expected a duration");
    }
}
