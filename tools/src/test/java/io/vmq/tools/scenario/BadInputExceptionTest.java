package io.vmq.tools.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BadInputExceptionTest {

    @Test
    void shouldBeOneLineThatDoesNothingToATerminalOrARunner() {
        assertThat(new BadInputException("a\nb\u001B[31m\u009B\u202E\uD800\uFFFE ##[add-mask]")).hasMessage(
                "a?b?[31m???? #?[add-mask]");
        assertThat(BadInputException.of("--x\u009B", new IllegalArgumentException("'\u2066' ##[group]")))
                .hasMessage("--x?: '?' #?[group]");
    }

    @Test
    void shouldCutAtAThousandCharactersAndHalveNone() {
        assertThat(new BadInputException("x".repeat(1_000))).hasMessage("x".repeat(1_000));
        assertThat(new BadInputException("\uD83D\uDE80".repeat(1_001))).hasMessage("\uD83D\uDE80".repeat(1_000) + "…");
    }
}
