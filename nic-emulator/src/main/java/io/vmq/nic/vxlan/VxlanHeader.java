package io.vmq.nic.vxlan;

/**
 * The header in front of each frame (RFC 7348, section 5). The flag I says that the network identifier (VNI) is valid; all
 * other bits are sent as zero and not looked at.
 *
 * <pre>
 *  0       1               4               7       8
 * +-------+---------------+---------------+-------+
 * |....I..| reserved      | VNI           | res.  |
 * +-------+---------------+---------------+-------+
 * </pre>
 */
public final class VxlanHeader {

    /** Port that IANA assigned to VXLAN. */
    public static final int PORT = 4_789;
    public static final int MAX_VNI = 0xFF_FFFF;
    /** The network where none is named: the first that is not 0. */
    public static final int USUAL_VNI = 1;

    static final int BYTES = 8;

    private static final long FLAG_I = 0x0800_0000_0000_0000L;
    private static final int VNI_SHIFT = 8;
    private static final int NO_VNI = -1;

    private VxlanHeader() {}

    /** The header of a network, as eight bytes. */
    static long of(int vni) {
        return FLAG_I | (long) vni << VNI_SHIFT;
    }

    /** The network that a header names, or -1 if it names none. */
    static int vni(long header) {
        return (header & FLAG_I) == 0 ? NO_VNI : (int) header >>> VNI_SHIFT;
    }

    /**
     * Checks the number of a network.
     *
     * @throws IllegalArgumentException
     *             if it does not fit into the header
     */
    static void checkVni(int vni) {
        if (vni < 0 || vni > MAX_VNI) {
            throw new IllegalArgumentException("VNI " + vni + ": 0 to " + MAX_VNI + " expected");
        }
    }
}
