package io.vmq.dispatch.steering;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.memory.Memory;

/** Reads the outermost VLAN tag of a frame, 802.1Q or 802.1ad. */
public final class VlanTag {

    /** The frame has no tag. */
    public static final int NONE = -1;
    /** The frame has a tag whose id was cut off by the capture. */
    public static final int CUT = -2;

    private VlanTag() {}

    /**
     * The VLAN id of a frame, 0 to 4095, or {@link #NONE} or {@link #CUT}.
     *
     * @param frame
     *            offset of the frame's first byte in the memory
     * @param storedBytes
     *            bytes at hand there; at least an Ethernet header
     */
    public static int idOf(Memory memory, long frame, int storedBytes) {
        if (!EthernetLayout.isTag(memory.u16Be(frame + EthernetLayout.TYPE_OFFSET))) {
            return NONE;
        }
        if (storedBytes < EthernetLayout.TAG_CONTROL_OFFSET + Short.BYTES) {
            return CUT;
        }
        return memory.u16Be(frame + EthernetLayout.TAG_CONTROL_OFFSET) & EthernetLayout.VLAN_ID_MASK;
    }
}
