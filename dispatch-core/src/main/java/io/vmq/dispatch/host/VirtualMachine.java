package io.vmq.dispatch.host;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.steering.ReceiveFilter;

/**
 * A guest with one virtual NIC behind the host's virtual switch.
 *
 * @param name
 *            as shown in tables; unique within a host
 * @param mac
 *            unicast MAC of its virtual NIC; unique within a host
 * @param vlan
 *            VLAN id that the switch gives it, {@link #NO_VLAN}, or {@link #ANY_VLAN}
 */
public record VirtualMachine(String name, MacAddress mac, int vlan) {

    /** Its frames carry no tag, or VLAN 0. */
    public static final int NO_VLAN = 0;
    /** Not known: its frames are told by their MAC alone, as those of a capture. */
    public static final int ANY_VLAN = -1;

    public VirtualMachine {
        if (mac.isGroup()) {
            throw new IllegalArgumentException(
                    "VM '" + name + "' has the group address " + mac + "; a unicast MAC expected");
        }
        if (vlan < ANY_VLAN || vlan > EthernetLayout.MAX_VLAN_ID) {
            throw new IllegalArgumentException("VM '" + name + "' has vlan " + vlan + "; 1 to 4094 expected");
        }
    }

    /** Whether the switch gave it a VLAN of its own. */
    public boolean hasVlan() {
        return vlan > NO_VLAN;
    }

    /**
     * The receive filter that leads to its queue. Without a VLAN it has the flag that the Hyper-V switch sets, untagged or VLAN
     * 0; a VM of a capture gets its frames whatever their VLAN.
     */
    public ReceiveFilter filterTo(int queue) {
        return new ReceiveFilter(mac, switch (vlan) {
            case NO_VLAN -> ReceiveFilter.UNTAGGED_OR_ZERO;
            case ANY_VLAN -> ReceiveFilter.ANY_VLAN;
            default -> vlan;
        }, queue);
    }
}
