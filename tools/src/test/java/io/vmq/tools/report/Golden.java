package io.vmq.tools.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.vmq.tools.experiment.ExperimentResult;
import io.vmq.tools.experiment.Runs;
import io.vmq.tools.scenario.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One small run in virtual time, and what it must look like to the character. After a change that is meant, take the text of
 * the failure, or the file under {@code target/golden} that it names, to {@code src/test/resources/io/vmq/tools/report}.
 */
final class Golden {

    private Golden() {}

    static ExperimentResult run() throws InterruptedException {
        return Runs.virtual(Map.of(Setting.SEED, "7", Setting.DURATION, "20ms", Setting.WARMUP, "5ms", Setting.VMS, "4",
                Setting.QUEUES, "4", Setting.CORES, "4", Setting.MODES, "single,vmq"));
    }

    static void assertEqual(String name, String actual) {
        List<String> is = actual.lines().toList();
        List<String> golden = resource(name).lines().toList();
        if (is.equals(golden)) {
            return;
        }
        int line = 0;
        while (line < Math.min(is.size(), golden.size()) && is.get(line).equals(golden.get(line))) {
            line++;
        }
        fail("%s is different from line %d on.%nIt was: %s%nIt is:  %s%nIf that is meant, take %s, which is:%n%s", name,
                line + 1, lineOf(golden, line), lineOf(is, line), write(name, actual), actual);
    }

    private static String lineOf(List<String> lines, int line) {
        return line < lines.size() ? lines.get(line) : "(no line)";
    }

    private static String resource(String name) {
        try (InputStream in = Golden.class.getResourceAsStream(name)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(String name, String text) {
        Path file = Path.of("target", "golden", name).toAbsolutePath();
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text has no blanks at the ends of its lines, and ends with one line feed. */
    static void assertTidy(String text) {
        assertThat(text).endsWith("\n").doesNotEndWith("\n\n").doesNotContain(" \n", "\r", "\t");
    }
}
