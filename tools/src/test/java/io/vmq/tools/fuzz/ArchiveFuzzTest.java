package io.vmq.tools.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vmq.tools.archive.Samples;
import io.vmq.tools.gate.input.SideOptions;
import io.vmq.tools.gate.input.SideReader;
import io.vmq.tools.scenario.BadInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.DeflaterOutputStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files for the gate, damaged: each is read, or refused with one sentence, in bounded memory. */
class ArchiveFuzzTest {

    /** A line's histogram may be as wide and fine as there are, and is decoded more than once. */
    private static final long HEAP_BYTES = 512 << 20;
    private static final long HEAP_BYTES_PER_BYTE = 4_096;

    private static final int V2_COMPRESSED = 0x1c849314;

    private static final String JMH = """
            [{"benchmark": "a.B.c", "mode": "sample", "threads": 1, "jvmArgs": ["-Xmx1g"], "params": {"n": "1"},
              "primaryMetric": {"scoreUnit": "us/op", "rawDataHistogram": [[[[1, 98], [2.5, 1]]], [[[5, 2]]]]}},
             {"benchmark": "a.B.d", "mode": "thrpt", "threads": 2, "primaryMetric": {"scoreUnit": "ops/s",
              "rawData": [[1, 2], [3e9, 4]]}, "secondaryMetrics": {"x": {}}}]
            """;
    private static final String TABLE = """
            Value     Percentile TotalCount 1/(1-Percentile)

               1.000 0.000000000000          1           1.00
               2.500 0.500000000000          5           2.00
               9.000 1.000000000000         10
            #[Max     =        9.000, Total count    =           10]
            """;
    private static final List<byte[]> FILES = List.of(Samples.bytes("js-microseconds.hlog"), JMH.getBytes(UTF_8),
            TABLE.getBytes(UTF_8));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldReadOrRefuseFilesOfOtherTools() {
        new Fuzz(ArchiveFuzzTest::file, HEAP_BYTES, HEAP_BYTES_PER_BYTE, this::isRead).run();
    }

    private static byte[] file(SplittableRandom random) {
        if (random.nextInt(3) == 0) {
            return logOf(Mutation.ofBytes(histogram(), random));
        }
        byte[] whole = FILES.get(random.nextInt(FILES.size()));
        return random.nextBoolean() ? Words.mutated(new String(whole, UTF_8), random).getBytes(UTF_8)
                : Mutation.ofBytes(whole, random);
    }

    private static byte[] histogram() {
        Histogram values = new Histogram(1, 1_000, 2);
        for (int i = 1; i < 1_000; i *= 2) {
            values.recordValueWithCount(i, i);
        }
        ByteBuffer bytes = ByteBuffer.allocate(values.getNeededByteBufferCapacity());
        int length = values.encodeIntoByteBuffer(bytes);
        return Arrays.copyOf(bytes.array(), length);
    }

    /** With the lengths and the checksum that the damaged bytes really have, so that what they say is looked at. */
    private static byte[] logOf(byte[] histogram) {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
            out.write(histogram);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] encoded = ByteBuffer.allocate(8 + deflated.size()).putInt(V2_COMPRESSED).putInt(deflated.size())
                .put(deflated.toByteArray()).array();
        return ("0,1,9," + Base64.getEncoder().encodeToString(encoded) + "\n").getBytes(UTF_8);
    }

    private boolean isRead(byte[] input) {
        Path file = Samples.put(folder.resolve("f.hlog"), input);
        try {
            new SideReader(SideOptions.DEFAULT).read(file.toString());
            return true;
        } catch (BadInputException refusal) {
            Fuzz.checkRefusal(refusal);
            return false;
        }
    }
}
