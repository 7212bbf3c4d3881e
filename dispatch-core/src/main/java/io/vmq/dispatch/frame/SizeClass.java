package io.vmq.dispatch.frame;

/** Classes of frame sizes as RFC 2819 counts them (etherStatsPkts64Octets and so on), and one for jumbo frames. FCS counted. */
public enum SizeClass {

    /** 64 bytes; shorter frames, which the wire pads, too. */
    UP_TO_64(0, 64),
    UP_TO_127(65, 127),
    UP_TO_255(128, 255),
    UP_TO_511(256, 511),
    UP_TO_1023(512, 1_023),
    UP_TO_1518(1_024, 1_518),
    /** Everything longer: jumbo frames, and those with more than one tag. */
    LONGER(1_519, 65_535);

    /** Exponent of 2 at which the second class begins. */
    private static final int SECOND = 6;

    private final int minBytes;
    private final int maxBytes;

    SizeClass(int minBytes, int maxBytes) {
        this.minBytes = minBytes;
        this.maxBytes = maxBytes;
    }

    /** {@link #ordinal()} of the class of a length in bytes, FCS counted. */
    public static int indexOf(int lengthBytes) {
        if (lengthBytes <= UP_TO_64.maxBytes) {
            return 0;
        }
        if (lengthBytes > UP_TO_1518.maxBytes) {
            return LONGER.ordinal();
        }
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(lengthBytes) - SECOND + 1;
    }

    /** Shortest length of the class, bytes. */
    public int minBytes() {
        return minBytes;
    }

    /** Longest length of the class, bytes. */
    public int maxBytes() {
        return maxBytes;
    }

    /** The name in results: {@code 64}, {@code 65-127} and so on. */
    public String label() {
        return switch (this) {
            case UP_TO_64 -> "64";
            case LONGER -> minBytes + "+";
            default -> minBytes + "-" + maxBytes;
        };
    }
}
