package io.vmq.tools.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.nic.backend.Backend;
import io.vmq.nic.port.SteeredBy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/real-nics.md against what the program does. */
class RealNicsPageTest {

    private static List<String> cellsOf(Backend backend) throws IOException {
        String row = Files.readString(Path.of("..", "docs", "real-nics.md")).lines()
                .filter(line -> line.startsWith("| `" + backend.label() + "` |")).findFirst().orElseThrow();
        return List.of(row.substring(2, row.length() - 2).split(" \\| ", -1));
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayWhatABackendNeeds(Backend backend) throws IOException {
        String needed = backend.needed().stream().map(Object::toString).collect(Collectors.joining(", "));

        assertThat(cellsOf(backend).get(3)).isEqualTo(needed.isEmpty() ? "nothing" : needed);
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayWhichModesTheKernelSteers(Backend backend) throws IOException {
        String steeredBy = cellsOf(backend).get(2);

        assertThat(steeredBy.contains("mode `vmq`:"))
                .isEqualTo(RealNicRules.steeredBy(backend, "vmq") == SteeredBy.FILTERS);
        assertThat(steeredBy.contains("mode `rss`:"))
                .isEqualTo(RealNicRules.steeredBy(backend, "rss") == SteeredBy.HASH);
        assertThat(steeredBy.contains("no other mode")).isEqualTo(!backend.canBeSteeredBy(SteeredBy.HOST));
    }
}
