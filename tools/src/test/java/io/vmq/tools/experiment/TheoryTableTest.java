package io.vmq.tools.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.measure.TrialResult;
import io.vmq.tools.scenario.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs the table "Theory against model" of docs/model.md again: each row is what the {@code ./vmq run} line above it gives with the
 * row's options, beside the figure of theory and how far apart they are.
 */
@Tag("computed")
class TheoryTableTest {

    private static final Path PAGE = Path.of("..", "docs", "model.md");
    private static final String COMMAND = "./vmq run ";
    private static final double TOLERANCE_PERCENT = 3;
    private static final int ROWS = 9;

    @Test
    void shouldGiveTheNumbersOfThePage() throws IOException, InterruptedException {
        List<String> seen = new ArrayList<>();
        List<String> again = new ArrayList<>();
        String command = "";
        for (String line : Files.readAllLines(PAGE)) {
            command = line.startsWith(COMMAND) ? line.substring(COMMAND.length()) : command;
            if (line.startsWith("| `--")) {
                seen.add(line);
                again.add(row(line, command));
            }
        }
        assertThat(seen).hasSize(ROWS);
        assertThat(again).isEqualTo(seen);
    }

    private static String row(String line, String command) throws InterruptedException {
        List<String> cells = Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1)).map(String::strip)
                .toList();
        String figure = cells.get(2);
        double theory = Double.parseDouble(cells.get(3));
        double model = figure(figure, run(command + " " + cells.getFirst().replace("`", "")));
        double offPercent = 100 * (model / theory - 1);
        assertThat(Math.abs(offPercent)).as(line).isLessThan(TOLERANCE_PERCENT);
        String digits = figure.startsWith("loss") ? "%.3f" : "%.2f";
        return "| " + String.join(" | ", cells.get(0), cells.get(1), figure, cells.get(3), format(digits, model),
                format("%+.1f %%", offPercent)) + " |";
    }

    private static TrialResult run(String options) throws InterruptedException {
        Map<Setting, String> settings = new TreeMap<>();
        String[] words = options.split(" +", -1);
        for (int i = 0; i < words.length; i += 2) {
            settings.put(setting(words[i]), words[i + 1]);
        }
        assertThat(settings).containsEntry(Setting.CLOCK, "virtual");
        return Runs.virtual(settings).trials().getFirst();
    }

    private static Setting setting(String option) {
        return Arrays.stream(Setting.values()).filter(setting -> setting.options().contains(option)).findFirst()
                .orElseThrow();
    }

    private static double figure(String figure, TrialResult trial) {
        return switch (figure) {
            case "mean us" -> Objects.requireNonNull(trial.latency()).meanNs() / 1e3;
            case "max us" -> Objects.requireNonNull(trial.latency()).maxNs() / 1e3;
            case "loss %" -> 100 * trial.lossRatio();
            default -> throw new IllegalArgumentException("figure " + figure);
        };
    }

    private static String format(String digits, double value) {
        return String.format(Locale.ROOT, digits, value);
    }
}
