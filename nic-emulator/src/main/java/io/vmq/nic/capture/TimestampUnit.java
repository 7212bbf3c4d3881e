package io.vmq.nic.capture;

/**
 * What the time stamps of a pcapng interface count (options if_tsresol and if_tsoffset).
 *
 * @param exponent
 *            a second has 10^exponent or 2^exponent ticks
 * @param binary
 *            whether the base is 2
 * @param offsetSeconds
 *            to be added to each stamp
 */
record TimestampUnit(int exponent, boolean binary, long offsetSeconds) {

    /** What holds without options: microseconds. */
    static final TimestampUnit DEFAULT = new TimestampUnit(6, false, 0);

    /** Neither before 1970 nor after 2262. */
    static final long OUT_OF_RANGE = -1;

    private static final int BINARY_FLAG = 0x80;
    private static final int MAX_DECIMAL_EXPONENT = 18;
    private static final int MAX_BINARY_EXPONENT = 63;
    private static final int NS_EXPONENT = 9;
    private static final long NS_PER_SECOND = 1_000_000_000;
    private static final long MAX_SECONDS = Long.MAX_VALUE / NS_PER_SECOND - 1;

    /** The same with the resolution of an if_tsresol option. */
    TimestampUnit withResolution(int option) {
        return new TimestampUnit(option & ~BINARY_FLAG, (option & BINARY_FLAG) != 0, offsetSeconds);
    }

    TimestampUnit withOffset(long seconds) {
        return new TimestampUnit(exponent, binary, seconds);
    }

    boolean isSupported() {
        return exponent <= (binary ? MAX_BINARY_EXPONENT : MAX_DECIMAL_EXPONENT);
    }

    /** Nanoseconds since 1970 of an unsigned stamp, rounded down, or {@link #OUT_OF_RANGE}. */
    long toNs(long ticks) {
        long perSecond = binary ? 1L << exponent : powerOfTen(exponent);
        long seconds = Long.divideUnsigned(ticks, perSecond);
        long rest = Long.remainderUnsigned(ticks, perSecond);
        if (seconds < 0 || seconds > MAX_SECONDS || Math.abs(offsetSeconds) > MAX_SECONDS) {
            return OUT_OF_RANGE;
        }
        long shifted = seconds + offsetSeconds;
        return shifted < 0 || shifted > MAX_SECONDS ? OUT_OF_RANGE : shifted * NS_PER_SECOND + restNs(rest);
    }

    private long restNs(long rest) {
        if (binary) {
            long high = Math.multiplyHigh(rest, NS_PER_SECOND);
            long low = rest * NS_PER_SECOND;
            return exponent == 0 ? 0 : (high << (Long.SIZE - exponent)) | (low >>> exponent);
        }
        return exponent <= NS_EXPONENT
                ? rest * powerOfTen(NS_EXPONENT - exponent)
                : rest / powerOfTen(exponent - NS_EXPONENT);
    }

    private static long powerOfTen(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }
}
