package io.vmq.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.measure.LatencyRecorder;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.tools.experiment.ExperimentResult;
import io.vmq.tools.experiment.Runs;
import io.vmq.tools.scenario.Setting;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;

/** Reads the log back with HdrHistogram's own reader. */
class IntervalLogTest {

    private record Log(ExperimentResult result, String text, List<Histogram> lines) {

        static Log of(Map<Setting, String> settings) throws InterruptedException, IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ExperimentResult result;
            try (IntervalLog log = new IntervalLog(bytes)) {
                result = Runs.virtual(settings, log);
            }
            List<Histogram> lines = new ArrayList<>();
            try (HistogramLogReader reader = new HistogramLogReader(new ByteArrayInputStream(bytes.toByteArray()))) {
                while (reader.hasNext()) {
                    lines.add((Histogram) Objects.requireNonNull(reader.nextIntervalHistogram()));
                }
            }
            return new Log(result, bytes.toString(StandardCharsets.UTF_8), lines);
        }

        Set<String> tags() {
            Set<String> tags = new LinkedHashSet<>();
            lines.forEach(line -> tags.add(line.getTag()));
            return tags;
        }

        List<Histogram> linesOf(String tag) {
            return lines.stream().filter(line -> line.getTag().equals(tag)).toList();
        }

        long count(String tag) {
            return linesOf(tag).stream().mapToLong(Histogram::getTotalCount).sum();
        }
    }

    private static String tag(TrialResult trial) {
        return trial.trial() == 0 ? trial.mode() : trial.mode() + ".t" + trial.trial();
    }

    @Test
    void shouldGiveEveryFrameOfEveryTrialToItsModeAndItsQueue() throws InterruptedException, IOException {
        Log log = Log.of(Map.of(Setting.MODES, "single,vmq", Setting.DURATION, "1500ms", Setting.WARMUP, "500ms",
                Setting.VMS, "2", Setting.QUEUES, "2", Setting.TRIALS, "2"));

        assertThat(log.text()).startsWith("#").contains("#[Histogram log format version 1.3]\n");
        assertThat(log.tags()).containsExactlyInAnyOrder("single", "single.q0", "single.t1", "single.t1.q0", "vmq",
                "vmq.q1",
                "vmq.q2", "vmq.t1", "vmq.t1.q1", "vmq.t1.q2");
        for (TrialResult trial : log.result().trials()) {
            assertThat(log.count(tag(trial))).as(tag(trial)).isEqualTo(trial.frames().delivered());
            trial.queues().forEach(queue -> assertThat(log.count(tag(trial) + ".q" + queue.id()))
                    .as(tag(trial) + ".q" + queue.id()).isEqualTo(queue.delivered()));
        }
    }

    @Test
    void shouldGiveAnIntervalASecondFromTheEndOfTheWarmUp() throws InterruptedException, IOException {
        Log log = Log
                .of(Map.of(Setting.MODES, "vmq", Setting.DURATION, "2500ms", Setting.WARMUP, "500ms", Setting.VMS, "2",
                        Setting.QUEUES, "2"));

        for (String tag : List.of("vmq", "vmq.q1", "vmq.q2")) {
            assertThat(log.linesOf(tag)).as(tag).extracting(Histogram::getStartTimeStamp).containsExactly(500L, 1500L,
                    2500L);
            assertThat(log.linesOf(tag)).as(tag).extracting(line -> line.getEndTimeStamp() - line.getStartTimeStamp())
                    .containsExactly(1000L, 1000L, 500L);
        }
    }

    @Test
    void shouldGiveTheModeTheSumOfItsQueues() throws InterruptedException, IOException {
        Log log = Log
                .of(Map.of(Setting.MODES, "rss", Setting.DURATION, "1500ms", Setting.WARMUP, "10ms", Setting.QUEUES,
                        "3"));

        SortedMap<Long, Histogram> sums = new TreeMap<>();
        log.lines().stream().filter(line -> line.getTag().startsWith("rss.q")).forEach(line -> sums
                .computeIfAbsent(line.getStartTimeStamp(), start -> new Histogram(1, LatencyRecorder.HIGHEST_NS, 3))
                .add(line));
        SortedMap<Long, Histogram> modes = new TreeMap<>();
        log.linesOf("rss").forEach(line -> modes.put(line.getStartTimeStamp(), line));

        assertThat(modes).isEqualTo(sums).hasSize(2);
    }

    @Test
    void shouldGiveAnIntervalASecondAlsoWhenFramesAreFew() throws InterruptedException, IOException {
        Log log = Log.of(Map.of(Setting.MODES, "single", Setting.DURATION, "10s", Setting.WARMUP, "1s", Setting.RATE,
                "2kpps"));

        assertThat(log.linesOf("single.q0")).hasSize(10);
        assertThat(log.linesOf("single")).hasSize(10);
    }

    @Test
    void shouldGiveAModeEachIntervalOnce() throws InterruptedException, IOException {
        Log log = Log
                .of(Map.of(Setting.MODES, "vmq", Setting.DURATION, "12s", Setting.WARMUP, "0", Setting.RATE, "50kpps",
                        Setting.POPULARITY, "zipf:6", Setting.VMS, "8"));

        assertThat(log.linesOf("vmq")).extracting(Histogram::getStartTimeStamp).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void shouldGiveTheModeAloneWithDetailTotal() throws InterruptedException, IOException {
        Log log = Log.of(Map.of(Setting.MODES, "vmq", Setting.DURATION, "20ms", Setting.WARMUP, "1ms", Setting.DETAIL,
                "total"));

        assertThat(log.tags()).containsExactly("vmq");
        assertThat(log.count("vmq")).isEqualTo(log.result().trials().getFirst().frames().delivered());
    }

    @Test
    void shouldGiveWhatTheResultSays() throws InterruptedException, IOException {
        Log log = Log.of(Map.of(Setting.MODES, "vmq", Setting.DURATION, "50ms", Setting.WARMUP, "10ms"));

        Histogram all = log.linesOf("vmq").getFirst();
        assertThat(log.linesOf("vmq")).hasSize(1);
        assertThat(all.getValueAtPercentile(50))
                .isEqualTo(Objects.requireNonNull(log.result().trials().getFirst().latency()).atNs(50));
    }
}
