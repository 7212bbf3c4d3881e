package io.vmq.dispatch.steering;

/**
 * What an RSS hash is to be computed over, packed into one long so that nothing is allocated for a frame.
 *
 * <pre>
 *  63      56 55      48 47           32 31           16 15            0
 * +----------+----------+---------------+---------------+---------------+
 * | 0        | type + 1 | source        | destination   | ports or 0    |
 * +----------+----------+---------------+---------------+---------------+
 * </pre>
 *
 * The type is the index of a {@link HashType}; positions are bytes from the start of the frame.
 */
final class HashInput {

    /** Nothing is hashed: the frame goes to the default queue. */
    static final long NONE = 0;

    private static final int POSITION_MASK = 0xFFFF;
    private static final int DESTINATION_SHIFT = 16;
    private static final int SOURCE_SHIFT = 32;
    private static final int TYPE_SHIFT = 48;

    private HashInput() {}

    static long of(int type, int source, int destination, int ports) {
        return (long) (type + 1) << TYPE_SHIFT | (long) source << SOURCE_SHIFT
                | (long) destination << DESTINATION_SHIFT | ports;
    }

    /** Index of the {@link HashType}. */
    static int type(long input) {
        return (int) (input >>> TYPE_SHIFT) - 1;
    }

    static int source(long input) {
        return (int) (input >>> SOURCE_SHIFT) & POSITION_MASK;
    }

    static int destination(long input) {
        return (int) (input >>> DESTINATION_SHIFT) & POSITION_MASK;
    }

    static int ports(long input) {
        return (int) input & POSITION_MASK;
    }
}
