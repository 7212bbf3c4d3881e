package io.vmq.nic.traffic;

/**
 * Remembers for each flow which fragment comes next. A datagram has two; its number counts the flow's datagrams, so it
 * comes again after 65,536 of them at the earliest.
 *
 * <pre>
 *  31          29 28                          16 15                 0
 * +--------------+------------------------------+--------------------+
 * | 0            | offset of last fragment      | datagram's number  |
 * |              | in 8-byte units, 0: first due|                    |
 * +--------------+------------------------------+--------------------+
 * </pre>
 */
final class FragmentPlan {

    /** Fragment offsets count in units of this (RFC 791). */
    static final int UNIT_BYTES = 8;

    private static final int NUMBER_MASK = 0xFFFF;

    private final int[] states;

    FragmentPlan(int flows) {
        states = new int[flows];
    }

    static int roundUp(int bytes) {
        return (bytes + UNIT_BYTES - 1) & -UNIT_BYTES;
    }

    static int roundDown(int bytes) {
        return bytes & -UNIT_BYTES;
    }

    /** The datagram's number, 16 bits. */
    int datagram(int flow) {
        return states[flow] & NUMBER_MASK;
    }

    /** Where the fragment that comes next begins, in units; 0 if it is the first. */
    int offsetUnits(int flow) {
        return states[flow] >>> Short.SIZE;
    }

    /** The first fragment is sent; the last one begins behind so many bytes, above 0. */
    void sentFirst(int flow, int bytes) {
        states[flow] = (bytes / UNIT_BYTES) << Short.SIZE | datagram(flow);
    }

    /** The last fragment is sent. */
    void sentLast(int flow) {
        states[flow] = (datagram(flow) + 1) & NUMBER_MASK;
    }
}
