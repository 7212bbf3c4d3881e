package io.vmq.tools.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.measure.LatencySummary;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.tools.scenario.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs the tables of docs/traffic.md again. A table whose first column is {@code options} holds, for each row, what the
 * {@code ./vmq run} line above it gives with the row's options; a column headed by options is what those deliver.
 */
@Tag("computed")
class DocumentedNumbersTest {

    private static final Path PAGE = Path.of("..", "docs", "traffic.md");
    private static final String COMMAND = "./vmq run ";
    private static final Pattern VARIABLE = Pattern.compile("([A-Z]+)=(\\S+)");
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");
    private static final int TABLES = 3;

    private final Map<String, String> variables = new HashMap<>();

    @Test
    void shouldGiveTheNumbersOfThePage() throws IOException, InterruptedException {
        List<String> page = Files.readAllLines(PAGE);
        List<String> again = new ArrayList<>();
        String command = "";
        List<String> columns = List.of();
        int tables = 0;
        for (String line : page) {
            remember(line);
            command = line.startsWith(COMMAND) ? line.substring(COMMAND.length()) : command;
            if (line.startsWith("| options |")) {
                columns = cells(line);
                tables++;
                again.add(line);
            } else if (line.startsWith("| `") && !columns.isEmpty()) {
                again.add(row(line, columns, command));
            } else {
                columns = line.startsWith("|") ? columns : List.of();
                again.add(line);
            }
        }
        assertThat(tables).isEqualTo(TABLES);
        assertThat(again).isEqualTo(page);
    }

    private void remember(String line) {
        Matcher variable = VARIABLE.matcher(line);
        if (variable.matches()) {
            variables.put("$" + variable.group(1), variable.group(2));
        }
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1)).map(String::strip).toList();
    }

    private static String code(String cell) {
        Matcher code = CODE.matcher(cell);
        return code.find() ? code.group(1) : "";
    }

    private String row(String line, List<String> columns, String command) throws InterruptedException {
        String first = cells(line).getFirst();
        List<String> cells = new ArrayList<>(List.of(first));
        Map<String, TrialResult> trials = new HashMap<>();
        for (String column : columns.subList(1, columns.size())) {
            String options = (command + " " + code(first) + " " + code(column)).strip();
            TrialResult trial = trials.get(options);
            if (trial == null) {
                trial = run(options);
                trials.put(options, trial);
            }
            cells.add(figure(column, trial));
        }
        return "| " + String.join(" | ", cells) + " |";
    }

    private TrialResult run(String options) throws InterruptedException {
        Map<Setting, String> settings = new TreeMap<>();
        String[] words = options.split(" +", -1);
        for (int i = 0; i < words.length; i += 2) {
            String value = variables.getOrDefault(words[i + 1], words[i + 1]);
            settings.merge(setting(words[i]), value, (before, more) -> before + ";" + more);
        }
        assertThat(settings).containsEntry(Setting.CLOCK, "virtual");
        return Runs.virtual(settings).trials().getFirst();
    }

    private static Setting setting(String option) {
        return Arrays.stream(Setting.values()).filter(setting -> setting.options().contains(option)).findFirst()
                .orElseThrow();
    }

    private static String figure(String column, TrialResult trial) {
        LatencySummary latency = Objects.requireNonNull(trial.latency());
        return switch (column) {
            case "loss %" -> decimal(2, 100 * trial.lossRatio());
            case "unsent" -> Long.toString(trial.frames().unsent());
            case "reordered" -> Long.toString(Objects.requireNonNull(trial.frames().reordered()));
            case "p50 us" -> micros(latency.atNs(50));
            case "p99 us" -> micros(latency.atNs(99));
            case "p99.9 us" -> micros(latency.atNs(99.9));
            case "max us" -> micros(latency.maxNs());
            case "valid" -> trial.valid() ? "yes" : "no";
            default -> decimal(3, trial.rate().deliveredBps() / 1e9);
        };
    }

    private static String micros(long ns) {
        return decimal(ns < 100_000 ? 1 : 0, ns / 1e3);
    }

    private static String decimal(int digits, double value) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
