package io.vmq.tools.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.offset;

import io.vmq.tools.scenario.BadInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentileTextReaderTest {

    private static final String HEADING = "       Value     Percentile TotalCount 1/(1-Percentile)\n\n";
    /** As wrk2 prints it with -u --latency, shortened. */
    private static final String WRK2 = """
            Running 10s test @ http://127.0.0.1:8080/
              2 threads and 10 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency     1.21ms  612.00us   4.10ms   64.10%
              Latency Distribution (HdrHistogram - Recorded Latency)
             50.000%    1.18ms
            100.000%    4.11ms

              Detailed Percentile spectrum:
                   Value   Percentile   TotalCount 1/(1-Percentile)

                   0.100     0.000000            1         1.00
                   1.180     0.500000         9995         2.00
                   2.500     0.990625        19800       106.67
                   4.107     1.000000        19990          inf
            #[Mean    =        1.210, StdDeviation   =        0.612]
            #[Max     =        4.104, Total count    =        19990]
            #[Buckets =           27, SubBuckets     =         2048]
            ----------------------------------------------------------

              Latency Distribution (HdrHistogram - Uncorrected Latency)
              Detailed Percentile spectrum:
                   Value   Percentile   TotalCount 1/(1-Percentile)

                   0.100     0.000000            1         1.00
                   0.107     1.000000        19990          inf
            ----------------------------------------------------------
              20000 requests in 10.00s, 2.44MB read
            Requests/sec:   1999.12
            """;

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"c-classic.hgrm, 1", "c-csv.hgrm, 1000000", "js.hgrm, 1000000"})
    void shouldReadTablesOfOtherImplementations(String name, double divisor) {
        PercentileText table = PercentileTextReader.read(Samples.copy(name, folder));

        Histogram values = Samples.values(1000, 1000, 10_000);
        for (double percentile : new double[] {10, 50, 75, 100}) {
            assertThat(table.valueAt(percentile) * divisor).as("p%s", percentile)
                    .isEqualTo((double) values.getValueAtPercentile(percentile), offset(divisor / 1000));
        }
        assertThat(table.isOfWrk2()).isFalse();
        assertThat(table.tables()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldReadWhatJavaWrites(boolean isCsv) throws IOException {
        Histogram values = Samples.values(1000, 1000, 10_000);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, UTF_8)) {
            values.outputPercentileDistribution(out, 100, 1.0, isCsv);
        }

        PercentileText table = read(bytes.toByteArray());

        for (double percentile : new double[] {50, 90, 99, 99.9}) {
            double exact = values.getValueAtPercentile(percentile);
            assertThat(table.valueAt(percentile)).as("p%s", percentile).isBetween(exact, exact * 1.006);
        }
    }

    @Test
    void shouldTakeTheFirstRowAtThePercentileOrAboveIt() {
        PercentileText table = read(
                (HEADING + "1 0.0 1 1\n2 0.5 5 2\n3 0.99 9 100\n4 1.0 10 inf\n").getBytes(UTF_8));

        assertThat(table.valueAt(0.5)).isEqualTo(2);
        assertThat(table.valueAt(50)).isEqualTo(2);
        assertThat(table.valueAt(50.5)).isEqualTo(3);
        assertThat(table.valueAt(99)).isEqualTo(3);
        assertThat(table.valueAt(99.9)).isEqualTo(4);
    }

    @Test
    void shouldReadTheFirstOfWhatWrk2Prints() {
        PercentileText table = read(WRK2.getBytes(UTF_8));

        assertThat(table.isOfWrk2()).isTrue();
        assertThat(table.tables()).isEqualTo(2);
        assertThat(table.valueAt(99)).isEqualTo(2.5);
        assertThat(table.rows()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"1 0.5 | :3: '1 0.5' is not possible (expected a row of",
        "1 0.5 x 2 | :3: '1 0.5 x 2' is not possible", "1 1.5 3 2 | :3: '1 1.5 3 2' is not possible",
        "1 NaN 3 2 | :3: '1 NaN 3 2' is not possible", "1 2 3 4 5 | :3: '1 2 3 4 5' is not possible",
        "#[Mean = 3] | :3: '#[Mean = 3]' is not possible"})
    void shouldNameTheRowThatIsWrong(String row, String sentence) {
        assertRefused(HEADING + row + "\n2 1.0 3 inf\n", sentence);
    }

    @Test
    void shouldRefuseRowsThatFall() {
        assertRefused(HEADING + "2 0.5 3 2\n1 1.0 4 inf\n", ":4: '1 1.0 4 inf' is not possible",
                "none below the row before it");
        assertRefused(HEADING + "2 0.5 3 2\n3 0.4 4 inf\n", ":4: '3 0.4 4 inf' is not possible");
    }

    @Test
    void shouldRefuseWhatIsNoTable() {
        assertRefused("", ": is empty (expected a table of percentiles");
        assertRefused("Hello\n", ": holds no table (expected ");
        assertRefused(HEADING + "2 0.5 3 2\n", ":3: the table ends before percentile 1");
    }

    @Test
    void shouldReadOrRefuseATableCutAnywhere() {
        byte[] whole = (HEADING + "1 0.0 1 1\n2.5 0.5 5 2\n3 0.99 9 100\n4 1.0 10 inf\n#[Max = 4]\n").getBytes(UTF_8);
        int read = 0;
        for (int length = 0; length < whole.length; length++) {
            try {
                read(Arrays.copyOf(whole, length));
                read++;
            } catch (BadInputException refusal) {
                assertThat(refusal).hasMessageNotContaining("Exception");
            }
        }
        // From "4 1" of the last row on, which says that it is at 1 however much of the 0, the count and the rest follows.
        assertThat(read).isBetween(10, 25);
    }

    private void assertRefused(String text, String... parts) {
        assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> read(text.getBytes(UTF_8)))
                .withMessageStartingWith(folder.resolve("f.hgrm").toString())
                .satisfies(refusal -> assertThat(refusal).hasMessageContainingAll(parts));
    }

    private PercentileText read(byte[] bytes) {
        return PercentileTextReader.read(Samples.put(folder.resolve("f.hgrm"), bytes));
    }
}
