package io.vmq.tools.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioSourceTest {

    @Test
    void shouldRefuseToShowWhatDoesNotShip() {
        assertThatIllegalArgumentException().isThrownBy(() -> ShippedScenarios.yaml("../package-info"));
    }

    @Test
    void shouldNameTheShippedScenarioThatWasMeant() {
        assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> ScenarioSource.open("zipf-hevy"))
                .withMessage("'zipf-hevy' is neither a file nor a scenario that ships, did you mean 'zipf-heavy'?"
                        + " (expected a path or a name that vmq scenario list prints, such as hyperv-2012-10gbe)");
    }

    @Test
    void shouldOpenAFileAndNameTheScenarioAfterIt(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("my lab.yml"), "version: 1\ntraffic: {capture: a.pcap}\n");

        ScenarioSource source = ScenarioSource.open(file.toString());
        Scenario scenario = ScenarioReader.read(source, Map.of(), TrialDefaults.ONE);

        assertThat(scenario.name()).isEqualTo("my lab");
        assertThat(scenario.traffic()).extracting("file").isEqualTo(folder.resolve("a.pcap").toAbsolutePath());
    }

    @Test
    void shouldNameTheFileInRefusalsAsTheUserDid(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("x.yaml"), "version: 1\nseed: 1\n");

        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(
                        () -> ScenarioReader.read(ScenarioSource.open(file.toString()), Map.of(), TrialDefaults.ONE))
                .withMessageStartingWith(file + ":2:1: seed: unknown key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hyperv", "no/such.yaml", "a\u0000b"})
    void shouldSayWhatIsPossibleIfTheNameIsNeither(String argument) {
        assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> ScenarioSource.open(argument))
                .withMessageContaining(
                        "is neither a file nor a scenario that ships (expected a path or a name that vmq scenario list prints");
    }

    @Test
    void shouldRefuseAFolder(@TempDir Path folder) {
        assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> ScenarioSource.open(folder.toString()))
                .withMessage(folder + ": a folder (expected a scenario file)");
    }

    @Test
    void shouldRefuseAFileThatIsTooLarge(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("big.yaml"), new byte[YamlTree.MAX_BYTES + 1]);

        assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> ScenarioSource.open(file.toString()))
                .withMessageContaining("larger than a scenario can be");
    }
}
