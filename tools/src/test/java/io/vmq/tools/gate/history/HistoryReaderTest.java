package io.vmq.tools.gate.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.tools.gate.Metric;
import io.vmq.tools.gate.SeriesChoice;
import io.vmq.tools.scenario.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories of CSV files, and what a name says of a time. */
class HistoryReaderTest {

    private static final String GOOD = """
            time,commit,vmq.p99,vmq.rate,vmq/vm1.p99.9
            2026-01-02T00:00:00Z,b,1800,1000,7.5

            2026-01-01T00:00:00Z,a,1700,,"7.25"
            """;

    @TempDir
    private Path folder;

    private History read(String text, Order order) throws IOException {
        Path file = Files.writeString(folder.resolve("h.csv"), text);
        return new CsvHistory(file, order,
                new FigureChoice(SeriesChoice.ALL, text.contains("ops") ? List.of("ops") : List.of()))
                .read("h.csv");
    }

    @Test
    void shouldReadEachColumnAsAFigure() throws IOException {
        History history = read(GOOD, Order.NAME);

        assertThat(history.points()).extracting(Point::commit).containsExactly("b", "a");
        assertThat(history.traces()).extracting(Trace::series).containsExactly("vmq", "vmq", "vmq/vm1");
        assertThat(history.traces()).extracting(trace -> trace.metric().name()).containsExactly("p99", "rate", "p99.9");
        assertThat(history.traces()).extracting(trace -> trace.metric().better()).containsExactly(Metric.Better.LOWER,
                Metric.Better.HIGHER, Metric.Better.LOWER);
        assertThat(history.traces().get(1).readings()).containsExactly(new Reading(0, 1000));
        assertThat(history.remarks()).isEmpty();
    }

    @Test
    void shouldPutRowsInOrderOfTimeIfAsked() throws IOException {
        History history = read(GOOD, Order.TIME);

        assertThat(history.points()).extracting(Point::commit).containsExactly("a", "b");
        assertThat(history.traces().getFirst().readings()).containsExactly(new Reading(0, 1700), new Reading(1, 1800));
    }

    @Test
    void shouldSayWhichWayItTakesAColumnToBeGood() throws IOException {
        History history = read("time,ops,seconds\n1767225600,5,6\n", Order.NAME);

        assertThat(history.traces()).extracting(trace -> trace.metric().better()).containsExactly(Metric.Better.HIGHER,
                Metric.Better.LOWER);
        assertThat(history.remarks()).containsExactly(
                "Taken as better when lower: seconds (--higher-is-better names columns that are not).");
        assertThat(history.points().getFirst().label()).isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void shouldKeepAnOutage() throws IOException {
        History history = read("time,vmq.rate\n2026-01-01,0\n2026-01-02,7\n", Order.NAME);

        assertThat(history.traces().getFirst().readings()).containsExactly(new Reading(0, 0), new Reading(1, 7));
        assertThat(history.remarks()).isEmpty();
    }

    @Test
    void shouldLeavePercentilesOfNothingOutAndSaySo() throws IOException {
        History history = read("time,vmq.p99\n2026-01-01,0\n2026-01-02,7\n", Order.NAME);

        assertThat(history.traces().getFirst().readings()).containsExactly(new Reading(1, 7));
        assertThat(history.remarks()).containsExactly("Left out: 1 percentile of zero, since nothing takes no time.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {"~time,a\n2026-01-01,x~ | line 2: 'x' is no figure",
        "~time,a\n2026-01-01,-1~ | line 2: '-1' is no figure", "~time,a\n2026-01-01,NaN~ | line 2: 'NaN' is no figure",
        "~time,a\nyesterday,1~ | line 2: 'yesterday' is no time", "~time,a\n2026-01-01~ | line 2: has 1 values",
        "~time,a\n2026-01-01,\"1~ | line 2: a quote is not closed", "~time,commit\n2026-01-01,1~ | no heading",
        "~when,a\n2026-01-01,1~ | no heading", "~time,a,a\n2026-01-01,1,2~ | 'a' is there twice",
        "~time,a,\n2026-01-01,1,2~ | '' is there without a name", "~time,a~ | holds no rows", "~~ | holds no rows"})
    void shouldRefuseInOneSentence(String text, String sentence) {
        assertThatThrownBy(() -> read(text, Order.NAME)).isInstanceOf(BadInputException.class)
                .hasMessageContaining("h.csv").hasMessageContaining(sentence)
                .hasMessageMatching(".* \\(expected [^\n]*\\)");
    }

    /** Seed 41. */
    @Test
    void shouldReadOrRefuseWhateverAFileHolds() throws IOException {
        Random random = new Random(41);
        String letters = "time,a\n\"1.2026-01T:Z+ e\u0000\u2028é";
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "time,a\n2026-01-01," : "");
            random.ints(random.nextInt(40), 0, letters.length()).forEach(c -> text.append(letters.charAt(c)));
            try {
                assertThat(read(text.toString(), Order.TIME).points()).isNotEmpty();
            } catch (BadInputException e) {
                assertThat(e).hasMessageContaining("expected");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"2026-01-31, 2026-01-31T00:00:00Z", "2026-01-31T12:30:00+01:00, 2026-01-31T11:30:00Z",
        "2026.01.31 3:00:00 +0100, 2026-01-31T02:00:00Z", "2026-01-31 12:30, 2026-01-31T12:30:00Z",
        "2026-01-31T12:30:00.250Z, 2026-01-31T12:30:00.250Z", "1769860800, 2026-01-31T12:00:00Z"})
    void shouldReadTimesAsPeopleWriteThem(String text, String time) {
        assertThat(CsvTime.parse(text)).contains(Instant.parse(time));
    }

    @ParameterizedTest
    @CsvSource({"2026-01-31-c0ffee, 2026-01-31T00:00:00Z", "20260131T1230-x, 2026-01-31T12:30:00Z",
        "2026-01-31_12-30-15.out, 2026-01-31T12:30:15Z", "2026-01-31T12:30Z, 2026-01-31T12:30:00Z"})
    void shouldFindTheTimeThatANameBeginsWith(String name, String time) {
        assertThat(PointTime.inName(name)).contains(Instant.parse(time));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run-2026-01-31", "2026-13-01", "20260131123", "r", "1234", "2026-02-30-x"})
    void shouldFindNoTimeWhereThereIsNone(String name) {
        assertThat(PointTime.inName(name)).isEmpty();
    }
}
