package io.vmq.tools.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.vmq.dispatch.measure.TrialResult;
import io.vmq.tools.experiment.ExperimentResult;
import io.vmq.tools.experiment.Runs;
import io.vmq.tools.scenario.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SummaryCsvTest {

    private static final Set<String> WORDS = Set.of("mode", "clock", "coreMode", "valid", "invalidReasons", "partial",
            "digest");
    private static final Set<String> MAY_BE_EMPTY = Set.of("invalidReasons", "intendedPps", "jainVms");

    private static List<Map<String, String>> rows(ExperimentResult result) {
        List<String> lines = SummaryCsv.text(result).lines().toList();
        String[] names = lines.getFirst().split(",", -1);
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> !name.isBlank());
        return lines.stream().skip(1).map(line -> row(names, line.split(",", -1))).toList();
    }

    private static Map<String, String> row(String[] names, String[] cells) {
        assertThat(cells).hasSameSizeAs(names);
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            row.put(names[i], cells[i]);
        }
        return row;
    }

    @Test
    void shouldHaveARowForEachTrialWhoseValuesParse() throws InterruptedException {
        ExperimentResult result = Runs
                .virtual(Map.of(Setting.DURATION, "20ms", Setting.WARMUP, "5ms", Setting.TRIALS, "2"));
        List<Map<String, String>> rows = rows(result);

        assertThat(rows).hasSize(6).allSatisfy(row -> row.forEach((name, cell) -> {
            if (!WORDS.contains(name) && !(cell.isEmpty() && MAY_BE_EMPTY.contains(name))) {
                assertThatCode(() -> Double.parseDouble(cell)).as(name).doesNotThrowAnyException();
            }
        }));
        TrialResult last = result.trials().getLast();
        Map<String, String> row = rows.getLast();
        assertThat(row).containsEntry("mode", "vmq").containsEntry("trial", "1").containsEntry("clock", "virtual")
                .containsEntry("coreMode", "virtual").containsEntry("valid", "true").containsEntry("partial", "false")
                .containsEntry("durationNs", "20000000").containsEntry("seed", Long.toString(last.seed()))
                .containsEntry("generated", Long.toString(last.frames().generated()))
                .containsEntry("delivered", Long.toString(last.frames().delivered()))
                .containsEntry("dropped:queue-full", Long.toString(last.frames().dropped().total()))
                .containsEntry("latencyCount", Long.toString(last.frames().delivered()))
                .containsEntry("latencyMaxNs", Long.toString(Objects.requireNonNull(last.latency()).maxNs()))
                .containsEntry("latencyP99.9Ns", Long.toString(Objects.requireNonNull(last.latency()).atNs(99.9)))
                .containsEntry("deliveredBps", Double.toString(last.rate().deliveredBps()))
                .containsEntry("digest", "0x%016x".formatted(last.source().digest()));
    }

    @Test
    void shouldLeaveEmptyWhatIsNotClaimed() throws InterruptedException {
        Map<String, String> row = rows(
                Runs.virtual(Map.of(Setting.DURATION, "20ms", Setting.WARMUP, "0", Setting.RATE, "max",
                        Setting.MODES, "single")))
                .getFirst();

        assertThat(row).containsEntry("latencyCount", "").containsEntry("latencyP50Ns", "")
                .containsEntry("latencyMaxNs", "");
        assertThat(Double.parseDouble(row.getOrDefault("busiestCore", ""))).isBetween(0.99, 1.0);
    }

    @Test
    void shouldNameTheReasonsOfAnInvalidTrial() throws InterruptedException {
        Map<String, String> row = rows(Runs.virtual(Map.of(Setting.DURATION, "1ms", Setting.WARMUP, "0", Setting.MODES,
                "single"))).getFirst();

        assertThat(row).containsEntry("valid", "false").containsEntry("invalidReasons", "too-short");
    }
}
