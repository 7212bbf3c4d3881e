package io.vmq.tools.nic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellWordTest {

    @Test
    void shouldLeaveUsualNamesAlone() {
        assertThat(ShellWord.of("enp0s31f6.100")).isEqualTo("enp0s31f6.100");
    }

    @Test
    void shouldQuoteWhatAShellWouldRead() {
        assertThat(ShellWord.of("*;id")).isEqualTo("'*;id'");
        assertThat(ShellWord.of("a'b")).isEqualTo("'a'\\''b'");
    }
}
