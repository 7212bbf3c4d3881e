package io.vmq.tools.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.steer.MacReader;
import io.vmq.tools.steer.TupleReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lists of flows and of MACs: each line is read, or the list refused with one sentence, in bounded memory. */
class LineFuzzTest {

    /** A reader has two buffers of 16 Ki; it never holds more than one line, of at most 1,000 characters. */
    private static final long HEAP_BYTES = 256 << 10;
    /** A line's text, fields and addresses; the shortest line that says something has 14 bytes. */
    private static final long HEAP_BYTES_PER_BYTE = 64;

    private static final String[] TUPLES = {"1.2.3.4,5.6.7.8,1,2", "161.142.100.80,66.9.149.187,1766,2794,tcp",
        "2001:db8::1,2001:db8::2,53,65535,udp", "::ffff:1.2.3.4,::1,0,0,other", " 0.0.0.0 , 255.255.255.255 , 9 , 9 "};
    private static final String[] MACS = {"00:15:5d:00:00:01", "00-15-5D-00-00-01,5", "ff:ff:ff:ff:ff:ff,4094",
        "02:00:00:00:00:00,", " 02:00:00:00:00:00 , 0 "};
    private static final String[] NOTHINGS = {"", "# comment", "src,dst,srcPort,dstPort,protocol", "mac,vlan"};

    @Test
    void shouldReadOrRefuseListsOfFlows() {
        new Fuzz(random -> list(TUPLES, random), HEAP_BYTES, HEAP_BYTES_PER_BYTE, LineFuzzTest::areFlows).run();
    }

    @Test
    void shouldReadOrRefuseListsOfMacs() {
        new Fuzz(random -> list(MACS, random), HEAP_BYTES, HEAP_BYTES_PER_BYTE, LineFuzzTest::areMacs).run();
    }

    private static byte[] list(String[] lines, SplittableRandom random) {
        StringBuilder list = new StringBuilder();
        for (int count = random.nextInt(8); count > 0; count--) {
            String line = random.nextInt(5) == 0 ? NOTHINGS[random.nextInt(NOTHINGS.length)]
                    : lines[random.nextInt(lines.length)];
            list.append(random.nextInt(8) == 0 ? Words.mutated(line, random) : line).append('\n');
        }
        byte[] bytes = list.toString().getBytes(UTF_8);
        return random.nextInt(4) == 0 ? Mutation.ofBytes(bytes, random) : bytes;
    }

    private static boolean areFlows(byte[] input) throws IOException {
        try (TupleReader reader = new TupleReader("standard input", new ByteArrayInputStream(input))) {
            return endsSoon(reader::next, input.length);
        }
    }

    private static boolean areMacs(byte[] input) throws IOException {
        try (MacReader reader = new MacReader("standard input", new ByteArrayInputStream(input))) {
            return endsSoon(reader::next, input.length);
        }
    }

    private static boolean endsSoon(Supplier<@Nullable Object> lines, int inputBytes) {
        try {
            int count = 0;
            while (lines.get() != null) {
                count++;
            }
            assertThat(count).isLessThanOrEqualTo(inputBytes);
            return true;
        } catch (BadInputException refusal) {
            Fuzz.checkRefusal(refusal);
            return false;
        }
    }
}
