package io.vmq.tools.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.offset;

import io.vmq.tools.scenario.BadInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.zip.DeflaterOutputStream;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.DoubleHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramLogReaderTest {

    private static final double[] PERCENTILES = {0.1, 10, 50, 90, 99, 99.9, 100};

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"js-tags.hlog, 1000000", "c-tags.hlog, 1"})
    void shouldReadTagsAndIntervalsOfOtherImplementations(String name, double ratio) {
        HistogramLog log = HistogramLogReader.read(Samples.copy(name, folder));

        assertThat(log.intervals().keySet()).containsExactly("read", "write", "");
        assertThat(log.intervals().get("read")).extracting(LoggedInterval::startSeconds).containsExactly(0.0, 1.0);
        assertThat(log.intervals().get("read")).extracting(LoggedInterval::endSeconds).containsExactly(1.0, 2.0);
        assertSame(log.sum("read"), Samples.values(1000, 1000, 2000));
        assertSame(log.sum("write"), Samples.values(2000, 2000, 500));
        assertSame(log.sum(""), Samples.values(5, 0, 3));
        assertThat(log.seconds("")).isEqualTo(2);
        assertThat(log.isOurs()).isFalse();
        assertThat(log.scale()).isEqualTo(1);
        assertThat(log.maxColumnRatio()).isEqualTo(OptionalDouble.of(ratio));
    }

    @Test
    void shouldReadWhichUnitPeopleSee() {
        HistogramLog log = HistogramLogReader.read(Samples.copy("js-microseconds.hlog", folder));

        assertThat(log.maxColumnRatio()).isEqualTo(OptionalDouble.of(1000));
        assertSame(log.sum(""), Samples.values(1, 1, 2000));
        assertThat(log.seconds("")).isEqualTo(1, offset(1e-9));
    }

    @Test
    void shouldTakeASecondColumnOfEndsForEnds() {
        HistogramLog log = HistogramLogReader.read(Samples.copy("c-ends.hlog", folder));

        assertThat(log.seconds("")).isEqualTo(1.5, offset(1e-6));
        assertThat(log.intervals().get("")).extracting(LoggedInterval::startSeconds).containsExactly(1.7e9,
                1.7e9 + 1);
        assertThat(log.sum("").getTotalCount()).isEqualTo(1500);
    }

    @Test
    void shouldReadWhatJavaWrites() {
        HistogramLog log = read(log(writer -> {
            writer.setBaseTime(1_700_000_000_000L);
            writer.outputComment("[any comment]");
            writer.outputLogFormatVersion();
            writer.outputBaseTime(1_700_000_000_000L);
            writer.outputLegend();
            Histogram tagged = Samples.values(7, 13, 1234);
            tagged.setTag("näme");
            writer.outputIntervalHistogram(2.5, 4.5, tagged, 1000);
        }));

        assertThat(log.intervals().keySet()).containsExactly("näme");
        assertThat(log.intervals().get("näme")).extracting(LoggedInterval::startSeconds)
                .containsExactly(1_700_000_002.5);
        assertThat(log.seconds("näme")).isEqualTo(2);
        assertSame(log.sum("näme"), Samples.values(7, 13, 1234));
    }

    @Test
    void shouldKnowItsOwn() {
        assertThat(read(log(writer -> {
            writer.outputComment("[latency in ns, from due time to completion; times in s since the trial began]");
            writer.outputIntervalHistogram(0, 1, Samples.values(1, 1, 1));
        })).isOurs()).isTrue();
    }

    @Test
    void shouldReadFractions() {
        DoubleHistogram seconds = new DoubleHistogram(3);
        for (int i = 1; i <= 1000; i++) {
            seconds.recordValue(i * 1e-6);
        }

        HistogramLog log = read(log(writer -> writer.outputIntervalHistogram(0, 1, seconds, 1)));

        Histogram sum = log.sum("");
        assertThat(sum.getTotalCount()).isEqualTo(1000);
        for (double percentile : PERCENTILES) {
            double exact = seconds.getValueAtPercentile(percentile);
            assertThat(sum.getValueAtPercentile(percentile) * log.scale()).isEqualTo(exact, offset(exact / 1000));
        }
    }

    @Test
    void shouldRefuseFractionsBesideWholeNumbers() {
        DoubleHistogram fractions = new DoubleHistogram(3);
        fractions.recordValue(0.5);
        byte[] mixed = log(writer -> {
            writer.outputIntervalHistogram(0, 1, Samples.values(1, 1, 1), 1);
            writer.outputIntervalHistogram(1, 2, fractions, 1);
        });

        assertRefused(mixed, ":2: fractions and whole numbers in one log (expected one or the other)");
    }

    /** The encodings before V2, which the library still reads but no longer writes: V0 with counts of eight bytes, made here. */
    @Test
    void shouldReadTheFirstEncoding() throws IOException {
        Histogram values = new Histogram(1, 10_000, 2);
        ByteBuffer plain = ByteBuffer.allocate(32 + 8 * 100);
        plain.putInt(0x1c849308 | 0x80).putInt(2).putLong(1).putLong(10_000).putLong(3);
        for (int i = 0; i < 100; i++) {
            plain.putLong(i == 50 ? 3 : 0);
        }
        byte[] deflated = deflated(plain.array());
        byte[] encoded = ByteBuffer.allocate(8 + deflated.length).putInt(0x1c849309 | 0x80).putInt(deflated.length)
                .put(deflated).array();

        HistogramLog log = read(
                ("0.0,1.0,50.0," + Base64.getEncoder().encodeToString(encoded) + "\n").getBytes(UTF_8));

        values.recordValueWithCount(50, 3);
        assertSame(log.sum(""), values);
    }

    private static byte[] deflated(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void shouldAddUpIntervalsOfDifferentMakes() {
        Histogram fine = new Histogram(1, 1_000_000, 4);
        fine.recordValue(12_345);
        HistogramLog log = read(log(writer -> {
            writer.outputIntervalHistogram(0, 1, Samples.values(1000, 0, 1), 1);
            writer.outputIntervalHistogram(1, 2, fine, 1);
            writer.outputIntervalHistogram(2, 3, Samples.values(2_000_000_000, 0, 1), 1);
        }));

        Histogram sum = log.sum("");
        assertThat(sum.getTotalCount()).isEqualTo(3);
        assertThat(sum.getNumberOfSignificantValueDigits()).isEqualTo(4);
        assertThat(sum.getValueAtPercentile(50)).isEqualTo(12_345);
        assertThat((double) sum.getMaxValue()).isEqualTo(2e9, offset(2e6));
        assertThat(log.sum("another").getTotalCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# nothing but a comment\n", "\"StartTimestamp\",\"Interval_Length\"\n"})
    void shouldRefuseALogOfNothing(String text) {
        assertRefused(text.getBytes(UTF_8),
                text.isEmpty() ? ": is empty (expected " : ": holds no interval (expected ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "0.0,1.0,5.0 | :2: '0.0,1.0,5.0' is not possible (expected an HdrHistogram log, with lines of",
        "Tag=read | :2: 'Tag=read' is not possible",
        "x,1.0,5.0,HIST | :2: 'x' is not possible (expected the start of an interval in seconds)",
        "0.0,-1.0,5.0,HIST | :2: '-1.0' is not possible (expected the length of an interval in seconds)",
        "0.0,1.0,NaN,HIST | :2: 'NaN' is not possible (expected the largest value of an interval)",
        "0.0,1.0,5.0,HIST!!!! | :2: the histogram 'HIST!!!!' is not whole base64",
        "0.0,1.0,5.0,HISTFAAA | :2: the histogram 'HISTFAAA' is too short",
        "0.0,1.0,5.0,AAAAAAAAAAAAAAAA | :2: the histogram 'AAAAAAAAAAAAAAAA' is of no encoding that HdrHistogram has",
        "0.0,1.0,5.0,HISTFAAAACN4nJNp | :2: the histogram 'HISTFAAAACN4nJNp' is not all there"})
    void shouldNameTheLineThatIsWrong(String line, String sentence) {
        assertRefused(("#[a comment]\n" + line + "\n").getBytes(UTF_8), sentence);
    }

    @Test
    void shouldSayWhenTheLastLineWasCut() {
        byte[] whole = Samples.bytes("js-tags.hlog");

        assertRefused(Arrays.copyOf(whole, whole.length - 9), ":8: the histogram 'HISTFAAAACd4",
                ", the last one, which has no end: was the file cut?");
    }

    @Test
    void shouldReadOrRefuseALogCutAnywhere() {
        byte[] whole = Samples.bytes("js-microseconds.hlog");
        int read = 0;
        for (int length = 0; length < whole.length; length++) {
            try {
                read(Arrays.copyOf(whole, length));
                read++;
            } catch (BadInputException refusal) {
                assertThat(refusal).hasMessageNotContaining("Exception");
            }
        }
        // After the first of two lines, with and without its line feed; after the second, which fills up with one =, without one or both.
        assertThat(read).isEqualTo(4);
    }

    @Test
    void shouldFindAChangedCharacterOfAHistogram() {
        byte[] line = Samples.bytes("c-ends.hlog");
        int first = new String(line, UTF_8).lastIndexOf("HIST") + 12;
        for (int i = first; i < line.length - 3; i += 7) {
            byte[] changed = line.clone();
            changed[i] = (byte) (changed[i] == 'A' ? 'B' : 'A');
            assertRefused(changed, ":5: the histogram");
        }
    }

    private void assertRefused(byte[] bytes, String... parts) {
        assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> read(bytes))
                .withMessageStartingWith(folder.resolve("f.hlog").toString())
                .satisfies(refusal -> assertThat(refusal).hasMessageContainingAll(parts));
    }

    private HistogramLog read(byte[] bytes) {
        return HistogramLogReader.read(Samples.put(folder.resolve("f.hlog"), bytes));
    }

    private static byte[] log(Consumer<HistogramLogWriter> write) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(bytes, false, UTF_8);
        write.accept(new HistogramLogWriter(stream));
        stream.flush();
        return bytes.toByteArray();
    }

    private static void assertSame(AbstractHistogram actual, AbstractHistogram expected) {
        assertThat(actual.getTotalCount()).isEqualTo(expected.getTotalCount());
        for (double percentile : PERCENTILES) {
            assertThat(actual.getValueAtPercentile(percentile)).as("p%s", percentile)
                    .isEqualTo(expected.getValueAtPercentile(percentile));
        }
        assertThat(List.of(actual.getMinValue(), actual.getMaxValue())).containsExactly(expected.getMinValue(),
                expected.getMaxValue());
    }
}
