package io.vmq.tools.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Gives a parser one generated input after the other. Each must be read or refused as declared, and may take only so much
 * memory.
 *
 * <p>
 * {@code -Dvmq.fuzz.inputs=N} sets how many, {@code -Dvmq.fuzz.seed=S} with which seed. Input i is made from seed S + i, so
 * one that failed comes again as the first with its own seed.
 */
final class Fuzz {

    private static final int INPUTS = Integer.getInteger("vmq.fuzz.inputs", 2_000);
    private static final long SEED = Long.getLong("vmq.fuzz.seed", 20_260_101L);
    /** From so many inputs on some must have been read and some refused, or the generator tests nothing. */
    private static final int TELLING = 500;
    private static final int MAX_SHOWN_BYTES = 4_096;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final BufferPoolMXBean OFF_HEAP = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
            .stream().filter(pool -> pool.getName().equals("direct")).findFirst().orElseThrow();

    /** A parser at work. */
    @FunctionalInterface
    interface Attempt {

        /**
         * Parses.
         *
         * @return whether the input was read; false if it was refused as declared
         * @throws Exception
         *             or anything else, if the parser did what it never should
         */
        boolean isRead(byte[] input) throws Exception;
    }

    private final Function<SplittableRandom, byte[]> inputs;
    private final long heapBytes;
    private final long heapBytesPerByte;
    private final Attempt attempt;

    /**
     * @param heapBytes
     *            what an attempt may allocate whatever the input, dead objects counted
     * @param heapBytesPerByte
     *            what it may allocate more for each byte of input
     */
    Fuzz(Function<SplittableRandom, byte[]> inputs, long heapBytes, long heapBytesPerByte, Attempt attempt) {
        this.inputs = inputs;
        this.heapBytes = heapBytes;
        this.heapBytesPerByte = heapBytesPerByte;
        this.attempt = attempt;
    }

    void run() {
        // Not measured: what the first attempts allocate for classes that are loaded.
        for (int warmUp = 0; warmUp < 20; warmUp++) {
            attempt(SEED + warmUp, Long.MAX_VALUE);
        }
        int read = 0;
        for (int i = 0; i < INPUTS; i++) {
            read += attempt(SEED + i, heapBytes) ? 1 : 0;
        }
        if (INPUTS >= TELLING) {
            assertThat(read).as("inputs read out of %d", INPUTS).isStrictlyBetween(0, INPUTS);
        }
    }

    private boolean attempt(long seed, long allowedHeapBytes) {
        byte[] input = inputs.apply(new SplittableRandom(seed));
        try {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            boolean read = attempt.isRead(input);
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertThat(allocated - heapBytesPerByte * input.length).as("bytes allocated beyond %d for each of %d",
                    heapBytesPerByte, input.length).isLessThanOrEqualTo(allowedHeapBytes);
            return read;
        } catch (Throwable failure) {
            throw new AssertionError(
                    "again with -Dvmq.fuzz.inputs=1 -Dvmq.fuzz.seed=" + seed + "; input " + shown(input), failure);
        }
    }

    private static String shown(byte[] input) {
        byte[] head = Arrays.copyOf(input, Math.min(input.length, MAX_SHOWN_BYTES));
        String text = new String(head, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", "?");
        return "of " + input.length + " bytes, as text (? is anything else): " + text + "\nin hex: "
                + HexFormat.of().formatHex(head);
    }

    /** Off-heap memory of this process, in bytes; what the garbage collector has to give back may come back any time. */
    static long offHeapBytes() {
        return OFF_HEAP.getMemoryUsed();
    }

    /** A refusal is one line that says something. */
    static void checkRefusal(Throwable refusal) {
        assertThat(refusal.getMessage()).isNotBlank().hasSizeLessThan(1_500).doesNotContainPattern("[\\p{Cntrl}]");
    }
}
