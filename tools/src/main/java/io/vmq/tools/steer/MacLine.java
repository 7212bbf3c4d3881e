package io.vmq.tools.steer;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.VlanTag;

/**
 * A destination MAC, and perhaps a VLAN, as a line of the input names it.
 *
 * @param text
 *            the MAC as it was written
 * @param mac
 *            what it means
 * @param vlan
 *            VLAN id from 0 to 4094, or {@link VlanTag#NONE} for frames without a tag
 */
public record MacLine(String text, MacAddress mac, int vlan) {

    /** The most that {@link #writeFrame} writes. */
    static final int MAX_FRAME_BYTES = EthernetLayout.MIN_FRAME_BYTES - EthernetLayout.FCS_BYTES;

    /** Locally administered, and none of a VM. */
    private static final MacAddress SENDER = MacAddress.parse("02:00:00:00:00:01");
    /** For local experiments (IEEE 802): nobody takes the payload for IP. */
    private static final int TYPE_EXPERIMENT = 0x88B5;

    /**
     * Writes a shortest frame to this address that carries no IP.
     *
     * @return bytes written
     */
    int writeFrame(Memory memory, long frame) {
        memory.put(frame, new byte[MAX_FRAME_BYTES], 0, MAX_FRAME_BYTES);
        putMac(memory, frame + EthernetLayout.DESTINATION_OFFSET, mac);
        putMac(memory, frame + EthernetLayout.SOURCE_OFFSET, SENDER);
        long type = frame + EthernetLayout.TYPE_OFFSET;
        if (vlan != VlanTag.NONE) {
            memory.putU16Be(type, EthernetLayout.TYPE_VLAN);
            memory.putU16Be(frame + EthernetLayout.TAG_CONTROL_OFFSET, vlan);
            type += EthernetLayout.TAG_BYTES;
        }
        memory.putU16Be(type, TYPE_EXPERIMENT);
        return MAX_FRAME_BYTES;
    }

    private static void putMac(Memory memory, long at, MacAddress mac) {
        memory.putU16Be(at, (int) (mac.bits() >>> Integer.SIZE));
        memory.putI32Be(at + Short.BYTES, (int) mac.bits());
    }
}
