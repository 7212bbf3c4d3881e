package io.vmq.bench.steering;

import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.RssKey;
import io.vmq.dispatch.steering.Toeplitz;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does one Toeplitz hash cost?
 *
 * <p>
 * Claim: hashing by a table of contributions costs a lookup per byte of input, the same for every key, and is far from the
 * cost of going through the bits one by one as the specification words it.
 *
 * <p>
 * Run {@code ./vmq bench jmh ToeplitzBenchmark}. Look at {@code table}: 36 bytes should cost about three times 12 bytes, and
 * the two keys the same within the error. {@code bitByBit} is what the table saves. Inputs are random, because a branch
 * predictor would learn regular ones.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ToeplitzBenchmark {

    private static final int INPUTS = 256;
    private static final int STRIDE_BYTES = 64;
    private static final int PORT_BYTES = 4;
    private static final long SEED = 1;

    /** Addresses and ports: 12 bytes for IPv4, 36 for IPv6. */
    @Param({"12", "36"})
    public int inputBytes;

    /** A key as {@code --key} takes it. */
    @Param({"default", "symmetric"})
    public String key = "";

    private Toeplitz toeplitz = new Toeplitz(RssKey.DEFAULT);
    private byte[] keyBytes = {};
    private Memory inputs = Memory.copyOf(keyBytes);

    @Setup
    public void makeInputs() {
        RssKey rssKey = RssKey.parse(key);
        toeplitz = new Toeplitz(rssKey);
        keyBytes = rssKey.bytes();
        byte[] bytes = new byte[INPUTS * STRIDE_BYTES];
        new SplittableRandom(SEED).nextBytes(bytes);
        inputs = Memory.copyOf(bytes);
        if (table() != bitByBit()) {
            throw new IllegalStateException("the table and the specification give different hashes");
        }
    }

    /** The product's hash, straight from the bytes of a frame. */
    @Benchmark
    @OperationsPerInvocation(INPUTS)
    public int table() {
        int addressBytes = inputBytes - PORT_BYTES;
        int hashes = 0;
        for (int i = 0; i < INPUTS; i++) {
            long at = (long) i * STRIDE_BYTES;
            hashes += toeplitz.hash(inputs, at, addressBytes, at + addressBytes);
        }
        return hashes;
    }

    /** The same by the letter of the specification. */
    @Benchmark
    @OperationsPerInvocation(INPUTS)
    public int bitByBit() {
        int hashes = 0;
        for (int i = 0; i < INPUTS; i++) {
            hashes += bitByBit((long) i * STRIDE_BYTES);
        }
        return hashes;
    }

    private int bitByBit(long at) {
        int hash = 0;
        long window = firstWindow();
        for (int i = 0; i < inputBytes; i++) {
            int octet = inputs.u8(at + i);
            int coming = i + Integer.BYTES < keyBytes.length ? keyBytes[i + Integer.BYTES] & 0xFF : 0;
            for (int bit = Byte.SIZE - 1; bit >= 0; bit--) {
                if ((octet >>> bit & 1) != 0) {
                    hash ^= (int) window;
                }
                window = window << 1 | (coming >>> bit & 1);
            }
        }
        return hash;
    }

    private long firstWindow() {
        long window = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            window = window << Byte.SIZE | (keyBytes[i] & 0xFF);
        }
        return window;
    }
}
