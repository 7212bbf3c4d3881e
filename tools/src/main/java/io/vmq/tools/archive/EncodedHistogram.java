package io.vmq.tools.archive;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.DoubleHistogram;
import org.HdrHistogram.DoubleHistogramIterationValue;
import org.HdrHistogram.Histogram;

/** A histogram as logs have it: V0, V1 or V2 of HdrHistogram's encodings, compressed, in base64; of whole numbers or of fractions. */
final class EncodedHistogram {

    /** What a 1 of a histogram of fractions becomes: a fraction has nine places. */
    static final double FRACTION_SCALE = 1e9;

    private static final int V2_COMPRESSED = 0x1c849304;
    private static final int V1_COMPRESSED = 0x1c849302;
    private static final int V0_COMPRESSED = 0x1c849309;
    private static final int WORD_SIZE_BITS = 0xf0;
    private static final int FRACTIONS_COMPRESSED = 0x0c72124f;
    /** Cookie, digits and range, before the histogram of whole numbers that stands for the fractions. */
    private static final int FRACTIONS_HEADER_BYTES = 16;
    /** Cookie and length. */
    private static final int HEADER_BYTES = 8;
    private static final int MAX_DIGITS = 5;
    /** More than a histogram of five digits over all of a long needs. */
    private static final long MOST_BYTES = 64L << 20;

    private final byte[] bytes;

    private EncodedHistogram(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads the base64.
     *
     * @throws DamagedHistogramException
     *             if it is none
     */
    static EncodedHistogram of(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (bytes.length <= HEADER_BYTES) {
                throw new DamagedHistogramException("is too short");
            }
            return new EncodedHistogram(bytes);
        } catch (IllegalArgumentException e) {
            throw new DamagedHistogramException("is not whole base64", e);
        }
    }

    /** Whether it is of fractions. */
    boolean isOfFractions() {
        return ByteBuffer.wrap(bytes).getInt() == FRACTIONS_COMPRESSED;
    }

    /**
     * The values; those of a histogram of fractions times {@value #FRACTION_SCALE}, one digit finer.
     *
     * @throws DamagedHistogramException
     *             if it cannot be decoded whole, or holds fractions too large for that
     */
    AbstractHistogram decoded() {
        try {
            checkCompressed(isOfFractions() ? FRACTIONS_HEADER_BYTES : 0);
            AbstractHistogram values = isOfFractions()
                    ? wholeNumbers(DoubleHistogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0))
                    : narrowed(Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0));
            if (values.getTotalCount() < 0) {
                throw new DamagedHistogramException("has counts below zero");
            }
            return values;
        } catch (DamagedHistogramException e) {
            throw e;
        } catch (DataFormatException | RuntimeException e) {
            // The library has no exception of its own for bytes that make no histogram: it runs into whatever they lead to.
            throw new DamagedHistogramException("cannot be decoded", e);
        }
    }

    /**
     * The same in a histogram that is no wider than its values need. That looks at each count, as the library does not: it takes a
     * histogram's word for where its counts begin.
     */
    private static Histogram narrowed(Histogram decoded) {
        long lowest = decoded.getLowestDiscernibleValue();
        Histogram values = new Histogram(lowest, Math.max(2 * lowest, decoded.getMaxValue()),
                decoded.getNumberOfSignificantValueDigits());
        values.add(decoded);
        return values;
    }

    /** Finds out what the library does not: that the compressed bytes are all there, and add up to their checksum. */
    private void checkCompressed(int at) throws DataFormatException {
        ByteBuffer header = ByteBuffer.wrap(bytes, at, HEADER_BYTES);
        int cookie = header.getInt() & ~WORD_SIZE_BITS;
        if (cookie != V2_COMPRESSED && cookie != V1_COMPRESSED && cookie != V0_COMPRESSED) {
            throw new DamagedHistogramException("is of no encoding that HdrHistogram has");
        }
        int length = header.getInt();
        if (length < 0 || length > bytes.length - at - HEADER_BYTES) {
            throw new DamagedHistogramException("is not all there");
        }
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(bytes, at + HEADER_BYTES, length);
            byte[] page = new byte[1 << 13];
            while (!inflater.finished()) {
                if (inflater.inflate(page) == 0 || inflater.getBytesWritten() > MOST_BYTES) {
                    throw new DamagedHistogramException("is not all there");
                }
            }
        }
    }

    private static AbstractHistogram wholeNumbers(DoubleHistogram fractions) {
        int digits = Math.min(MAX_DIGITS, fractions.getNumberOfSignificantValueDigits() + 1);
        Histogram values = new Histogram(digits);
        for (DoubleHistogramIterationValue value : fractions.recordedValues()) {
            double whole = Math.rint(value.getValueIteratedTo() * FRACTION_SCALE);
            if (!(whole < Long.MAX_VALUE / 2.0)) {
                throw new DamagedHistogramException("holds fractions above " + Long.MAX_VALUE / 2 / (long) 1e9);
            }
            values.recordValueWithCount((long) whole, value.getCountAddedInThisIterationStep());
        }
        return values;
    }
}
