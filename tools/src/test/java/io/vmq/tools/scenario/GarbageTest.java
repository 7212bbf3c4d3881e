package io.vmq.tools.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in a file or behind an option ends in a scenario or in one sentence, and soon. */
@Timeout(60)
class GarbageTest {

    private static final int ROUNDS = 1_000;
    private static final String[] PIECES = {"", " ", "\n", "\t", ":", ": ", "- ", "{", "}", "[", "]", ",", "&a ", "*a",
        "!!int ", "!<x> ", "| ", "> ", "'", "\"", "\\x", "\\u12", "%", "#", "?", "? ", "---\n", "...\n", "<<: ",
        "null", "~", "-1", "0", "1e400", "99999999999999999999", "9223372036854775807", "NaN", ".inf", "0x7", "max",
        "200%", "1h", "ff:ff:ff:ff:ff:ff", "zipf:1e308", "zipf:-0", "64:1", "64:999999999,65:999999999", "0-4095",
        "\uFEFF", "\u0085", "\u2028", "\u0000", "\uFFFF", "😀", "%YAML 9.9\n", "vms", "count", "run", "capture"};

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void shouldOnlyRefuseRandomBytes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            readOrRefuse(bytes, Map.of(), seed, i);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void shouldOnlyRefuseRandomPieces(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < ROUNDS; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "version: 1\n" : "");
            for (int pieces = random.nextInt(40); pieces > 0; pieces--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            readOrRefuse(text.toString().getBytes(UTF_8), Map.of(), seed, i);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34})
    void shouldOnlyRefuseMutatedScenarios(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String[] files = {ShippedScenarios.yaml(ShippedScenarios.DEFAULT),
            ScenarioWriter.yaml(Scenarios.shipped(Map.of())),
            ScenarioWriter.yaml(Scenarios.shipped(Map.of(Setting.PCAP, "a.pcap"))),
            "version: 1\nvms:\n  - {name: a, mac: 02:00:00:00:00:01, vlan: 5, queue: 2}\n"};
        for (int i = 0; i < ROUNDS; i++) {
            String text = files[random.nextInt(files.length)];
            for (int changes = random.nextInt(1, 5); changes > 0; changes--) {
                text = mutated(text, random);
            }
            readOrRefuse(text.getBytes(UTF_8), Map.of(), seed, i);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42})
    void shouldOnlyRefuseRandomOptions(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] file = ShippedScenarios.yaml(ShippedScenarios.DEFAULT).getBytes(UTF_8);
        for (int i = 0; i < ROUNDS; i++) {
            Map<Setting, String> options = new EnumMap<>(Setting.class);
            for (int count = random.nextInt(1, 4); count > 0; count--) {
                options.put(Setting.values()[random.nextInt(Setting.values().length)],
                        PIECES[random.nextInt(PIECES.length)]);
            }
            readOrRefuse(file, options, seed, i);
        }
    }

    private static String mutated(String text, SplittableRandom random) {
        int at = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), at + random.nextInt(8));
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at) + text.substring(to);
            case 1 -> text.substring(0, at) + text.substring(at, to).repeat(2) + text.substring(to);
            case 2 -> text.substring(0, at) + (char) random.nextInt(1, 0xD800) + text.substring(to);
            default -> text.substring(0, at) + PIECES[random.nextInt(PIECES.length)] + text.substring(to);
        };
    }

    private static void readOrRefuse(byte[] file, Map<Setting, String> options, long seed, int round) {
        try {
            read(file, options).ifPresent(
                    scenario -> assertThat(Scenarios.read(ScenarioWriter.yaml(scenario))).isEqualTo(scenario));
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + ", round " + round + ": " + Arrays.toString(file) + options, e);
        }
    }

    private static Optional<Scenario> read(byte[] file, Map<Setting, String> options) {
        try {
            ScenarioSource source = ScenarioSource.parse("f.yaml", Path.of(""), file);
            return Optional.of(ScenarioReader.read(source, options, TrialDefaults.ONE));
        } catch (BadInputException e) {
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(1_100).doesNotContain("\n", "\u0000");
            return Optional.empty();
        }
    }
}
