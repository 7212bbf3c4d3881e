package io.vmq.dispatch.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {

    @Test
    void shouldMeasureWhatIsDueAfterTheWarmUp() {
        Window window = Window.after(1_000, 5_000);

        assertThat(window).isEqualTo(new Window(1_000, 6_000));
        assertThat(window.durationNs()).isEqualTo(5_000);
        assertThat(window.measures(999)).isFalse();
        assertThat(window.measures(1_000)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-1,5", "5,5", "6,5"})
    void shouldRefuseAWindowWithoutTime(long fromNs, long toNs) {
        assertThatThrownBy(() -> new Window(fromNs, toNs)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from " + fromNs + " to " + toNs);
    }
}
