package io.vmq.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher for Windows cannot run where it is built; what it shares with the one for Unix is held by its text. */
class LaunchersTest {

    private static final Path UNIX = Path.of("..", "vmq");
    private static final Path WINDOWS = Path.of("..", "vmq.cmd");
    private static final Pattern COLLECTOR = Pattern.compile("\\+Use(\\w+)GC");

    @Test
    void shouldStartTheSameProgramWithTheSameOptions() throws IOException {
        String unix = text(UNIX);
        String ours = unix.substring(unix.indexOf("\nrun_tools()"));
        Pattern options = Pattern
                .compile("--enable-native-access=[\\w-]+|-XX:[+-]\\w+|-XX:Tiered\\w+=\\d|io\\.vmq\\.[\\w.]+");
        String windows = text(WINDOWS);

        assertThat(found(options, windows.substring(windows.indexOf("\n:run\r\n"), windows.indexOf("\n:no_bench\r\n"))))
                .isEqualTo(found(options, ours))
                .contains(Main.class.getName()).hasSize(5);
    }

    @Test
    void shouldKnowTheSameCollectors() throws IOException {
        String unix = text(UNIX);
        String names = unix.replaceAll("(?s).*\\+Use\\(([\\w|]+)\\)GC.*", "$1");

        assertThat(found(COLLECTOR, line(text(WINDOWS), "findstr")))
                .isEqualTo(Set.of(names.split("\\|", -1)).stream().map(name -> "+Use" + name + "GC")
                        .collect(Collectors.toCollection(TreeSet::new)))
                .hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no JDK %s found: install one (https://adoptium.net) or set VMQ_JAVA_HOME to its folder.",
        "where there is no Java: set it to the folder of a JDK %s."})
    void shouldRefuseWithTheSameSentence(String sentence) throws IOException {
        assertThat(text(UNIX)).contains(String.format(sentence, "$WANTED"));
        assertThat(text(WINDOWS)).contains(String.format(sentence, "25"));
    }

    @Test
    void shouldJumpToEveryLabelAndToNoOther() throws IOException {
        String windows = text(WINDOWS);
        Set<String> labels = found(Pattern.compile("(?m)^:\\w+"), windows);
        Set<String> jumps = found(Pattern.compile("(?m)(?<=goto |call :)\\w+"), windows);

        assertThat(jumps.stream().map(label -> ":" + label)).containsExactlyInAnyOrderElementsOf(labels);
    }

    @Test
    void shouldBeAsciiWithTheLineEndsOfWindows() throws IOException {
        String windows = text(WINDOWS);

        assertThat(windows).matches("(?s)\\p{ASCII}+").endsWith("\r\n");
        assertThat(windows.replace("\r\n", "")).doesNotContain("\n", "\r");
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private static String line(String text, String part) {
        return text.lines().filter(line -> line.contains(part)).findFirst().orElseThrow();
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
