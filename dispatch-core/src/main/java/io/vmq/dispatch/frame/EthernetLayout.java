package io.vmq.dispatch.frame;

/**
 * Where the fields of an Ethernet frame stand, and what a frame costs on the wire (IEEE 802.3, 802.1Q).
 *
 * <pre>
 *  0                 6                12        14        16        18
 * +-----------------+-----------------+---------+---------+---------+---------
 * | destination MAC | source MAC      | 0x8100  | PCP VID | type    | payload    tagged
 * +-----------------+-----------------+---------+---------+---------+---------
 * | destination MAC | source MAC      | type    | payload                        untagged
 * +-----------------+-----------------+---------+------------------------------
 * </pre>
 *
 * Buffers hold a frame without its frame check sequence; sizes and rates count it, as the field does.
 */
public final class EthernetLayout {

    public static final int DESTINATION_OFFSET = 0;
    public static final int SOURCE_OFFSET = 6;
    public static final int TYPE_OFFSET = 12;
    public static final int HEADER_BYTES = 14;

    /** A VLAN tag: two bytes of tag protocol, two of priority and VLAN id, in front of the type. */
    public static final int TAG_BYTES = 4;
    public static final int TAG_CONTROL_OFFSET = TYPE_OFFSET + 2;
    public static final int VLAN_ID_MASK = 0xFFF;
    /** Largest VLAN id that may be assigned; 4095 is reserved and 0 means "priority only". */
    public static final int MAX_VLAN_ID = 4094;

    public static final int TYPE_IPV4 = 0x0800;
    public static final int TYPE_IPV6 = 0x86DD;
    public static final int TYPE_ARP = 0x0806;
    /** Customer tag, 802.1Q. */
    public static final int TYPE_VLAN = 0x8100;
    /** Service tag of a double-tagged frame, 802.1ad. */
    public static final int TYPE_SERVICE_VLAN = 0x88A8;

    private static final int VLAN_LITTLE_ENDIAN = 0x0081;
    private static final int SERVICE_VLAN_LITTLE_ENDIAN = 0xA888;

    public static final int FCS_BYTES = 4;
    /** Preamble, start delimiter and inter-frame gap: what a frame occupies on layer 1 beside its own bytes. */
    public static final int WIRE_OVERHEAD_BYTES = 20;
    /** Shortest frame that may be on the wire, FCS counted; shorter payloads are padded to it. */
    public static final int MIN_FRAME_BYTES = 64;
    /** Largest frame that the product sends or buffers, FCS counted: a 9,216-byte jumbo frame. */
    public static final int MAX_FRAME_BYTES = 9216;

    private EthernetLayout() {}

    public static boolean isTag(int type) {
        return type == TYPE_VLAN || type == TYPE_SERVICE_VLAN;
    }

    /** As {@link #isTag} for a type that was read as if it were little-endian. */
    public static boolean isTagLittleEndian(int type) {
        return type == VLAN_LITTLE_ENDIAN || type == SERVICE_VLAN_LITTLE_ENDIAN;
    }

    /** Length on the wire, FCS counted, of a frame whose captured or built bytes number {@code bytesWithoutFcs}. */
    public static int wireLengthBytes(int bytesWithoutFcs) {
        return Math.max(MIN_FRAME_BYTES, bytesWithoutFcs + FCS_BYTES);
    }
}
