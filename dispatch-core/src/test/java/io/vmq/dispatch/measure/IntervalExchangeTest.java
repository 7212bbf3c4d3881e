package io.vmq.dispatch.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalExchangeTest {

    private static final long ORIGIN = 500;
    private static final long LENGTH = 1_000;

    private record Line(String tag, long fromNs, long toNs, long count, long maxNs) {}

    private final List<Line> lines = new ArrayList<>();
    private final Histogram all = new Histogram(1, LatencyRecorder.HIGHEST_NS, 3);

    private IntervalExchange exchange(int series) {
        return new IntervalExchange(ORIGIN, LENGTH, series, this::write);
    }

    private void write(String tag, long fromNs, long toNs, Histogram counts) {
        lines.add(new Line(tag, fromNs, toNs, counts.getTotalCount(), counts.getMaxValue()));
        all.add(counts);
    }

    @Test
    void shouldCutASeriesIntoIntervalsByDueTime() {
        IntervalExchange exchange = exchange(1);
        LatencyRecorder recorder = LatencyRecorder.inIntervals("q1", exchange);
        recorder.record(500, 1);
        recorder.record(1_499, 2);
        recorder.record(1_500, 3);
        exchange.drain();
        recorder.record(2_600, 4);
        exchange.drain();
        recorder.finish(2_700);

        assertThat(lines).containsExactly(new Line("q1", 500, 1_500, 2, 2), new Line("q1", 1_500, 2_500, 1, 3),
                new Line("q1", 2_500, 2_700, 1, 4));
    }

    @Test
    void shouldLeaveOutIntervalsWithoutFrames() {
        IntervalExchange exchange = exchange(1);
        LatencyRecorder recorder = LatencyRecorder.inIntervals("q1", exchange);
        recorder.record(600, 1);
        recorder.record(5_600, 2);
        exchange.drain();
        recorder.finish(6_000);

        assertThat(lines).containsExactly(new Line("q1", 500, 1_500, 1, 1), new Line("q1", 5_500, 6_000, 1, 2));
    }

    @Test
    void shouldLetAnIntervalGoOnWhileTheReaderIsBehind() {
        IntervalExchange exchange = exchange(1);
        LatencyRecorder recorder = LatencyRecorder.inIntervals("q1", exchange);
        recorder.record(600, 1);
        recorder.record(1_600, 2);
        recorder.record(2_600, 3);
        recorder.record(3_600, 4);
        assertThat(lines).isEmpty();
        exchange.drain();
        recorder.record(4_600, 5);
        exchange.drain();
        recorder.finish(5_000);

        assertThat(lines).containsExactly(new Line("q1", 500, 1_500, 1, 1), new Line("q1", 1_500, 4_500, 3, 4),
                new Line("q1", 4_500, 5_000, 1, 5));
    }

    @Test
    void shouldSayNothingForASeriesWithoutFrames() {
        LatencyRecorder recorder = LatencyRecorder.inIntervals("q1", exchange(1));
        recorder.finish(5_000);

        assertThat(lines).isEmpty();
        assertThat(recorder.summary()).isNull();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldAddUpToTheWholeHoweverSlowTheReaderIs(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        IntervalExchange exchange = exchange(2);
        LatencyRecorder[] series = {LatencyRecorder.inIntervals("a", exchange),
            LatencyRecorder.inIntervals("b", exchange)};
        LatencyRecorder[] wholes = {LatencyRecorder.whole("a"), LatencyRecorder.whole("b")};
        long due = ORIGIN;
        for (int i = 0; i < 20_000; i++) {
            due += random.nextInt(20);
            int which = random.nextInt(2);
            long duration = random.nextInt(1_000_000);
            series[which].record(due, duration);
            wholes[which].record(due, duration);
            if (random.nextInt(100) == 0) {
                exchange.drain();
            }
        }
        for (int which = 0; which < 2; which++) {
            series[which].finish(due + 1);
            assertThat(series[which].summary()).isEqualTo(wholes[which].summary());
        }
        assertThat(all.getTotalCount()).isEqualTo(20_000);
        assertContiguous("a", due + 1);
        assertContiguous("b", due + 1);
    }

    private void assertContiguous(String tag, long endNs) {
        List<Line> own = lines.stream().filter(line -> line.tag().equals(tag)).toList();
        for (int i = 1; i < own.size(); i++) {
            assertThat(own.get(i).fromNs()).isGreaterThanOrEqualTo(own.get(i - 1).toNs());
        }
        assertThat(own.getLast().toNs()).isEqualTo(endNs);
    }

    @Test
    void shouldLoseNothingBetweenARecordingThreadAndTheReader() throws InterruptedException, ExecutionException {
        int count = 200_000;
        IntervalExchange exchange = exchange(1);
        LatencyRecorder recorder = LatencyRecorder.inIntervals("q1", exchange);
        FutureTask<Integer> recording = new FutureTask<>(() -> {
            for (int i = 0; i < count; i++) {
                recorder.record(ORIGIN + i, i % 1_000);
            }
            return count;
        });
        Thread thread = Thread.ofPlatform().daemon().start(recording);
        while (thread.isAlive()) {
            exchange.drain();
        }
        assertThat(recording.get()).isEqualTo(count);
        recorder.finish(ORIGIN + count);

        assertThat(all.getTotalCount()).isEqualTo(count);
        assertThat(lines.stream().mapToLong(Line::count).sum()).isEqualTo(count);
        assertThat(Objects.requireNonNull(recorder.summary()).count()).isEqualTo(count);
        assertContiguous("q1", ORIGIN + count);
    }
}
