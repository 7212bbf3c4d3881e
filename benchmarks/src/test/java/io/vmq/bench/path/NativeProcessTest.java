package io.vmq.bench.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class NativeProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void shouldGiveWhatAProgramMakesOfItsInput() throws InterruptedException {
        assertThat(NativeProcess.run(List.of("cat"), "so be it\n", PATIENCE).outputOfSuccess()).isEqualTo("so be it\n");
    }

    @Test
    void shouldSayWhatAProgramSaidThatFailed() throws InterruptedException {
        NativeProcess failed = NativeProcess.run(List.of("sh", "-c", "echo why >&2; exit 3"), PATIENCE);

        assertThat(failed.succeeded()).isFalse();
        assertThatThrownBy(failed::outputOfSuccess).hasMessage("sh ended with 3 and said: why\n");
    }

    @Test
    void shouldNotWaitForEver() {
        assertThatThrownBy(() -> NativeProcess.run(List.of("sleep", "60"), Duration.ofSeconds(1)))
                .hasMessage("sleep took more than 1 s");
    }
}
