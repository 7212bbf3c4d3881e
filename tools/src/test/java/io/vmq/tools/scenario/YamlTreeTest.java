package io.vmq.tools.scenario;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vmq.tools.scenario.ScenarioTree.Mapping;
import io.vmq.tools.scenario.ScenarioTree.Scalar;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class YamlTreeTest {

    @Test
    void shouldKeepValuesAsTheyAreWrittenWithTheirPlace() {
        Mapping tree = read("""
                a: 0x1F
                b: {mac: 00:15:5d:00:00:01, n: 010}
                c: 1_000
                d: 'null'
                e: null
                f:
                """);

        assertThat(tree.get("a")).contains(scalar("0x1F", 1, 4));
        assertThat(((Mapping) tree.get("b").orElseThrow()).get("mac")).contains(scalar("00:15:5d:00:00:01", 2, 10));
        assertThat(((Mapping) tree.get("b").orElseThrow()).get("n")).contains(scalar("010", 2, 32));
        assertThat(tree.entries()).extractingByKey("c").extracting("keyOrigin").isEqualTo(Origin.file("f.yaml", 3, 1));
        assertThat(tree.get("c")).contains(scalar("1_000", 3, 4));
        assertThat(tree.get("d")).contains(scalar("null", 4, 4));
        assertThat(tree.get("e")).contains(scalar("", 5, 4));
        assertThat(tree.get("f").orElseThrow()).isInstanceOf(Scalar.class);
    }

    @Test
    void shouldReadAFileWithAByteOrderMark() {
        assertThat(read("\uFEFFa: 1").entries()).containsOnlyKeys("a");
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void shouldRefuseWithPlaceAndReason(String yaml, String expected) {
        assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> read(yaml))
                .withMessageStartingWith("f.yaml").withMessageContaining(expected);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("", "f.yaml: empty (expected a scenario"),
                Arguments.of("# only a comment\n", "f.yaml: empty"),
                Arguments.of("a: 1\na: 2\n", "f.yaml:2:1: 'a' stands twice (first at f.yaml:1:1"),
                Arguments.of("x: {b: 1, c: 2, b: 3}\n", "f.yaml:1:17: 'b' stands twice (first at f.yaml:1:5"),
                Arguments.of("a: 1\n---\nb: 2\n", "f.yaml:3:1: a second document begins"),
                Arguments.of("- 1\n- 2\n", "f.yaml:1:1: the file is not a mapping"),
                Arguments.of("just words\n", "f.yaml:1:1: the file is not a mapping"),
                Arguments.of("a: &x [1, 2]\nb: *x\n", "f.yaml:2:4: '*x' is an alias"),
                Arguments.of("a: !!str 5\n", "f.yaml:1:4: the value has a tag"),
                Arguments.of("a: !secret {b: 1}\n", "f.yaml:1:4: the value has a tag"),
                Arguments.of("a: [1\nb: 2\n", "f.yaml:2:2: not valid YAML: expected ',' or ']'"),
                Arguments.of("a: 1\n\tb: 2\n", "not valid YAML"),
                Arguments.of("a: b: c\n", "f.yaml:1:5: not valid YAML: mapping values are not allowed here"),
                Arguments.of("a: 'x\n", "f.yaml:2:1: not valid YAML: found unexpected end of stream"),
                Arguments.of("a: @x\n", "f.yaml:1:4: not valid YAML: found character '@'"),
                Arguments.of("a: 1\nwords\n", "f.yaml:3:1: not valid YAML: could not find expected ':'"),
                Arguments.of("? [a]\n: 5\n", "not valid YAML"),
                Arguments.of("a: \u0007\n", "not valid YAML: special characters are not allowed"),
                Arguments.of("%YAML 2.0\n---\na: 1\n", "not valid YAML"),
                Arguments.of("a: " + "[".repeat(40), "nested too deep"),
                Arguments.of("[".repeat(100_000), "nested too deep"),
                Arguments.of("{a: ".repeat(100_000), "nested too deep"),
                Arguments.of("a: " + "x".repeat(YamlTree.MAX_BYTES), "larger than a scenario can be"));
    }

    /** The classic bomb: nine levels of nine references each. */
    @Test
    void shouldRefuseABombOfAliases() {
        StringBuilder bomb = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x]\n");
        for (char level = 'b'; level <= 'i'; level++) {
            String above = "*" + (char) (level - 1);
            bomb.append(level).append(": &").append(level).append(" [").append((above + ", ").repeat(8)).append(above)
                    .append("]\n");
        }

        assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> read(bomb.toString()))
                .withMessageContaining("f.yaml:2:8: '*a' is an alias");
    }

    @Test
    void shouldRefuseTextThatIsNotUtf8() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> YamlTree.read("f.yaml", new byte[] {'a', ':', ' ', (byte) 0xFC}))
                .withMessage("f.yaml: not UTF-8 text (expected YAML in UTF-8)");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> YamlTree.read("f.yaml", "\uFEFFversion: 1".getBytes(UTF_16LE)))
                .withMessageContaining("not UTF-8");
    }

    private static Mapping read(String yaml) {
        return YamlTree.read("f.yaml", yaml.getBytes(UTF_8));
    }

    private static Scalar scalar(String text, int line, int column) {
        return new Scalar(text, Origin.file("f.yaml", line, column));
    }
}
