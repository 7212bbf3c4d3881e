package io.vmq.nic.traffic;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.memory.Memory;

/**
 * Writes Ethernet headers with up to two VLAN tags: the service tag (802.1ad) of all frames, and that of a VM
 * (802.1Q).
 */
final class EthernetHeader {

    static final long ROUTER_MAC = 0x02_00_00_00_00_01L;
    static final long BROADCAST_MAC = 0xFFFF_FFFF_FFFFL;

    private final int outerVlan;

    /** @param outerVlan VLAN id of the service tag, or {@link FrameStyle#NO_OUTER_VLAN} */
    EthernetHeader(int outerVlan) {
        this.outerVlan = outerVlan;
    }

    /**
     * Writes the header at {@code frame}.
     *
     * @param vlan
     *            VLAN id of the inner tag; none if it is not above 0
     * @param type
     *            of what follows
     * @return bytes written
     */
    int write(Memory memory, long frame, long destination, long source, int vlan, int type) {
        memory.putI64Be(frame, destination << Short.SIZE | source >>> Integer.SIZE);
        memory.putI32Be(frame + 8, (int) source);
        int at = EthernetLayout.TYPE_OFFSET;
        if (outerVlan != FrameStyle.NO_OUTER_VLAN) {
            memory.putI32Be(frame + at, EthernetLayout.TYPE_SERVICE_VLAN << Short.SIZE | outerVlan);
            at += EthernetLayout.TAG_BYTES;
        }
        if (vlan > 0) {
            memory.putI32Be(frame + at, EthernetLayout.TYPE_VLAN << Short.SIZE | vlan);
            at += EthernetLayout.TAG_BYTES;
        }
        memory.putU16Be(frame + at, type);
        return at + Short.BYTES;
    }
}
